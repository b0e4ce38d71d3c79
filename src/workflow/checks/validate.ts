/** Checks a workflow with GitHub's own parser. */
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import { ErrorPolicy } from "@actions/workflow-parser/model/convert";
import {
  TemplateContext,
  TemplateValidationErrors,
} from "@actions/workflow-parser/templates/template-context";
import { readTemplate } from "@actions/workflow-parser/templates/template-reader";
import type { TemplateToken } from "@actions/workflow-parser/templates/tokens/index";
import { WORKFLOW_ROOT } from "@actions/workflow-parser/workflows/workflow-constants";
import { getWorkflowSchema } from "@actions/workflow-parser/workflows/workflow-schema";
import { placeLabel } from "../../automation/place.ts";
import { printedReader } from "./printed-reader.ts";
import type { Printable } from "../print/yaml/emitter.ts";
import { longestJob, optionAt } from "./yaml-position.ts";

/** A finding about a generated file. */
export interface WorkflowFinding {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** What the parser and its schema refuse; none when the file is valid. */
export async function workflowFindings(
  file: string,
  content: string,
): Promise<readonly WorkflowFinding[]> {
  const { context, value } = parseWorkflow({ name: file, content }, createContext());
  await convert(context, value);
  const findings = context.errors.getErrors().map(({ rawMessage, range }) => ({
    line: range?.start.line ?? 1,
    column: range?.start.column ?? 1,
    message: rawMessage,
  }));
  return [...halvesOfCharacters(content), ...findings];
}

/**
 * The same for a text that was printed from `workflow`. The parser first reads `workflow`, which is many times faster,
 * and the text only if there is a problem.
 */
export async function printedFindings(
  file: string,
  content: string,
  workflow: Printable,
): Promise<readonly WorkflowFinding[]> {
  const isValid = content.isWellFormed() && (await isAccepted(file, workflow));
  return isValid ? [] : workflowFindings(file, content);
}

async function isAccepted(file: string, workflow: Printable): Promise<boolean> {
  const context = createContext();
  const fileId = context.getFileId(file);
  const reader = printedReader(workflow, fileId);
  if (reader === undefined) return false;
  await convert(context, readTemplate(context, WORKFLOW_ROOT, reader, fileId));
  return context.errors.count === 0;
}

/** UTF-8 cannot hold them, and GitHub's reader refuses their escapes (ScanFlowScalar in YamlDotNet 5.3). */
function halvesOfCharacters(content: string): readonly WorkflowFinding[] {
  const at = content.search(/\p{Cs}/u);
  if (at === -1) return [];
  const lines = content.slice(0, at).split("\n");
  const code = content.charCodeAt(at).toString(16).toUpperCase();
  const message = `a text has half of a character (U+${code}), which no file can hold. Take it out, or write the whole character.`;
  return [{ line: lines.length, column: (lines.at(-1) ?? "").length + 1, message }];
}

/**
 * The parser names each step without an id, and says this, without a place, where a job has too many alike.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/IdBuilder.cs
 */
const manySteps = "Unable to create a unique name";

/** `automation "ci", job "deploy", option "runsOn": Unexpected value ''`, instead of a line of the generated file. */
export function explainFindings(
  automation: string,
  content: string,
  findings: readonly WorkflowFinding[],
): readonly string[] {
  return findings.map(({ line, column, message }) => {
    if (message === manySteps) {
      const { job, count } = longestJob(content);
      return `${placeLabel({ automation, job, option: "steps" })}: ${message}: the job has ${count} steps.`;
    }
    const place = placeLabel({ automation, ...optionAt(content, line, column) });
    return `${place}: ${message}`;
  });
}

function createContext(): TemplateContext {
  return new TemplateContext(
    new TemplateValidationErrors(),
    schema(),
    new NoOperationTraceWriter(),
  );
}

let cache: ReturnType<typeof getWorkflowSchema> | undefined;

/** The parser looks names up in plain objects, where it would find `constructor` in their prototype. */
function schema(): ReturnType<typeof getWorkflowSchema> {
  if (cache !== undefined) return cache;
  cache = getWorkflowSchema();
  for (const definition of Object.values(cache.definitions)) {
    if ("properties" in definition) Object.setPrototypeOf(definition.properties, null);
  }
  return cache;
}

/** Finds problems with needs, ids, expressions and cycles, which the schema does not know. */
async function convert(context: TemplateContext, value: TemplateToken | undefined): Promise<void> {
  if (value === undefined) return;
  await convertWorkflowTemplate(context, value, undefined, {
    errorPolicy: ErrorPolicy.TryConversion,
  });
}
