import { counted } from "../../problems/wording.ts";
import { streamText } from "../lines/line-text.ts";
import type { ViewNode } from "./run-view.ts";
import type { Style } from "./style.ts";
import { heading } from "./job-tree.ts";

/** What a failed job printed last, with the file that has all of it. */
export function failedLog(node: ViewNode, style: Style): string[] {
  const last = node.output.list();
  const hiddenCount = node.lineCount - last.length;
  const bar = style.dim("│");
  const lines = last.map(({ from, text }) => {
    const label = from.length === 0 ? "" : `${style.dim(`${from.join(" › ")} │`)} `;
    return `  ${bar} ${label}${streamText(text, style.isColorSupported)}`;
  });
  return [
    heading(node, { style, now: 0 }),
    ...(hiddenCount > 0
      ? [`  ${bar} ${style.dim(`… ${counted(hiddenCount, "line")} before`)}`]
      : []),
    ...lines,
    ...(node.log === undefined ? [] : [style.dim(`  ╰ ${node.log}`)]),
  ];
}
