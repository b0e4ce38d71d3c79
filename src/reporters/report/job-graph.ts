/** The graph of a run's jobs as SVG: each job is right of all that it needs. */
import stringWidth from "string-width";
import type { JobRecord } from "../../events/event.ts";
import { duration, plainMark } from "../shown/style.ts";
import { escapeHtml } from "./html-text.ts";

const height = 36;
const rowGap = 14;
const columnGap = 56;
const characterWidth = 8;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** `anchor` gives the id of the part of the page about a job. */
export function graphSvg(
  jobs: readonly JobRecord[],
  critical: ReadonlySet<string>,
  anchor: (job: JobRecord) => string,
): string {
  const columns = inColumns(jobs);
  const boxes = new Map<JobRecord, Box>();
  let x = 2;
  for (const column of columns) {
    const width = Math.max(...column.map((job) => stringWidth(label(job)) * characterWidth + 24));
    for (const [row, job] of column.entries()) {
      boxes.set(job, { x, y: 2 + row * (height + rowGap), width });
    }
    x += width + columnGap;
  }
  const total = Math.max(0, ...columns.map((column) => column.length)) * (height + rowGap);
  const edges = jobs.flatMap((job) =>
    jobs
      .filter(({ id }) => job.needs.includes(id))
      .map((need) => {
        const isCritical = critical.has(job.name) && critical.has(need.name);
        return edge(boxes.get(need), boxes.get(job), isCritical);
      }),
  );
  const nodes = jobs.map((job) => node(job, boxes.get(job), anchor(job)));
  const width = Math.max(0, x - columnGap + 2);
  return `<svg viewBox="0 0 ${width} ${total}" width="${width}" height="${total}" role="group" aria-label="Graph of jobs">${[...edges, ...nodes].join("")}</svg>`;
}

/** Jobs by the length of the longest path to each from a job without needs. */
function inColumns(jobs: readonly JobRecord[]): JobRecord[][] {
  const levels = new Map<string, number>();
  const levelOf = (id: string): number => {
    const earlierLevel = levels.get(id);
    if (earlierLevel !== undefined) return earlierLevel;
    levels.set(id, 0);
    const needs = jobs.find((job) => job.id === id)?.needs ?? [];
    const level = Math.max(-1, ...needs.map(levelOf)) + 1;
    levels.set(id, level);
    return level;
  };
  const columns: JobRecord[][] = [];
  for (const job of jobs) {
    const level = levelOf(job.id);
    while (columns.length <= level) columns.push([]);
    columns[level]?.push(job);
  }
  return columns.filter((column) => column.length > 0);
}

function label(job: JobRecord): string {
  const took = job.durationMs > 0 ? ` ${duration(job.durationMs)}` : "";
  return `${plainMark(job.result)} ${job.name}${took}`;
}

function edge(from: Box | undefined, to: Box | undefined, isCritical: boolean): string {
  if (from === undefined || to === undefined) return "";
  const x1 = from.x + from.width;
  const y1 = from.y + height / 2;
  const y2 = to.y + height / 2;
  const middle = (x1 + to.x) / 2;
  const kind = isCritical ? "edge critical" : "edge";
  return `<path class="${kind}" d="M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${to.x} ${y2}"/>`;
}

function node(job: JobRecord, box: Box | undefined, anchor: string): string {
  if (box === undefined) return "";
  const { x, y, width } = box;
  const name = escapeHtml(`${job.name}: ${job.result}`);
  return `<a href="#${anchor}" aria-label="${name}"><rect class="node ${job.result}" x="${x}" y="${y}" width="${width}" height="${height}" rx="8"/><text x="${x + 12}" y="${y + 23}">${escapeHtml(label(job))}</text></a>`;
}
