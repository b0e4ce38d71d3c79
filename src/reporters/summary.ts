import type { JobRecord, JobResult, RunFinished } from "../events/event.ts";
import { counted } from "../problems/wording.ts";
import { duration, type Style } from "./style.ts";

/** `4 jobs succeeded, 1 failed in 12.3s`, and where the run's folder is. */
export function summaryLines(run: RunFinished, style: Style): string[] {
  const parts = order.flatMap(([result, words]) => {
    const count = run.jobs.filter((job: JobRecord) => job.result === result).length;
    return count === 0 ? [] : [`${counted(count, "job")} ${words}`];
  });
  const color = run.result === "success" ? style.green : style.red;
  return [
    `${color(style.bold(parts.join(", ")))} ${style.dim(`in ${duration(run.durationMs)}`)}`,
    style.dim(run.folder),
  ];
}

const order: readonly (readonly [JobResult, string])[] = [
  ["success", "succeeded"],
  ["failure", "failed"],
  ["cancelled", "cancelled"],
  ["skipped", "skipped"],
  ["elsewhere", "elsewhere"],
];
