/** Prints a workflow as YAML: the same workflow gives the same bytes on every machine. */
import { permissionNote } from "../automation/permissions.ts";
import { generatedHeader } from "./generated-header.ts";
import type { Permissions, Workflow, WorkflowJob, WorkflowStep } from "./model.ts";
import {
  Commented,
  ExactNumber,
  type OneLine,
  type Printable,
  printBelow,
  printEntry,
} from "./yaml/emitter.ts";

/** `source` says where the workflow is declared, `regenerate` is the command that writes the file anew. */
export function renderWorkflow(workflow: Workflow, source: string, regenerate: string): string {
  const { jobs, permissions, ...others } = workflow;
  const sections = Object.keys(workflow).map((key) => {
    if (key === "jobs") return printJobs(jobs);
    if (key === "permissions") return printEntry(key, commentPermissions(permissions), isOneLine);
    const value = (others as unknown as Readonly<Record<string, Printable>>)[key] ?? null;
    // Every reader of workflows expects this key as it is; YAML 1.1 takes it for true.
    return key === "on"
      ? `on:${printBelow(key, exactDefaults(value), isOneLine, "", "")}`
      : printEntry(key, value, isOneLine);
  });
  const isApart = (index: number): boolean =>
    ["permissions", "jobs"].includes(Object.keys(workflow)[index] ?? "");
  const header = `${generatedHeader}\n# Source: ${source}\n# Regenerate: ${regenerate}\n\n`;
  const body = sections.reduce(
    (text, section, index) => `${text}${isApart(index) ? emptyLine(text) : "\n"}${section}`,
  );
  return `${header}${body}\n`;
}

/**
 * GitHub takes no text for the default of a number of a workflow that others call (ConvertToInputValueDefinedType in
 * WorkflowTemplateConverter.cs of actions/runner).
 */
function exactDefaults(triggers: Printable): Printable {
  const called = partOf(triggers, "workflow_call");
  const inputs = partOf(called, "inputs");
  if (inputs === undefined) return triggers;
  const exact = mapValues(inputs as Readonly<Record<string, Printable>>, (input) => {
    const value = partOf(input, "default");
    const isExact = partOf(input, "type") === "number" && typeof value === "number";
    return isExact ? { ...(input as object), default: new ExactNumber(value) } : input;
  });
  return { ...(triggers as object), workflow_call: { ...(called as object), inputs: exact } };
}

function partOf(value: Printable | undefined, key: string): Printable | undefined {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, Printable>>)[key]
    : undefined;
}

/** A blank line between jobs, so that each stands for itself. */
function printJobs(jobs: Workflow["jobs"]): string {
  const printed = Object.entries(jobs).map(([id, job]) =>
    printEntry(id, printableJob(job), isOneLine, "  "),
  );
  return printed.length === 0
    ? "jobs: {}"
    : `jobs:\n${printed.reduce((text, job) => `${text}${emptyLine(text)}${job}`)}`;
}

/** Of what ends with empty lines another would be read as a part. */
function emptyLine(before: string): string {
  return before.endsWith("\n") ? "\n" : "\n\n";
}

const oneLineLists: ReadonlySet<string> = new Set([
  "needs",
  "branches",
  "branches-ignore",
  "tags",
  "tags-ignore",
  "types",
  "runs-on",
]);

/** `python: ["3.12", "3.13"]`; what is included and excluded stays one a line. */
const isOneLine: OneLine = (list, key, parent) =>
  oneLineLists.has(key) ||
  (parent === "matrix" && list.every((item) => item === null || typeof item !== "object"));

/** A reviewer should see why a token can do more than read the code. */
function commentPermissions(permissions: Permissions): Printable {
  if (typeof permissions === "string") return permissions;
  return mapValues(permissions, (level, scope) => {
    const note = permissionNote(scope, level);
    return note === undefined ? level : new Commented(level, note);
  });
}

/** The model without what only the program reads. */
function printableJob(job: WorkflowJob): Printable {
  const minutes = job["timeout-minutes"];
  const { permissions } = job;
  return {
    ...(job as unknown as Readonly<Record<string, Printable>>),
    ...(permissions === undefined ? {} : { permissions: commentPermissions(permissions) }),
    // GitHub drops a fraction: of half a minute nothing would be left (ConvertToJobTimeout in actions/runner).
    ...(typeof minutes === "number" ? { "timeout-minutes": Math.ceil(minutes) } : {}),
    steps: job.steps.map(printableStep),
  };
}

/** The release stands beside the commit, in the form that Dependabot and Renovate update together with it. */
function printableStep(step: WorkflowStep): Printable {
  const { purpose: _purpose, ...rest } = step;
  if (!("uses" in rest)) return rest as Readonly<Record<string, Printable>>;
  const { version, asked: _asked, ...action } = rest;
  const printable = action as Readonly<Record<string, Printable>>;
  return version === undefined
    ? printable
    : { ...printable, uses: new Commented(action.uses, version) };
}

function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
