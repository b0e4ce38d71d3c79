/** The table of figures in docs/reliability.md, between its two markers. */
import type { Fault } from "./fault.ts";

export interface Figures {
  readonly fault: Fault;
  readonly tries: number;
  readonly held: number;
}

const begin = "<!-- faults: written by ./run check_faults -->";
const end = "<!-- /faults -->";
const between = new RegExp(`(?<=${begin}\n)[^]*?(?=\n${end})`);

/** The text with these figures in it; the order is that of the faults, so that nothing changes where they are the same. */
export function withFigures(text: string, all: readonly Figures[]): string {
  if (!between.test(text)) throw new Error(`there are no lines ${begin} and ${end}`);
  const rows = all.map(({ fault, tries, held }) => [
    fault.name,
    fault.holds,
    `${tries}`,
    `${held}`,
  ]);
  return text.replace(between, () => `\n${table(rows)}\n`);
}

/** The faults that a text lists, with what must hold. */
export function listed(text: string): readonly string[] {
  const [rows = ""] = between.exec(text) ?? [];
  return rows
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) => cells(line).slice(0, 2).join(": "));
}

export function nameOf({ name, holds }: Fault): string {
  return `${name}: ${holds}`;
}

/** As the formatter would have it: columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): string {
  const all = [["Fault", "What must hold", "Tries", "Held"], ...rows].map((row) =>
    row.map((cell) => cell.replaceAll("|", "\\|")),
  );
  const widths = [0, 1, 2, 3].map((column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`;
  const [head = [], ...others] = all;
  const rule = widths.map((width, column) =>
    column < 2 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`,
  );
  return [line(head), line(rule), ...others.map(line)].join("\n");
}

function cells(line: string): readonly string[] {
  return line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}
