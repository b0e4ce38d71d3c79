/** When each job ran, as bars from the run's start to its end. */
import { millisecondsOf } from "../../../host/time.ts";
import type { RunRecord } from "../../../events/event.ts";
import { duration } from "../../shown/style.ts";
import { escapeHtml } from "../html-text.ts";
import { markHtml } from "./icons.ts";
import { resultWords, type ShownJob } from "../shown-job.ts";

/** Parts that the axis is divided into. */
const axisParts = 4;

export function timelineHtml(run: RunRecord, jobs: readonly ShownJob[]): string {
  const begin = millisecondsOf(run.startedAt);
  const rows = jobs.flatMap((shown) => {
    const { startedAt, durationMs } = shown.job;
    const start = startedAt === undefined ? Number.NaN : millisecondsOf(startedAt) - begin;
    // A job of an earlier run that was resumed did not run in this one.
    if (!(start >= 0) || durationMs <= 0) return [];
    return [{ ...shown, start, end: start + durationMs }];
  });
  if (rows.length === 0) return "<p>No job ran.</p>";
  const total = Math.max(1, run.durationMs, ...rows.map(({ end }) => end));
  const percent = (value: number): string => ((100 * value) / total).toFixed(3);
  const items = rows.map(({ job, anchor, start }) => {
    const { name, result, durationMs } = job;
    const place = `left:${percent(start)}%;width:max(3px,${percent(durationMs)}%)`;
    const took = duration(durationMs);
    return `<li><a href="#${anchor}" title="${escapeHtml(name)}">${markHtml(result)}<span>${escapeHtml(name)}</span></a><span class="hidden">${resultWords[result]},</span><span class="lane"><span class="bar ${result}" style="${place}"></span></span><span class="time">${took}<span class="soft"><span class="hidden">, </span>from ${duration(start)}</span></span></li>`;
  });
  const axis = Array.from(
    { length: axisParts },
    (_, part) => `<span>${duration((total * part) / axisParts)}</span>`,
  );
  return `<div class="timeline" tabindex="0" role="group" aria-labelledby="timeline-title"><div class="axis" aria-hidden="true"><div>${axis.join("")}</div></div><ol>${items.join("")}</ol></div>`;
}
