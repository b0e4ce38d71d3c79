/** When each job ran, as bars from the run's start to its end. */
import type { JobRecord, RunRecord } from "../../events/event.ts";
import { millisecondsOf } from "../../host/time.ts";
import { duration } from "../shown/style.ts";
import { escapeHtml } from "./html-text.ts";

export function timelineHtml(run: RunRecord, anchor: (job: JobRecord) => string): string {
  const begin = millisecondsOf(run.startedAt);
  const rows = run.jobs.flatMap((job) => {
    const start = job.startedAt === undefined ? Number.NaN : millisecondsOf(job.startedAt) - begin;
    // A job of an earlier run that was resumed did not run in this one.
    if (!(start >= 0) || job.durationMs <= 0) return [];
    return [{ job, start, end: start + job.durationMs }];
  });
  const total = Math.max(1, run.durationMs, ...rows.map(({ end }) => end));
  const percent = (value: number): string => ((100 * value) / total).toFixed(3);
  const items = rows.map(({ job, start }) => {
    const place = `left:${percent(start)}%;width:max(3px,${percent(job.durationMs)}%)`;
    const times = `${duration(job.durationMs)}, from ${duration(start)}`;
    return `<li><a href="#${anchor(job)}">${escapeHtml(job.name)}</a><span class="lane"><span class="bar ${job.result}" style="${place}"></span></span><span class="time">${times}</span></li>`;
  });
  return items.length === 0 ? "<p>No job ran.</p>" : `<ol class="timeline">${items.join("")}</ol>`;
}
