/** What docs/getting-started.md shows of a stack: what was typed, and what came of it. */
import type { Exchange } from "./try-stack.ts";

/** The text of a page with the block of a stack as it is now. @throws Error where the page has none */
export function withBlock(page: string, name: string, text: string): string {
  const block = blockOf(name);
  if (!block.test(page)) throw new Error(`the page has no <!-- stack: ${name} --> with a block`);
  return page.replace(block, (_, start: string, _old: string, end: string) => start + text + end);
}

/** What the page has for a stack; empty where it has none. */
export function blockIn(page: string, name: string): string {
  return blockOf(name).exec(page)?.[2] ?? "";
}

function blockOf(name: string): RegExp {
  return new RegExp(`(<!-- stack: ${name} -->\\n+\`\`\`console\\n)([^]*?)(\`\`\`\\n)`);
}

export function transcript(exchanges: readonly Exchange[]): string {
  const seconds = exchanges.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  const parts = exchanges.map((exchange) => `$ ${exchange.command}\n${shownOutput(exchange)}`);
  return `${parts.join("\n")}\n# ${seconds.toFixed(1)}s in all\n`;
}

/** What the tools of the project print belongs to them: of a run the page has the last line. */
function shownOutput({ command, output }: Exchange): string {
  const lines = output.trimEnd().split("\n").map(withoutNotes);
  if (!command.endsWith(" ci")) return `${lines.join("\n")}\n`;
  return `…\n${lines.at(-1)}\n`;
}

/** Which Node a machine has is no matter of the page. */
function withoutNotes(line: string): string {
  return line.replace(/ +\w+ \S+ was asked for, here is \S+$/, "").trimEnd();
}

/** Without what differs from run to run: times, widths that follow from them, and versions of tools. */
export function comparable(text: string): string {
  return text
    .replaceAll(/\b\d+(?:\.\d+)?(?:ms|s|m)\b/g, "T")
    .replaceAll(/T T\b/g, "T")
    .replaceAll(/\d+(?:\.\d+)+/g, "V")
    .replaceAll(/ {2,}/g, "  ");
}
