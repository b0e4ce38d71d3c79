/** What failed, with all that is needed to see why: the first thing that a reader of a failed run looks for. */
import { counted } from "../../../problems/wording.ts";
import { pathText, stepPathText } from "../../lines/line-text.ts";
import { duration } from "../../shown/style.ts";
import { reasonBeside } from "../../shown/summary.ts";
import { annotationsHtml } from "./annotation-list.ts";
import { escapeHtml, outputHtml } from "../html-text.ts";
import { markHtml } from "../drawn/icons.ts";
import { lineCountText, logId } from "./line-link.ts";
import type { ShownJob } from "../shown-job.ts";
import { failedPath, failedStepId } from "./step-list.ts";

/** How many failed jobs are shown at once: the others open. */
const mostOpen = 5;
const mostAnnotations = 10;
const mostLines = 20;
/** UTF-16 units of a line. */
const longestLine = 2000;

/** Where no job failed, those are shown that were stopped while they ran. Empty where there is none either. */
export function failuresHtml(jobs: readonly ShownJob[]): string {
  const failed = jobs.filter(({ job }) => job.result === "failure");
  const stopped = jobs.filter(
    ({ job }) => job.result === "cancelled" && job.startedAt !== undefined,
  );
  const all = failed.length > 0 ? failed : stopped;
  if (all.length === 0) return "";
  const shown = all.filter((each) => !all.some((other) => isCalledBy(other, each)));
  const callers = counted(all.length - shown.length, "job");
  const rest = shown.length === all.length ? "" : ` <small>and ${callers} that called them</small>`;
  const noun = failed.length > 0 ? "failed job" : "cancelled job";
  const articles = shown.map(failureHtml);
  const others = articles.slice(mostOpen);
  const more =
    others.length === 0
      ? ""
      : `<details class="more"><summary>${counted(others.length, `more ${noun}`)}</summary>${others.join("")}</details>`;
  return `<section id="failures" aria-labelledby="failures-title"><h2 id="failures-title">${counted(shown.length, noun)}${rest}</h2>
${articles.slice(0, mostOpen).join("\n")}${more}</section>`;
}

/** The job that calls a workflow fails for the reason of a job in that. Names are as GitHub shows them: `checks / unit`. */
function isCalledBy(called: ShownJob, caller: ShownJob): boolean {
  return called.job.name.startsWith(`${caller.job.name} / `);
}

function failureHtml(shown: ShownJob): string {
  const { job, anchor, log } = shown;
  const title = `${anchor}-failure`;
  const path = failedPath(shown);
  const step =
    path.length === 0
      ? ""
      : `<p class="failed-step">Failed at <a href="#${failedStepId(anchor)}">${escapeHtml(stepPathText(path))}</a></p>`;
  const reason =
    job.reason === undefined
      ? ""
      : `<p class="reason">${escapeHtml(reasonBeside(job.result, job.reason))}</p>`;
  const links = [
    log === undefined || log.lineCount === 0
      ? ""
      : `<a href="#${logId(anchor)}">Log<span class="hidden"> of ${escapeHtml(job.name)}</span></a>`,
    `<a href="#${anchor}">Job<span class="hidden"> ${escapeHtml(job.name)}</span></a>`,
  ];
  return `<article class="failed-job ${job.result}" aria-labelledby="${title}"><div class="title">${markHtml(job.result)}<h3 id="${title}">${escapeHtml(pathText([job.name]))}</h3><span class="time">${duration(job.durationMs)}</span><span class="links">${links.join(" ")}</span></div>
${step}${reason}${annotationsHtml(shown, mostAnnotations)}${tailHtml(shown)}</article>`;
}

function tailHtml({ job, anchor, log }: ShownJob): string {
  if (log === undefined || log.lastLines.length === 0) return "";
  const lines = log.lastLines
    .slice(-mostLines)
    .map((line) => line.slice(0, longestLine).replace(/^##\[(\w+)\]/, "$1: "));
  const before = log.lineCount - lines.length;
  const label = escapeHtml(`Last lines of ${job.name}`);
  const note =
    before <= 0
      ? ""
      : `<a class="before" href="#${logId(anchor)}">${lineCountText(before)} before</a>`;
  return `<div class="tail">${note}<pre tabindex="0" role="region" aria-label="${label}">${outputHtml(lines.join("\n"))}</pre></div>`;
}
