import type { Annotation, RunFinished, RunRecord, TimedEvent } from "../../../src/events/event.ts";
import { renderReport } from "../../../src/reporters/report/render-report.ts";
import type { ReportLog } from "../../../src/reporters/report/shown-job.ts";
import { RunView } from "../../../src/reporters/shown/run-view.ts";

export interface PageParts {
  readonly changes?: Partial<RunRecord & { readonly folder: string }>;
  /** By the `log` of a job's record. */
  readonly logs?: Readonly<Record<string, ReportLog>>;
  readonly notes?: readonly Annotation[];
}

export function endOf(events: readonly TimedEvent[]): RunFinished {
  const end = events.find((event) => event.type === "run-finished");
  if (end === undefined) throw new Error("the sample has no end");
  return end;
}

/** The page of a run, with its logs left out. */
export function pageOf(events: readonly TimedEvent[], parts: PageParts = {}): string {
  const view = new RunView();
  for (const event of events) view.apply(event);
  const { changes = {}, logs = {}, notes } = parts;
  const page = renderReport({
    run: { ...endOf(events), ...changes },
    logs: new Map(Object.entries(logs)),
    annotations: notes ?? events.filter((event) => event.type === "annotation"),
    root: view.root,
    timeZone: "Asia/Tokyo",
  });
  return `${page.before}${page.logs.map(({ tag }) => `${tag}</script>`).join("")}${page.after}`;
}

/** What somebody reads of HTML. */
export function textOf(html: string): string {
  return html
    .replaceAll(/<(?:style|script|symbol)\b[^]*?<\/(?:style|script|symbol)>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The part of the page with this id, as far as the next of the same kind. */
export function sectionOf(html: string, id: string): string {
  const start = html.indexOf(`<section id="${id}"`);
  if (start === -1) return "";
  return html.slice(start, html.indexOf("</section>", start));
}
