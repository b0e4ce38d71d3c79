/** A run as one HTML page without other files. Pure: the caller reads the logs, and writes them between the two halves. */
import { createHash } from "node:crypto";
import type { RunRecord } from "../../events/event.ts";
import { criticalPath } from "../shown/critical-path.ts";
import { duration, plainMark } from "../shown/style.ts";
import { failuresHtml } from "./jobs/failure-list.ts";
import { escapeHtml } from "./html-text.ts";
import { markSymbols } from "./drawn/icons.ts";
import { graphHtml } from "./drawn/job-graph.ts";
import { jobListHtml } from "./jobs/job-list.ts";
import { pageScript, pageStyle } from "./page-assets.ts";
import { headerHtml } from "./page-header.ts";
import { jobGroups, type JobSources } from "./shown-job.ts";
import { timelineHtml } from "./drawn/timeline.ts";

export interface Report extends JobSources {
  /** `folder` is where the run is kept, absolute. */
  readonly run: RunRecord & { readonly folder?: string | undefined };
  /** Of the times in the head. Default: that of the machine. */
  readonly timeZone?: string | undefined;
}

export interface ReportPage {
  /** What comes before the logs. */
  readonly before: string;
  /** Each log that has lines, with the tag that its lines are in: base64 of what gzip makes of them. */
  readonly logs: readonly { readonly log: string; readonly tag: string }[];
  readonly after: string;
}

export const logEnd = "</script>\n";

export function renderReport(report: Report): ReportPage {
  const { run, timeZone } = report;
  const groups = jobGroups(report);
  const shown = new Map(groups.flatMap((group) => group.jobs.map((each) => [each.job, each])));
  const jobs = run.jobs.flatMap((record) => shown.get(record) ?? []);
  const path = criticalPath(run);
  const critical =
    path.names.length < 2
      ? ""
      : `<p class="soft">Critical path: ${escapeHtml(path.names.join(" → "))}, ${duration(path.durationMs)}</p>`;
  const failures = failuresHtml(jobs);
  const parts = failures === "" ? sections : ["failures", ...sections];
  const before = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="color-scheme" content="light dark">
<title>${plainMark(run.result)} ${escapeHtml(run.automation)}</title>
<style>${pageStyle}</style>
</head>
<body>
${markSymbols}
${headerHtml(run, { timeZone })}
<nav aria-label="On this page">${parts.map((id) => `<a href="#${id}">${titles[id] ?? id}</a>`).join("")}</nav>
<main>
${failures}
${section("graph", graphHtml(groups, new Set(path.names)))}
${section("timeline", `${critical}${timelineHtml(run, jobs)}`)}
${section("jobs", jobListHtml(groups, { runStartedAt: run.startedAt, folder: run.folder }))}
</main>
<footer>Run ${escapeHtml(run.id)}${run.folder === undefined ? "" : `, kept in <code>${escapeHtml(run.folder)}</code>`}</footer>
<script>${pageScript}</script>
`;
  return {
    before,
    logs: jobs.flatMap(({ job, anchor, log }) =>
      log === undefined || log.lineCount === 0
        ? []
        : [{ log: job.log, tag: `<script type="text/plain" id="${anchor}-lines">` }],
    ),
    after: "</body>\n</html>\n",
  };
}

const sections = ["graph", "timeline", "jobs"];

const titles: Readonly<Record<string, string>> = {
  failures: "What went wrong",
  graph: "Graph",
  timeline: "Timeline",
  jobs: "Jobs",
};

function section(id: string, html: string): string {
  return `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${titles[id] ?? id}</h2>\n${html}</section>`;
}

/** Nothing is loaded, and no script runs but the page's own, whatever a run brings along. */
function policy(): string {
  const hash = createHash("sha256").update(pageScript).digest("base64");
  return `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
