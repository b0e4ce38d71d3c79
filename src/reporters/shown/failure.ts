import { counted } from "../../problems/wording.ts";
import { stepPathText, streamText } from "../lines/line-text.ts";
import type { ViewNode } from "./run-view.ts";
import type { Style } from "./style.ts";
import { heading } from "./heading.ts";

/** The last lines of a failed job, with the file that has all of its output. */
export function failedLog(node: ViewNode, style: Style): string[] {
  const lines = [heading(node, { style, now: 0 })];
  const last = node.output.list();
  const hiddenCount = node.lineCount - last.length;
  const bar = style.dim("│");
  if (hiddenCount > 0) {
    lines.push(`  ${bar} ${style.dim(`… ${counted(hiddenCount, "line")} before`)}`);
  }
  for (const { from, text } of last) {
    const label = from.length === 0 ? "" : `${style.dim(`${stepPathText(from)} │`)} `;
    lines.push(`  ${bar} ${label}${streamText(text, style.isColorSupported)}`);
  }
  if (node.log !== undefined) lines.push(style.dim(`  ╰ ${node.log}`));
  return lines;
}
