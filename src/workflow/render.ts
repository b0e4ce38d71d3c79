/** Prints a workflow as YAML: the same workflow gives the same bytes on every machine. */
import { Document, isMap, isScalar, isSeq, Scalar, visit, type YAMLMap } from "yaml";
import { permissionNote } from "../automation/permissions.ts";
import type { Workflow, WorkflowStep } from "./model.ts";

/** A generated file starts with this line; one that does not was written by a person, and is never overwritten. */
export const generatedHeader = "# GENERATED FILE - DO NOT EDIT";

/** `source` says where the workflow is declared, `regenerate` is the command that writes the file anew. */
export function renderWorkflow(workflow: Workflow, source: string, regenerate: string): string {
  const document = new Document(yamlShape(workflow), { aliasDuplicateObjects: false });
  commentPins(document, workflow);
  commentPermissions(document, [["permissions"]]);
  commentPermissions(
    document,
    Object.keys(workflow.jobs).map((id) => ["jobs", id, "permissions"]),
  );
  for (const section of ["permissions", "jobs"]) {
    const pair = (document.contents as YAMLMap).items.find(
      ({ key }) => isScalar(key) && key.value === section,
    );
    if (isScalar(pair?.key)) pair.key.spaceBefore = true;
  }
  visit(document, {
    Pair(_, { key, value }, path) {
      // At the top, "on" is a key that every reader of workflows expects as it is.
      if (isScalar(key) && path.length > 2) quoteAmbiguous(key);
      if (isScalar(key) && oneLineLists.has(key.value) && isSeq(value)) value.flow = true;
      if (isScalar(value)) quoteAmbiguous(value);
      if (isScalar(key) && key.value === "matrix" && isMap(value)) printAxesInLines(value);
      // A blank line between jobs, so that each stands for itself.
      if (isScalar(key) && key.value === "jobs" && isMap(value)) {
        for (const { key: id } of value.items.slice(1)) if (isScalar(id)) id.spaceBefore = true;
      }
    },
    Seq(_, { items }) {
      for (const item of items) if (isScalar(item)) quoteAmbiguous(item);
    },
  });
  const body = document.toString({ lineWidth: 0, nullStr: "", flowCollectionPadding: false });
  return `${generatedHeader}\n# Source: ${source}\n# Regenerate: ${regenerate}\n\n${escapeSpecial(body)}`;
}

/** `python: ["3.12", "3.13"]`; what is included and excluded stays one a line. */
function printAxesInLines(matrix: YAMLMap): void {
  for (const { value } of matrix.items) {
    if (isSeq(value) && value.items.every(isScalar)) value.flow = true;
  }
}

const oneLineLists: ReadonlySet<unknown> = new Set([
  "needs",
  "branches",
  "branches-ignore",
  "tags",
  "tags-ignore",
  "types",
  "runs-on",
]);

/** The release beside the commit, in the form that Dependabot and Renovate update together with it. */
function commentPins(document: Document, workflow: Workflow): void {
  for (const [jobId, job] of Object.entries(workflow.jobs)) {
    for (const [index, step] of job.steps.entries()) {
      if (!("uses" in step)) continue;
      const uses = document.getIn(["jobs", jobId, "steps", index, "uses"], true);
      if (uses instanceof Scalar && step.version !== undefined) uses.comment = ` ${step.version}`;
    }
  }
}

/** A reviewer should see why a token can do more than read the code. */
function commentPermissions(document: Document, paths: readonly (readonly string[])[]): void {
  for (const path of paths) {
    const map = document.getIn(path, true);
    if (!isMap(map)) continue;
    for (const { key, value } of map.items) {
      if (!isScalar(key) || !isScalar(value)) continue;
      const note = permissionNote(String(key.value), String(value.value));
      if (note !== undefined) value.comment = ` ${note}`;
    }
  }
}

/** The model without what only the program reads. */
function yamlShape(workflow: Workflow): object {
  const printed = (step: WorkflowStep): object => {
    const { purpose: _purpose, ...rest } = step;
    if (!("uses" in rest)) return rest;
    const { version: _comment, asked: _asked, ...action } = rest;
    return action;
  };
  return {
    ...workflow,
    jobs: mapValues(workflow.jobs, (job) => {
      const minutes = job["timeout-minutes"];
      return {
        ...job,
        // GitHub drops a fraction: of half a minute nothing would be left (ConvertToJobTimeout in actions/runner).
        ...(typeof minutes === "number" ? { "timeout-minutes": Math.ceil(minutes) } : {}),
        steps: job.steps.map(printed),
      };
    }),
  };
}

function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/**
 * What some readers of YAML take for something else than a character, wherever it stands: 1.1 for a line break, Go's
 * for the start of a file. All scalars with one are in double quotes.
 */
const escapes: Readonly<Record<string, string>> = {
  "\u0085": "\\N",
  "\u2028": "\\L",
  "\u2029": "\\P",
  "\ufeff": "\\uFEFF",
};

const special = /[\u0085\u2028\u2029\ufeff]/g;

function escapeSpecial(text: string): string {
  return text.replaceAll(special, (character) => escapes[character] ?? character);
}

/** Plain words that a YAML 1.1 reader takes for a boolean, a base-60 number or a date; GitHub reads 1.2, other tools do not. */
const yaml11 =
  /^(?:y|n|yes|no|on|off|[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.\d*)?|\d{4}-\d\d?-\d\d?.*|[-+]?\d[\d_]*|=|<<)$/i;

function quoteAmbiguous(scalar: Scalar): void {
  if (typeof scalar.value !== "string") return;
  if (yaml11.test(scalar.value) || scalar.value.search(special) !== -1) {
    scalar.type = Scalar.QUOTE_DOUBLE;
  }
}
