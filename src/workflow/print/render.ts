/** Prints a workflow as YAML: the same workflow gives the same bytes on every machine. */
import { generatedHeader } from "./generated-header.ts";
import type { Workflow } from "../../model/workflow.ts";
import { printableWorkflow } from "./printable.ts";
import {
  type OneLine,
  type Printable,
  type PrintableMapping,
  printBelow,
  printEntry,
} from "./yaml/emitter.ts";

/** `source` says where the workflow is declared, `regenerate` is the command that writes the file anew. */
export function renderWorkflow(workflow: Workflow, source: string, regenerate: string): string {
  return printWorkflow(printableWorkflow(workflow), source, regenerate);
}

export function printWorkflow(
  workflow: PrintableMapping,
  source: string,
  regenerate: string,
): string {
  const header = `${generatedHeader}\n# Source: ${source}\n# Regenerate: ${regenerate}\n`;
  let last = header;
  const parts = [header];
  for (const [key, value] of Object.entries(workflow)) {
    const isApart = last === header || key === "permissions" || key === "jobs";
    const section = printSection(key, value);
    parts.push(isApart ? emptyLine(last) : "\n", section);
    last = section;
  }
  return `${parts.join("")}\n`;
}

function printSection(key: string, value: Printable): string {
  if (key === "jobs") return printJobs(value as PrintableMapping);
  // Every reader of workflows expects this key as it is; YAML 1.1 takes it for true.
  return key === "on"
    ? `on:${printBelow(key, value, isOneLine, "", "")}`
    : printEntry(key, value, isOneLine);
}

/** A blank line between jobs, so that each stands for itself. */
function printJobs(jobs: PrintableMapping): string {
  const printed = Object.entries(jobs).map(([id, job]) => printEntry(id, job, isOneLine, "  "));
  if (printed.length === 0) return "jobs: {}";
  return `jobs:\n${printed.map((job, index) => (index === 0 ? job : `${emptyLine(printed[index - 1] ?? "")}${job}`)).join("")}`;
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
