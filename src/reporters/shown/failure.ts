import { relative } from "node:path";
import { isTimeLimit } from "../../events/time-limit.ts";
import { counted } from "../../problems/wording.ts";
import { stepPathText, streamText } from "../lines/line-text.ts";
import type { ViewNode } from "./run-view.ts";
import type { Style } from "./style.ts";
import { heading } from "./heading.ts";

/** Whether a run did not succeed because of this job itself: it failed, or took longer than it may. */
export function isCause({ state, reason }: Pick<ViewNode, "state" | "reason">): boolean {
  return state === "failure" || (state === "cancelled" && isTimeLimit(reason));
}

/** The heading and the last lines of a failed job, with the file that has all of its output. */
export function failedLog(node: ViewNode, style: Style, cwd = ""): string[] {
  return [
    heading(node, { style, now: 0 }),
    ...lastLines(node, style),
    ...logLine(node, style, cwd),
  ];
}

function lastLines(node: ViewNode, style: Style): string[] {
  const last = node.output.list();
  const hiddenCount = node.lineCount - last.length;
  const bar = style.dim("│");
  const shownLines = last.map(({ from, text }) => {
    const label = from.length === 0 ? "" : `${style.dim(`${stepPathText(from)} │`)} `;
    return `  ${bar} ${label}${streamText(text, style.isColorSupported)}`;
  });
  if (hiddenCount === 0) return shownLines;
  return [`  ${bar} ${style.dim(`… ${counted(hiddenCount, "line")} before`)}`, ...shownLines];
}

/** Where the whole of a job's output is: from `cwd`, where it is below that. */
export function logLine({ log }: Pick<ViewNode, "log">, style: Style, cwd = ""): string[] {
  if (log === undefined) return [];
  const below = cwd === "" ? log : relative(cwd, log);
  return [style.dim(`  ╰ ${below.startsWith("..") ? log : below}`)];
}
