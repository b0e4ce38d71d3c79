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

/** @param regenerate The command that writes the file again. */
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
  // Not quoted like other texts that YAML 1.1 takes for true: every reader of workflows expects `on`.
  return key === "on"
    ? `on:${printBelow(key, value, isOneLine, "", "")}`
    : printEntry(key, value, isOneLine);
}

function printJobs(jobs: PrintableMapping): string {
  const texts = Object.entries(jobs).map(([id, job]) => printEntry(id, job, isOneLine, "  "));
  if (texts.length === 0) return "jobs: {}";
  return `jobs:\n${texts.map((job, index) => (index === 0 ? job : `${emptyLine(texts[index - 1] ?? "")}${job}`)).join("")}`;
}

/** A text that ends with empty lines ends with `\n` here. One more empty line would become a part of it. */
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

/** `python: ["3.12", "3.13"]`, but each entry of `include` and `exclude` in lines of its own. */
const isOneLine: OneLine = (list, key, parent) =>
  oneLineLists.has(key) ||
  (parent === "matrix" && list.every((item) => item === null || typeof item !== "object"));
