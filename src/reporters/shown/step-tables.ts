/** The steps of jobs as Markdown: a table for each job that has several, folded unless something in it failed. */
import type { JobRecord, StepRecord } from "../../events/event.ts";
import { counted } from "../../problems/wording.ts";
import { stepText } from "../lines/line-text.ts";
import { isTolerated } from "./heading.ts";
import { cell, htmlText, resultCell, table } from "./markdown-text.ts";
import { duration, plainMark } from "./style.ts";

/** Rows of one table: a job may have a thousand steps. */
const mostRows = 100;

/** GitHub shows Markdown in HTML where blank lines are around it: https://github.github.com/gfm/#html-blocks */
export function stepTables(jobs: readonly JobRecord[]): readonly string[] {
  return jobs
    .filter(({ steps }) => steps.length > 1)
    .flatMap(({ name, result, steps }) => [
      "",
      `<details${result === "failure" ? " open" : ""}><summary>${plainMark(result)} ${htmlText(name)}: ${stepCounts(steps)}</summary>`,
      ...stepTable(steps),
      "",
      "</details>",
    ]);
}

/** The same for one job, as a text of its own. Empty for a job of one step. */
export function stepSummary(job: JobRecord): string {
  const [, ...lines] = stepTables([job]);
  return lines.length === 0 ? "" : `${lines.join("\n")}\n`;
}

/** `12 steps, 1 failed, 2 not run here`. */
function stepCounts(steps: readonly StepRecord[]): string {
  const counts = words.flatMap(([word, holds]) => {
    const count = steps.filter(holds).length;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  return [counted(steps.length, "step"), ...counts].join(", ");
}

const words: readonly (readonly [string, (step: StepRecord) => boolean])[] = [
  ["failed", ({ result }) => result === "failure"],
  ["failed and tolerated", hasToleratedFailure],
  ["cancelled", ({ result }) => result === "cancelled"],
  ["skipped", ({ result }) => result === "skipped"],
  ["not run here", ({ result }) => result === "elsewhere"],
];

function hasToleratedFailure({ result: state, outcome }: StepRecord): boolean {
  return isTolerated({ state, outcome });
}

/** Empty for a step that did not run. */
function stepTime({ result, durationMs }: StepRecord): string {
  return result === "skipped" || result === "elsewhere" ? "" : duration(durationMs);
}

function stepTable(steps: readonly StepRecord[]): readonly string[] {
  const rows = shownSteps(steps);
  const hiddenCount = steps.length - rows.length;
  return [
    ...table(
      ["Step", "Result", "Time", "Why"],
      rows.map((step) => [
        cell(stepText(step.name)),
        hasToleratedFailure(step)
          ? `${plainMark("tolerated")} failure tolerated`
          : resultCell(step.result),
        stepTime(step),
        cell(step.reason ?? ""),
      ]),
    ),
    ...(hiddenCount === 0 ? [] : ["", `… ${counted(hiddenCount, "step")} more`]),
  ];
}

/** Without room for all of them: those that are no plain success, then the last ones. */
function shownSteps(steps: readonly StepRecord[]): readonly StepRecord[] {
  if (steps.length <= mostRows) return steps;
  const isPlain = (step: StepRecord): boolean =>
    step.result === "success" && !hasToleratedFailure(step);
  const chosen = [
    ...steps.filter(({ result }) => result === "failure" || result === "cancelled"),
    ...steps.filter((step) => !isPlain(step)),
    ...steps.toReversed(),
  ];
  const selection = new Set<StepRecord>();
  for (const step of chosen) if (selection.size < mostRows) selection.add(step);
  return steps.filter((step) => selection.has(step));
}
