/** Prints a workflow as YAML: the same workflow gives the same bytes on every machine. */
import { Document, isScalar, isSeq, Scalar, visit } from "yaml";
import type { Workflow, WorkflowStep } from "./model.ts";

/** A generated file starts with this line; one that does not was written by a person, and is never overwritten. */
export const generatedHeader = "# GENERATED FILE - DO NOT EDIT";

/** `source` says where the workflow is declared, `regenerate` is the command that writes the file anew. */
export function renderWorkflow(workflow: Workflow, source: string, regenerate: string): string {
  const document = new Document(yamlShape(workflow), { aliasDuplicateObjects: false });
  for (const [jobId, job] of Object.entries(workflow.jobs)) {
    for (const [index, step] of job.steps.entries()) {
      if (!("uses" in step)) continue;
      const uses = document.getIn(["jobs", jobId, "steps", index, "uses"], true);
      if (uses instanceof Scalar && step.version !== undefined) uses.comment = ` ${step.version}`;
    }
  }
  visit(document, {
    Pair(_, { key, value }) {
      if (isScalar(key) && oneLineLists.has(key.value) && isSeq(value)) value.flow = true;
      if (isScalar(value) && isAmbiguous(value.value)) value.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const body = document.toString({ lineWidth: 0, nullStr: "", flowCollectionPadding: false });
  return `${generatedHeader}\n# Source: ${source}\n# Regenerate: ${regenerate}\n\n${body}`;
}

const oneLineLists: ReadonlySet<unknown> = new Set(["needs", "branches", "tags", "types"]);

/** The model without what only the program reads. */
function yamlShape(workflow: Workflow): object {
  const printed = (step: WorkflowStep): object => {
    const { purpose: _purpose, ...rest } = step;
    if (!("uses" in rest)) return rest;
    const { version: _comment, ...action } = rest;
    return action;
  };
  return {
    ...workflow,
    jobs: mapValues(workflow.jobs, (job) => ({ ...job, steps: job.steps.map(printed) })),
  };
}

function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Plain words that a YAML 1.1 reader takes for a boolean, a base-60 number or a date; GitHub reads 1.2, other tools do not. */
const yaml11 =
  /^(?:y|n|yes|no|on|off|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?.*|[-+]?\d[\d_]*|=|<<)$/i;

function isAmbiguous(value: unknown): boolean {
  return typeof value === "string" && yaml11.test(value);
}
