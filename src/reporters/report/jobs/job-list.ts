/** All jobs, each to open, with what may be seen of it before; the combinations of a matrix are in one that opens first. */
import { counted } from "../../../problems/wording.ts";
import { nameText } from "../../lines/line-text.ts";
import { duration } from "../../shown/style.ts";
import { reasonBeside } from "../../shown/summary.ts";
import { escapeHtml } from "../html-text.ts";
import { markHtml } from "../drawn/icons.ts";
import { type DetailOptions, jobBody } from "./job-details.ts";
import { countsHtml } from "../drawn/job-graph.ts";
import {
  countsByResult,
  groupResult,
  type JobGroup,
  resultWords,
  type ShownJob,
} from "../shown-job.ts";

export function jobListHtml(groups: readonly JobGroup[], options: DetailOptions): string {
  const items = groups.map((group) => {
    const [first, ...others] = group.jobs;
    if (first === undefined) return "";
    if (others.length === 0) return jobHtml(first, options);
    const result = groupResult(group);
    const open = result === "failure" ? " open" : "";
    const inner = group.jobs.map((job) => jobHtml(job, options)).join("\n");
    return `<li class="group ${result}"><details${open}><summary>${markHtml(result)}<h3>${escapeHtml(group.name)}</h3><span class="soft">${counted(group.jobs.length, "combination")}</span>${countsHtml(group)}</summary>
<ul class="jobs" id="${group.anchor}" aria-label="${escapeHtml(`Combinations of ${group.name}`)}">${inner}</ul></details></li>`;
  });
  return `${filterHtml(groups)}<ul class="jobs" id="job-list">${items.join("\n")}</ul>`;
}

/** The anchor is inside the element that opens, so that a browser that goes to it opens the job. */
function jobHtml(shown: ShownJob, options: DetailOptions): string {
  const { job, anchor, annotations } = shown;
  const { result, name } = job;
  const time = job.durationMs > 0 ? duration(job.durationMs) : "";
  const errors = annotations.filter(({ level }) => level === "error").length;
  const warnings = annotations.filter(({ level }) => level === "warning").length;
  const notes = [
    errors === 0 ? "" : `<span class="count failure">${counted(errors, "error")}</span>`,
    warnings === 0 ? "" : `<span class="count cancelled">${counted(warnings, "warning")}</span>`,
  ].join("");
  const word = `<span class="${result === "success" ? "hidden" : "word"}">${resultWords[result]}</span>`;
  return `<li class="job ${result}" data-name="${escapeHtml(name)}" data-result="${result}"><details><summary>${markHtml(result)}<h3>${escapeHtml(name)}</h3>${word}<span class="why">${escapeHtml(whyOf(shown))}</span>${notes}<span class="time">${time}</span></summary>
<div class="body" id="${anchor}">${jobBody(shown, options)}</div></details></li>`;
}

/** In one line, beside its result: why it failed or did not run, or how it was not as on GitHub. */
function whyOf({ job: { result, reason, notes = [] } }: ShownJob): string {
  const parts = reason === undefined ? notes : [reasonBeside(result, reason), ...notes];
  return nameText(parts.join("; "));
}

/** Shown by the script that makes it work. */
function filterHtml(groups: readonly JobGroup[]): string {
  const jobs = groups.flatMap((group) => group.jobs);
  const results = countsByResult(jobs).map(
    ([result, count]) =>
      `<label class="chip ${result}"><input type="checkbox" name="result" value="${result}">${markHtml(result)}<b>${count}</b> ${resultWords[result]}</label>`,
  );
  return `<form class="filter" role="search" aria-label="Jobs" hidden>
<label class="search"><span class="hidden">Filter jobs by name</span><input type="search" name="name" placeholder="Filter by name" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"><kbd aria-hidden="true">/</kbd></label>
<fieldset><legend class="hidden">Results to show</legend>${results.join("")}</fieldset>
<output aria-live="polite">${counted(jobs.length, "job")}</output><button type="reset" hidden>Clear</button></form>`;
}
