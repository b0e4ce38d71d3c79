/** What `import` says of the workflows that it brings along. */
import { counted } from "../../problems/wording.ts";
import type { Style } from "../../reporters/shown/style.ts";
import type { ImportedWorkflow, ImportFinding } from "./imported-workflow.ts";

/** One line for each workflow, and one for each finding in it. */
export function reportLines(
  { file, plan, findings, isRefused }: ImportedWorkflow,
  style: Style,
): readonly string[] {
  const jobs = counted(plan.statements.filter(({ value }) => isJob(value)).length, "job");
  if (isRefused) {
    return [`${style.red("✗")} ${file} cannot be imported`, ...findingLines(file, findings, style)];
  }
  if (findings.length === 0) {
    return [`${style.green("✓")} ${file}: ${jobs}, the same when it is generated`];
  }
  return [
    `${style.yellow("!")} ${file}: ${jobs}, and ${counted(findings.length, "difference")} when it is generated:`,
    ...findingLines(file, findings, style),
  ];
}

export function findingLines(
  file: string,
  findings: readonly ImportFinding[],
  style: Style,
): readonly string[] {
  return findings.map(
    ({ line, place, text }) =>
      `    ${style.bold(`${file}:${line}`)}  ${[place, text].filter(Boolean).join(": ")}`,
  );
}

function isJob(value: unknown): boolean {
  const { call } = value as { readonly call?: unknown };
  return call === "job" || call === "call";
}
