/** The graph of a run's jobs as HTML, with the lines between them as SVG. All combinations of a matrix are one node that opens. */
import { counted } from "../../../problems/wording.ts";
import { nameText } from "../../lines/line-text.ts";
import { reasonBeside } from "../../shown/summary.ts";
import { duration } from "../../shown/style.ts";
import { type GraphCard, graphLayout, graphSizes } from "./graph-layout.ts";
import { escapeHtml } from "../html-text.ts";
import { markHtml } from "./icons.ts";
import {
  combinationName,
  countsByResult,
  groupResult,
  type JobGroup,
  resultWords,
  type ShownJob,
} from "../shown-job.ts";

/** Of jobs that neither need each other nor are needed: more of them stand side by side. */
const mostRows = 6;

/** @param critical names of the jobs that the run waited for */
export function graphHtml(groups: readonly JobGroup[], critical: ReadonlySet<string>): string {
  if (groups.length === 0) return "<p>No job ran.</p>";
  const { columns, edges } = graphLayout(groups);
  const ids = new Map(columns.flat().map((card, index) => [card, `card-${index + 1}`]));
  const place = (card: GraphCard): { readonly x: number; readonly y: number } => {
    const column = columns.findIndex((cards) => cards.includes(card));
    const x = column * (graphSizes.column + graphSizes.columnGap);
    return { x, y: card.top + card.height / 2 };
  };
  const isCritical = ({ groups: members }: GraphCard): boolean =>
    members.some(({ jobs }) => jobs.some(({ job }) => critical.has(job.name)));
  const lines = edges.map(({ from, to }) => {
    const start = place(from);
    const end = place(to);
    const kind = isCritical(from) && isCritical(to) ? "edge critical" : "edge";
    const path = edgePath(start.x + graphSizes.column, start.y, end.x, end.y);
    return `<path class="${kind}" data-from="${ids.get(from)}" data-to="${ids.get(to)}" d="${path}"/>`;
  });
  const width = columns.length * (graphSizes.column + graphSizes.columnGap) - graphSizes.columnGap;
  const height = Math.max(
    ...columns.map((cards) => {
      const last = cards.at(-1);
      return (last?.top ?? 0) + (last?.height ?? 0);
    }),
  );
  const lists = columns.map((cards, index) => {
    const items = cards.map((card) => cardHtml(card, ids.get(card) ?? ""));
    return `<li class="column"><span class="hidden">Stage ${index + 1}</span>${items.join("")}</li>`;
  });
  const isWide = columns.length === 1 && groups.length > mostRows;
  const kind = isWide ? "graph one-column" : "graph";
  return `<div class="scroll" tabindex="0" role="group" aria-labelledby="graph-title"><div class="${kind}">
<svg class="edges" width="${width}" height="${height}" aria-hidden="true">${lines.join("")}</svg>
<ol class="columns">${lists.join("\n")}</ol></div></div>`;
}

/** A curve that leaves to the right and arrives from the left. */
function edgePath(x1: number, y1: number, x2: number, y2: number): string {
  const bend = graphSizes.columnGap * 0.6;
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

function cardHtml({ groups }: GraphCard, id: string): string {
  return `<ul class="card" id="${id}">${groups.map((group) => `<li>${nodeHtml(group)}</li>`).join("")}</ul>`;
}

function nodeHtml(group: JobGroup): string {
  const [first, ...others] = group.jobs;
  if (first === undefined) return "";
  if (others.length === 0) return rowHtml(first, group.name);
  const items = group.jobs.map((each) => `<li>${rowHtml(each, combinationName(each))}</li>`);
  return `<details class="node-group"><summary class="node">${markHtml(groupResult(group))}<span class="name">${escapeHtml(group.name)}</span>${countsHtml(group)}</summary>
<ul aria-label="${escapeHtml(`${group.name}: ${counted(group.jobs.length, "combination")}`)}">${items.join("")}</ul></details>`;
}

function rowHtml({ job, anchor }: ShownJob, name: string): string {
  const time = job.durationMs > 0 ? duration(job.durationMs) : "";
  const text = escapeHtml(name);
  const why = job.reason === undefined ? "" : `: ${nameText(reasonBeside(job.result, job.reason))}`;
  const title = escapeHtml(`${job.name} ${resultWords[job.result]}${why}`);
  return `<a class="node" href="#${anchor}" title="${title}">${markHtml(job.result)}<span class="name">${text}</span><span class="hidden"> ${resultWords[job.result]} </span><span class="time">${time}</span></a>`;
}

/** How many combinations ended how; words for those who hear the page. */
export function countsHtml({ jobs }: Pick<JobGroup, "jobs">): string {
  const counts = countsByResult(jobs).map(
    ([result, count]) =>
      `<span class="count ${result}">${markHtml(result)}${count}<span class="hidden"> ${resultWords[result]} </span></span>`,
  );
  return `<span class="counts">${counts.join("")}</span>`;
}
