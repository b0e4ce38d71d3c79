/** Draws a run's tree as lines of text. Pure: what is shown follows from the view, the width and the time. */
import { stripVTControlCharacters } from "node:util";
import cliTruncate from "cli-truncate";
import type { RunView, ViewNode } from "./run-view.ts";
import { duration, mark, type Style } from "./style.ts";

export interface TreeOptions {
  readonly style: Style;
  /** Lines are cut to this width. */
  readonly columns: number;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How many last lines of a running job are shown below it. */
  readonly runningLines: number;
  /** How many last lines of a failed job are shown below it. */
  readonly failedLines: number;
}

export function drawTree(view: RunView, options: TreeOptions): string[] {
  if (view.root === undefined) return [];
  const title = heading(view.root, options);
  return [title, ...drawChildren(view.root, "", options)];
}

function drawChildren(parent: ViewNode, indent: string, options: TreeOptions): string[] {
  const { style } = options;
  const ended = new Set(parent.children.filter((child) => hasEnded(child)).map(({ name }) => name));
  return parent.children.flatMap((child, index) => {
    const isLast = index === parent.children.length - 1;
    const branch = style.dim(`${indent}${isLast ? "└─" : "├─"} `);
    const below = `${indent}${isLast ? "   " : "│  "}`;
    const waitsFor = child.needs.filter((name) => !ended.has(name));
    return [
      cliTruncate(branch + heading(child, options, waitsFor), options.columns),
      ...drawChildren(child, below, options),
      ...drawOutput(child, below, options),
    ];
  });
}

function heading(node: ViewNode, options: TreeOptions, waitsFor: readonly string[] = []): string {
  const { style } = options;
  const parts = [
    mark(node.state, style),
    node.state === "failure" ? style.bold(style.red(node.name)) : style.bold(node.name),
  ];
  if (node.state === "waiting") {
    const reason = waitsFor.length === 0 ? "waiting" : `waiting for ${waitsFor.join(", ")}`;
    parts.push(style.dim(reason));
  } else if (node.state === "running") {
    parts.push(style.dim(duration(options.now - (node.startedAt ?? options.now))));
  } else if (node.state === "skipped" || node.state === "elsewhere") {
    parts.push(style.dim(`${node.state}: ${node.reason ?? ""}`));
  } else {
    parts.push(style.dim(duration(node.durationMs ?? 0)));
    if (node.state === "failure" && node.reason !== undefined) parts.push(style.red(node.reason));
    if (node.state === "cancelled") parts.push(style.yellow("cancelled"));
  }
  return parts.join(" ");
}

/** The end of a job's output, while it runs and when it failed. */
function drawOutput(node: ViewNode, indent: string, options: TreeOptions): string[] {
  const { style, columns } = options;
  if (node.depth !== 1) return [];
  const count =
    node.state === "running"
      ? options.runningLines
      : node.state === "failure"
        ? options.failedLines
        : 0;
  const lines = count === 0 ? [] : node.lastLines.slice(-count);
  const shown = lines.map((line) =>
    cliTruncate(
      `${style.dim(indent)}  ${style.dim("│")} ${stripVTControlCharacters(line)}`,
      columns,
    ),
  );
  if (node.state === "failure" && node.log !== undefined) {
    shown.push(`${style.dim(indent)}  ${style.dim(`╰ ${node.log}`)}`);
  }
  return shown;
}

function hasEnded({ state }: ViewNode): boolean {
  return state !== "waiting" && state !== "running";
}
