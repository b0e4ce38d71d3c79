import { relative } from "node:path";
import { isTimeLimit } from "../../events/time-limit.ts";
import type { LastLine } from "../../process/last-lines.ts";
import { counted } from "../../problems/wording.ts";
import { stepPathText, streamText, withVisibleDirections } from "../lines/line-text.ts";
import { wrappedLine } from "../lines/wrapped-lines.ts";
import type { ReporterHost } from "../reporter.ts";
import { mostLines, type ViewNode } from "./run-view.ts";
import type { Style } from "./style.ts";
import { heading } from "./heading.ts";

/** Where lines are shown: on a terminal they are cut into rows. */
type Shown = Pick<ReporterHost, "cwd" | "stdout">;

/** Whether a run did not succeed because of this job itself: it failed, or took longer than it may. */
export function isCause({ state, reason }: Pick<ViewNode, "state" | "reason">): boolean {
  return state === "failure" || (state === "cancelled" && isTimeLimit(reason));
}

/** The heading and the last lines of a failed job, with the file that has all of its output. */
export function failedLog(node: ViewNode, style: Style, { cwd, stdout }: Shown): string[] {
  return [
    heading(node, { style, now: 0 }),
    ...lastLines(node, style, stdout),
    ...logLine(node, style, cwd),
  ];
}

/** The lines of a failed job that are shown. On a terminal its heading stays in sight, and so does what ends the run. */
export function shownOutput(
  { output }: ViewNode,
  stdout: ReporterHost["stdout"],
): readonly LastLine<readonly string[]>[] {
  const most = stdout.isTerminal ? Math.max(leastLines, stdout.rows() - otherRows) : mostLines;
  return output.list().slice(-most);
}

const leastLines = 10;
/** The heading, the log, what did not run, the counts and the next prompt. */
const otherRows = 8;

function lastLines(node: ViewNode, style: Style, stdout: ReporterHost["stdout"]): string[] {
  const columns = stdout.isTerminal ? stdout.columns() : Infinity;
  const last = shownOutput(node, stdout);
  const hiddenCount = node.lineCount - last.length;
  const bar = style.dim("│");
  const shownLines = last.flatMap(({ from, text }) => {
    const label = from.length === 0 ? "" : `${style.dim(`${stepPathText(from)} │`)} `;
    const shown = withVisibleDirections(streamText(text, style.isColorSupported));
    return wrappedLine(`  ${bar} ${label}`, shown, columns);
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
