/** Any text as Markdown, without effect as such or as HTML. */
import { nameText, streamText, withVisibleDirections } from "../lines/line-text.ts";
import { plainMark } from "./style.ts";

const longestCell = 1000;
const longestError = 20_000;

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return ["", line(head), line(head.map(() => "---")), ...rows.map(line)];
}

export function pairTable(
  head: readonly string[],
  values: Readonly<Record<string, string>>,
): readonly string[] {
  return table(
    head,
    Object.entries(values).map((pair) => pair.map(cell)),
  );
}

export function resultCell(state: Parameters<typeof plainMark>[0]): string {
  return `${plainMark(state)} ${state}`;
}

/** Any text as a table cell, without effect as Markdown or HTML. */
export function cell(text: string): string {
  const short = text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
  return short
    .split(/\r?\n/)
    .map((line) =>
      withVisibleDirections(streamText(line, false))
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll(/[\\`*_{}[\]()#|~!]/g, String.raw`\$&`),
    )
    .join("<br>");
}

/** Any text on one line of HTML. */
export function htmlText(text: string): string {
  return nameText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** The fence is longer than any in the text, so that the text cannot close it. */
export function codeBlock(text: string): string[] {
  const short = text.length > longestError ? `${text.slice(0, longestError)}…` : text;
  const longest = Math.max(2, ...(short.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return [
    `${fence}text`,
    ...short.split("\n").map((line) => withVisibleDirections(streamText(line, false))),
    fence,
  ];
}
