/** What a job opens to: its place among the others, its steps, annotations, outputs and artifacts, and its log. */
import { millisecondsOf } from "../../../host/time.ts";
import { duration } from "../../shown/style.ts";
import { reasonBeside } from "../../shown/summary.ts";
import { annotationsHtml } from "./annotation-list.ts";
import { escapeHtml } from "../html-text.ts";
import { markHtml } from "../drawn/icons.ts";
import { lineCountText, logId } from "./line-link.ts";
import { fact } from "../page-header.ts";
import { groupResult, type JobGroup, resultWords, type ShownJob } from "../shown-job.ts";
import { stepListHtml } from "./step-list.ts";

export interface DetailOptions {
  /** The start of the run, ISO 8601. */
  readonly runStartedAt: string;
  /** The folder of the run, absolute; undefined where it is not known. */
  readonly folder: string | undefined;
}

export function jobBody(shown: ShownJob, options: DetailOptions): string {
  const { job } = shown;
  const paragraphs = [...(job.notes ?? [])].map(
    (note) => `<p class="note">${escapeHtml(note)}</p>`,
  );
  if (job.reason !== undefined) {
    const kind = job.result === "failure" ? "reason" : "why";
    const text = escapeHtml(reasonBeside(job.result, job.reason));
    paragraphs.unshift(`<p class="${kind}">${text}</p>`);
  }
  return [
    factsHtml(shown, options),
    ...paragraphs,
    annotationsHtml(shown),
    part("Steps", stepListHtml(shown)),
    table("Outputs", job.outputs),
    table("Artifacts", job.artifacts),
    logHtml(shown, options),
  ].join("");
}

function factsHtml({ job, group }: ShownJob, { runStartedAt }: DetailOptions): string {
  const { startedAt, durationMs, exitCode, matrix } = job;
  const start =
    startedAt === undefined ? Number.NaN : millisecondsOf(startedAt) - millisecondsOf(runStartedAt);
  const values = Object.entries(matrix ?? {}).map(([name, value]) => {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return fact(escapeHtml(name), escapeHtml(text));
  });
  const facts = [
    fact("Result", resultWords[job.result]),
    // A job that was kept from an earlier run did not run in this one.
    fact("Started", start >= 0 ? `${duration(start)} into the run` : undefined),
    fact("Took", durationMs > 0 ? duration(durationMs) : undefined),
    fact("Exit code", exitCode === undefined ? undefined : String(exitCode)),
    ...values,
    fact("Needs", groupLinks(group.needs)),
    fact("Needed by", groupLinks(group.neededBy)),
  ];
  return `<dl class="facts">${facts.join("")}</dl>`;
}

function groupLinks(groups: readonly JobGroup[]): string {
  return groups
    .map((group) => {
      const result = groupResult(group);
      return `<a class="job-link" href="#${group.anchor}">${markHtml(result)}${escapeHtml(group.name)}<span class="hidden"> ${resultWords[result]}</span></a>`;
    })
    .join(" ");
}

function part(title: string, html: string): string {
  return html === "" ? "" : `<h4>${title}</h4>${html}`;
}

function table(title: string, values: Readonly<Record<string, string>>): string {
  const lines = Object.entries(values).map(([name, value]) => {
    const cells = `<th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td>`;
    return `<tr>${cells}</tr>`;
  });
  if (lines.length === 0) return "";
  return part(title, `<table aria-label="${title}">${lines.join("")}</table>`);
}

/** The lines come from a text in the page when somebody opens the log, or are read in its file. */
function logHtml({ job, anchor, log }: ShownJob, { folder }: DetailOptions): string {
  if (log === undefined) return "";
  if (log.lineCount === 0) return `<p class="soft">It printed nothing.</p>`;
  const { lineCount, firstLine = 1 } = log;
  const file = escapeHtml(folder === undefined ? job.log : `${folder}/${job.log}`);
  const cut =
    firstLine > 1
      ? `<p class="soft">The page has the end of it, from line ${firstLine.toLocaleString("en-US")} on.</p>`
      : "";
  return `<details class="log" id="${logId(anchor)}" data-lines="${anchor}-lines" data-first="${firstLine}" data-name="${escapeHtml(job.name)}"><summary><h4>Log<span class="hidden"> of ${escapeHtml(job.name)}</span></h4> <span class="soft">${lineCountText(lineCount)}</span></summary>
${cut}<p class="file soft">In <code>${file}</code></p></details>`;
}
