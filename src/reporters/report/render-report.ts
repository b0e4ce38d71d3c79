/** A run as one HTML page without other files. Pure: the caller reads the logs. */
import type { Annotation, JobRecord, RunRecord } from "../../events/event.ts";
import { counted } from "../../problems/wording.ts";
import { criticalPath } from "../shown/critical-path.ts";
import { duration, plainMark } from "../shown/style.ts";
import { reasonBeside, resultCounts } from "../shown/summary.ts";
import { graphSvg } from "./job-graph.ts";
import { failedStep, failedStepId, hasStepList, stepListHtml } from "./step-list.ts";
import { stepText } from "../lines/line-text.ts";
import type { ViewNode } from "../shown/run-view.ts";
import { escapeHtml, outputHtml } from "./html-text.ts";
import { reportStyle } from "./report-style.ts";
import { timelineHtml } from "./timeline.ts";

/** Characters of a log that the page has: of a longer log, the caller may read only the end. */
export const longestReportLog = 256 * 1024;

export interface ReportLog {
  /** The log, or the end of it. */
  readonly text: string;
  /** Bytes of the file before `text`. */
  readonly omittedBytes?: number;
}

export interface Report {
  readonly run: RunRecord;
  /** By the `log` of a job's record. */
  readonly logs: ReadonlyMap<string, ReportLog>;
  readonly annotations: readonly Annotation[];
  /** The run as its events told it, for what is below the steps of a job. */
  readonly root?: ViewNode | undefined;
}

export function renderReport({ run, logs, annotations, root }: Report): string {
  const anchors = new Map(run.jobs.map((job, index) => [job, `job-${index + 1}`]));
  const anchor = (job: JobRecord): string => anchors.get(job) ?? "";
  const path = criticalPath(run);
  const critical =
    path.names.length < 2
      ? ""
      : `<p class="soft">Critical path: ${escapeHtml(path.names.join(" → "))}, ${duration(path.durationMs)}</p>`;
  const inputs = table("Inputs", run.inputs);
  const failures = run.jobs.filter(
    (job) => hasStepList(job) && job.result === "failure" && failedStep(job) !== undefined,
  );
  const failed = failures.map((job) => failureLink(job, failedStepId(anchor(job)))).join("");
  const jobs = run.jobs.map((job) => {
    const own = annotations.filter((annotation) => annotation.path[1] === job.name);
    const steps = stepListHtml(job, {
      anchor: anchor(job),
      node: root?.children.find(({ name }) => name === job.name),
      isFirst: job === failures[0],
    });
    return jobHtml(job, anchor(job), own, { steps, log: logs.get(job.log) });
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${plainMark(run.result)} ${escapeHtml(run.automation)}</title>
<style>${reportStyle}</style>
</head>
<body>
<header>
<h1><span class="mark ${run.result}">${plainMark(run.result)}</span> ${escapeHtml(run.automation)}</h1>
<p>${run.result}: ${resultCounts(run.jobs)} in ${duration(run.durationMs)}</p>
<p class="soft">${escapeHtml(run.event)} · <time datetime="${escapeHtml(run.startedAt)}">${escapeHtml(run.startedAt)}</time> · run ${escapeHtml(run.id)}</p>
${failed}${critical}${inputs}
</header>
<main>
<h2>Graph</h2>
<div class="scroll">${graphSvg(run.jobs, new Set(path.names), anchor)}</div>
<h2>Timeline</h2>
${timelineHtml(run, anchor)}
<h2>Jobs</h2>
${jobs.join("\n")}
</main>
</body>
</html>
`;
}

/** The anchor is inside the element, so that a browser that goes to it opens the job. */
function jobHtml(
  job: JobRecord,
  anchor: string,
  annotations: readonly Annotation[],
  { steps, log }: { readonly steps: string; readonly log: ReportLog | undefined },
): string {
  const open = job.result === "failure" ? " open" : "";
  const count = annotations.length === 0 ? "" : ` · ${counted(annotations.length, "annotation")}`;
  const paragraphs = [...(job.notes ?? [])];
  if (job.reason !== undefined) paragraphs.unshift(reasonBeside(job.result, job.reason));
  const reason = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("");
  return `<details class="${job.result}"${open}><summary><span class="mark">${plainMark(job.result)}</span> <strong>${escapeHtml(job.name)}</strong> <span class="soft">${job.result} · ${duration(job.durationMs)}${count}</span></summary>
<div id="${anchor}">${reason}${steps}${notes(annotations)}${table("Outputs", job.outputs)}${table("Artifacts", job.artifacts)}${logHtml(job, log)}</div></details>`;
}

function failureLink(job: JobRecord, id: string): string {
  const name = `${job.name} › ${stepText(failedStep(job)?.name ?? "")}`;
  return `<p>Failed: <a href="#${id}">${escapeHtml(name)}</a></p>`;
}

function logHtml(job: JobRecord, log: ReportLog | undefined): string {
  if (log === undefined) return "";
  const { text, omittedBytes = 0 } = log;
  const isCut = omittedBytes > 0 || text.length > longestReportLog;
  // It begins with a whole line.
  const end = isCut ? text.slice(-longestReportLog).replace(/^[^\n]*\n/, "") : text;
  const cutNote = isCut
    ? `<p class="soft">The end of the log; all of it is in ${escapeHtml(job.log)}.</p>`
    : "";
  if (end.trim() === "") return `${cutNote}<p class="soft">It printed nothing.</p>`;
  const label = escapeHtml(`Log of ${job.name}`);
  return `${cutNote}<pre tabindex="0" role="region" aria-label="${label}">${outputHtml(end.trimEnd())}</pre>`;
}

function notes(annotations: readonly Annotation[]): string {
  if (annotations.length === 0) return "";
  const items = annotations.map(({ level, title, file, line, message }) => {
    const place = [file, line].filter((part) => part !== undefined).join(":");
    const parts = [level, place, title].filter((part) => part !== undefined && part !== "");
    return `<li class="${level}"><strong>${escapeHtml(parts.join(" · "))}</strong> ${escapeHtml(message)}</li>`;
  });
  return `<ul class="notes">${items.join("")}</ul>`;
}

function table(caption: string, values: RunRecord["inputs"]): string {
  const lines = Object.entries(values).map(([name, value]) => {
    const cells = `<th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(String(value))}</td>`;
    return `<tr>${cells}</tr>`;
  });
  if (lines.length === 0) return "";
  return `<table aria-label="${caption}">${lines.join("")}</table>`;
}
