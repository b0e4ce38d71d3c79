import type { ShownJob } from "../shown-job.ts";

/** The id of a job's log. */
export function logId(anchor: string): string {
  return `${anchor}-log`;
}

/** A link to the line of the job's log that begins behind so many bytes; empty where the page does not have it. */
export function linePart({ anchor, log }: ShownJob, offset: number | undefined): string {
  const line = offset === undefined ? undefined : log?.lineAt?.get(offset);
  if (log === undefined || line === undefined || line < (log.firstLine ?? 1)) return "";
  if (line > log.lineCount) return "";
  return ` <a class="line-link" href="#${logId(anchor)}-${line}"><span class="hidden">log </span>line ${line}</a>`;
}

/** `20,000 lines`. */
export function lineCountText(count: number): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? "line" : "lines"}`;
}
