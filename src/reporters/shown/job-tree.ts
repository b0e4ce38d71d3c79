/** Draws a run's tree as lines of text. Pure: the lines depend only on the view, the size and the time. */
import cliTruncate from "cli-truncate";
import { counted } from "../../problems/wording.ts";
import { cellText, stepPathText } from "../lines/line-text.ts";
import { heading } from "./heading.ts";
import type { RunView, ViewNode } from "./run-view.ts";
import { mark, nameColor, type Style } from "./style.ts";

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
  /** Jobs that wait, were skipped or succeeded are counted in one line. */
  readonly collapsed: boolean;
}

/** From most to least: the first that fits is drawn. */
const details: readonly Detail[] = [
  { lines: 3, nestedCount: 8, collapsed: false },
  { lines: 2, nestedCount: 4, collapsed: false },
  { lines: 1, nestedCount: 2, collapsed: false },
  { lines: 1, nestedCount: 0, collapsed: false },
  { lines: 0, nestedCount: 0, collapsed: false },
  { lines: 3, nestedCount: 4, collapsed: true },
  { lines: 1, nestedCount: 2, collapsed: true },
  { lines: 0, nestedCount: 0, collapsed: true },
];
const finalDetail: Detail = { lines: 0, nestedCount: 20, collapsed: false };

/** The tree as it is now, in at most `rows` lines. */
export function drawTree(
  view: RunView,
  options: TreeOptions & { readonly rows: number },
): string[] {
  const { root } = view;
  if (root === undefined) return [];
  let lines: string[] = [];
  for (const detail of details) {
    lines = drawWith(root, options, detail);
    if (lines.length <= options.rows) break;
  }
  if (lines.length > options.rows) {
    const hiddenCount = lines.length - options.rows + 1;
    const rest = options.style.dim(`… ${counted(hiddenCount, "line")} more`);
    lines = [...lines.slice(0, options.rows - 1), rest];
  }
  return cut(lines, options);
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
  const lines = [heading(root, options) + progress, ...drawChildren(root, options, detail)];
  if (detail.collapsed) lines.push(...collapsedJobs(root, options));
  return lines;
}

function drawChildren(parent: ViewNode, options: TreeOptions, detail: Detail): string[] {
  const { style } = options;
  const shownNodes = shownChildren(parent, detail);
  const hiddenCount =
    parent.kind === "automation"
      ? 0
      : parent.children.length + parent.dropCount - shownNodes.length;
  const entries = shownNodes.map((child) => drawChild(child, parent, options, detail));
  if (hiddenCount > 0 && detail.nestedCount > 0) entries.push([style.dim(`… ${hiddenCount} more`)]);
  return entries.flatMap(([first = "", ...below], index) => {
    const isLast = index === entries.length - 1;
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
  if (parent.kind === "automation") {
    return detail.collapsed ? children.filter(isOfInterest) : children;
  }
  if (children.length <= detail.nestedCount) return children;
  const selection = new Set(children.filter(isOfInterest).slice(0, detail.nestedCount));
  for (const child of children.toReversed()) {
    if (selection.size < detail.nestedCount) selection.add(child);
  }
  return children.filter((child) => selection.has(child));
}

function collapsedJobs(root: ViewNode, { style }: TreeOptions): string[] {
  const rest = root.children.filter((child) => !isOfInterest(child));
  const states = [...new Set(rest.map(({ state }) => state))];
  const parts = states.map((state) => {
    const count = rest.filter((child) => child.state === state).length;
    return `${mark(state, style)} ${count} ${state === "success" ? "succeeded" : state}`;
  });
  return parts.length === 0 ? [] : [`   ${parts.join(style.dim(", "))}`];
}

function isOfInterest({ state }: ViewNode): boolean {
  return state === "running" || state === "failure" || state === "cancelled";
}

function hasEnded({ state }: ViewNode): boolean {
  return state !== "waiting" && state !== "running";
}
