/** What `import` says of the workflows that it brings along. */
import { counted } from "../../problems/wording.ts";
import type { Style } from "../../reporters/shown/style.ts";
import type { ImportFinding, ImportOutcome } from "./imported-workflow.ts";

/** One line for each workflow, and one for each finding in it. */
export function reportLines(outcome: ImportOutcome, style: Style): readonly string[] {
  const { file, findings } = outcome;
  if (outcome.isRefused) {
    return [`${style.red("✗")} ${file} cannot be imported`, ...findingLines(file, findings, style)];
  }
  const { plan, rewritten } = outcome;
  const jobs = counted(plan.statements.filter(({ value }) => isJob(value)).length, "job");
  const head =
    findings.length === 0
      ? `${style.green("✓")} ${file}: ${jobs}, the same when it is generated`
      : `${style.yellow("!")} ${file}: ${jobs}, and ${counted(findings.length, "difference")} when it is generated:`;
  const more = rewritten.length - mostRewritten;
  return [
    head,
    ...findingLines(file, findings, style),
    ...findingLines(file, rewritten.slice(0, mostRewritten), style),
    ...(more > 0 ? [`    ${style.dim(`and in ${counted(more, "more step")}`)}`] : []),
  ];
}

/** They are all of a kind. */
const mostRewritten = 3;

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
