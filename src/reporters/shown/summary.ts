/** What a run came to: `✗ ci: 1 failed, 2 skipped, 9 passed in 12.4s`. */
import type { JobRecord, LocalResult, RunRecord } from "../../events/event.ts";
import { nameText } from "../lines/line-text.ts";
import { duration, mark, type Style } from "./style.ts";

export function countsLine(run: RunRecord, style: Style): string {
  const counts = countsOf(run.jobs, (result, text) => resultColor(result, style)(text));
  const time = style.dim(`in ${duration(run.durationMs)}`);
  return `${mark(run.result, style)} ${style.bold(nameText(run.automation))}: ${counts} ${time}`;
}

/** `1 failed, 2 skipped, 9 passed`. */
export function resultCounts(jobs: readonly Pick<JobRecord, "result">[]): string {
  return countsOf(jobs, (_, text) => text);
}

function countsOf(
  jobs: readonly Pick<JobRecord, "result">[],
  paint: (result: LocalResult, text: string) => string,
): string {
  const parts = results.flatMap((result) => {
    const count = jobs.filter((job) => job.result === result).length;
    return count === 0 ? [] : [paint(result, `${count} ${resultWord(result)}`)];
  });
  return parts.length === 0 ? "no jobs" : parts.join(", ");
}

/** What is worst first. */
const results = ["failure", "cancelled", "elsewhere", "skipped", "success"] as const;

export function resultWord(result: LocalResult): string {
  return { success: "passed", failure: "failed" }[String(result)] ?? result;
}

function resultColor(result: LocalResult, style: Style): (text: string) => string {
  if (result === "failure") return (text) => style.bold(style.red(text));
  return {
    success: style.green,
    cancelled: style.yellow,
    skipped: style.dim,
    elsewhere: style.dim,
  }[result];
}

/** The reason without the result, which is shown beside it: the reason of a job elsewhere begins with that word. */
export function reasonBeside(result: LocalResult, reason: string): string {
  return reason.startsWith(`${result}: `) ? reason.slice(result.length + 2) : reason;
}
