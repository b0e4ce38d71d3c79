/** Reads a workflow's text with GitHub's own parser, and says what it would reject. */
import {
  convertWorkflowTemplate,
  NoOperationTraceWriter,
  parseWorkflow,
} from "@actions/workflow-parser";
import { getWorkflowSchema } from "@actions/workflow-parser/workflows/workflow-schema";
import { ErrorPolicy } from "@actions/workflow-parser/model/convert";
import { placeLabel } from "../automation/place.ts";
import { optionAt } from "./yaml-position.ts";

/** A finding about a generated file. */
export interface WorkflowFinding {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** The parser's messages, each with its line and column; none when the file is valid. */
export async function workflowErrors(file: string, content: string): Promise<readonly string[]> {
  const errors = await parserErrors(file, content);
  return errors.map((error) => error.message);
}

/** The same as findings, so that they can be explained by what the user wrote. */
export async function workflowFindings(
  file: string,
  content: string,
): Promise<readonly WorkflowFinding[]> {
  const errors = await parserErrors(file, content);
  const found = errors.map(({ rawMessage, range }) => ({
    line: range?.start.line ?? 1,
    column: range?.start.column ?? 1,
    message: rawMessage,
  }));
  return [...halvesOfCharacters(content), ...found];
}

/** UTF-8 has none, and GitHub's reader refuses their escapes (ScanFlowScalar in YamlDotNet 5.3). */
function halvesOfCharacters(content: string): readonly WorkflowFinding[] {
  const at = content.search(/\p{Cs}/u);
  if (at === -1) return [];
  const lines = content.slice(0, at).split("\n");
  const code = content.charCodeAt(at).toString(16).toUpperCase();
  const message = `a text has half of a character (U+${code}), which no file can hold. Take it out, or write the whole character.`;
  return [{ line: lines.length, column: (lines.at(-1) ?? "").length + 1, message }];
}

/** `automation "ci", job "deploy", option "runsOn": Unexpected value ''`: no line of a file that nobody wrote. */
export function explainFindings(
  automation: string,
  content: string,
  findings: readonly WorkflowFinding[],
): readonly string[] {
  return findings.map(({ line, column, message }) => {
    const place = placeLabel({ automation, ...optionAt(content, line, column) });
    return `${place}: ${message}`;
  });
}

/** The parser looks names up in plain objects: without this a job called `constructor` would be Object's own. */
function forgetPrototypes(): void {
  for (const definition of Object.values(getWorkflowSchema().definitions)) {
    if ("properties" in definition) Object.setPrototypeOf(definition.properties, null);
  }
}

async function parserErrors(file: string, content: string) {
  forgetPrototypes();
  const { context, value } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  if (value !== undefined) {
    // The schema alone knows nothing of needs, ids, expressions and cycles: the conversion finds those.
    await convertWorkflowTemplate(context, value, undefined, {
      errorPolicy: ErrorPolicy.TryConversion,
    });
  }
  return context.errors.getErrors();
}
