/** Draws a run's tree as lines of text. Pure: the lines depend only on the view, the size and the time. */
import cliTruncate from "cli-truncate";
import { cellText, stepPathText } from "../lines/line-text.ts";
import { heading } from "./heading.ts";
import type { RunView, ViewNode } from "./run-view.ts";
import { mark, nameColor, type Style } from "./style.ts";
import { resultWord } from "./summary.ts";

interface TreeOptions {
  readonly style: Style;
  /** Lines are cut to this width. */
  readonly columns: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** How much is shown below a job. */
interface Detail {
  /** Last lines of output, while the job runs. */
  readonly lines: number;
  /** Nested tasks and steps of each node. */
  readonly nestedCount: number;
  /** Undefined: all jobs are shown. Else at most so many of those that run or failed; the others are counted in one line. */
  readonly busyJobs?: number;
}

/** From most to least: the first that fits is drawn. */
const details: readonly Detail[] = [
  { lines: 3, nestedCount: 8 },
  { lines: 2, nestedCount: 4 },
  { lines: 1, nestedCount: 2 },
  { lines: 1, nestedCount: 0 },
  { lines: 3, nestedCount: 4, busyJobs: Infinity },
  { lines: 2, nestedCount: 2, busyJobs: Infinity },
  { lines: 1, nestedCount: 0, busyJobs: Infinity },
  { lines: 0, nestedCount: 0, busyJobs: Infinity },
];
const finalDetail: Detail = { lines: 0, nestedCount: 20 };

/** The tree as it is now, in at most `rows` lines. */
export function drawTree(
  view: RunView,
  options: TreeOptions & { readonly rows: number },
): string[] {
  const { root } = view;
  if (root === undefined) return [];
  const least: Detail = { lines: 0, nestedCount: 0, busyJobs: Math.max(0, options.rows - 2) };
  for (const detail of [...details, least]) {
    const lines = drawWith(root, options, detail);
    if (lines.length <= options.rows) return cut(lines, options);
  }
  return cut([heading(root, options)], options);
}

/** The whole tree of a run that has ended. */
export function drawFinalTree({ root }: RunView, options: TreeOptions): string[] {
  return root === undefined ? [] : cut(drawWith(root, options, finalDetail), options);
}

function cut(lines: readonly string[], { columns }: TreeOptions): string[] {
  return lines.map((line) => cliTruncate(line, Math.max(1, columns)));
}

function drawWith(root: ViewNode, options: TreeOptions, detail: Detail): string[] {
  const { style } = options;
  const endedCount = root.children.filter(hasEnded).length;
  const progress =
    root.state === "running" && root.kind === "automation"
      ? style.dim(` ${endedCount} of ${root.children.length} done`)
      : "";
  return [heading(root, options) + progress, ...drawChildren(root, options, detail)];
}

function drawChildren(parent: ViewNode, options: TreeOptions, detail: Detail): string[] {
  const { style } = options;
  const shownNodes = shownChildren(parent, detail);
  const entries = shownNodes.map((child) => drawChild(child, parent, options, detail));
  if (parent.kind === "automation") {
    const rest = new Set(parent.children);
    for (const child of shownNodes) rest.delete(child);
    if (rest.size > 0) entries.push([jobCounts([...rest], style)]);
  } else {
    const hiddenCount = parent.children.length + parent.dropCount - shownNodes.length;
    if (hiddenCount > 0 && detail.nestedCount > 0)
      entries.push([style.dim(`… ${hiddenCount} more`)]);
  }
  // Last lines that follow go on with the same guide.
  const isFollowed = lastLines(parent, options, detail).length > 0;
  return entries.flatMap(([first = "", ...below], index) => {
    const isLast = index === entries.length - 1 && !isFollowed;
    return [
      style.dim(isLast ? "└─ " : "├─ ") + first,
      ...below.map((line) => style.dim(isLast ? "   " : "│  ") + line),
    ];
  });
}

function drawChild(
  child: ViewNode,
  parent: ViewNode,
  options: TreeOptions,
  detail: Detail,
): string[] {
  const { style } = options;
  let title = heading(child, options);
  if (child.kind === "job" && child.state === "waiting") {
    const openJobs = parent.children.filter((other) => !hasEnded(other));
    const openIds = new Set(openJobs.map(({ id }) => id));
    const waitsFor = child.needs.filter((id) => openIds.has(id));
    title += style.dim(waitsFor.length === 0 ? " waiting" : ` waiting for ${waitsFor.join(", ")}`);
  }
  return [title, ...drawChildren(child, options, detail), ...lastLines(child, options, detail)];
}

/** The last lines of a running job, each after the name of the nested task or step that printed it. */
function lastLines(node: ViewNode, { style, columns }: TreeOptions, detail: Detail): string[] {
  if (node.state !== "running" || detail.lines === 0) return [];
  const lines = node.unfinishedLine === undefined ? [] : [node.unfinishedLine];
  return [...node.output.list(), ...lines].slice(-detail.lines).map(({ from, text }) => {
    const name = stepPathText(from);
    const label = name === "" ? "" : `${nameColor(name, style)(name)} `;
    return `${style.dim("│")} ${label}${cellText(text, columns, style.isColorSupported)}`;
  });
}

/** Without room for all of them: first those that run or failed, then those that ended last. */
function shownChildren(parent: ViewNode, detail: Detail): ViewNode[] {
  const { children } = parent;
  if (parent.kind === "automation") return shownJobs(children, detail);
  if (children.length <= detail.nestedCount) return children;
  const selection = new Set(children.filter(isBusy).slice(0, detail.nestedCount));
  for (const child of children.toReversed()) {
    if (selection.size < detail.nestedCount) selection.add(child);
  }
  return children.filter((child) => selection.has(child));
}

/** Where not even those that run and failed have room: first those that run. */
function shownJobs(jobs: ViewNode[], { busyJobs }: Detail): ViewNode[] {
  if (busyJobs === undefined) return jobs;
  const busy = jobs.filter(isBusy);
  if (busy.length <= busyJobs) return busy;
  const running = busy.filter(({ state }) => state === "running");
  const failed = busy.filter(({ state }) => state !== "running");
  const selection = new Set([...running, ...failed].slice(0, busyJobs));
  return busy.filter((job) => selection.has(job));
}

/** `· 20 waiting, ✓ 9 passed`. */
function jobCounts(jobs: readonly ViewNode[], style: Style): string {
  return states
    .flatMap((state) => {
      const count = jobs.filter((job) => job.state === state).length;
      const word = state === "waiting" || state === "running" ? state : resultWord(state);
      return count === 0 ? [] : [`${mark(state, style)} ${style.dim(`${count} ${word}`)}`];
    })
    .join(style.dim(", "));
}

const states = [
  "waiting",
  "running",
  "failure",
  "cancelled",
  "success",
  "skipped",
  "elsewhere",
] as const;

function isBusy({ state }: ViewNode): boolean {
  return state === "running" || state === "failure";
}

function hasEnded({ state }: ViewNode): boolean {
  return state !== "waiting" && state !== "running";
}
