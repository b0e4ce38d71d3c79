/** Screens of a page: what is typed behind `$`, and what is printed then. */
import { comparable } from "../../../tasks/stacks/transcript.ts";

export interface Exchange {
  readonly command: string;
  /** Lines that it prints. A line with nothing but `…` stands for any number of them. */
  readonly shown: readonly string[];
}

export function exchangesIn(code: string): readonly Exchange[] {
  const [before = "", ...parts] = `\n${code}`.split("\n$ ");
  if (before.trim() !== "") throw new Error(`a screen begins with "$ ", not with ${before.trim()}`);
  return parts.map((part) => {
    const [command = "", ...shown] = part.split("\n");
    return { command, shown };
  });
}

export function codeOf(exchanges: readonly Exchange[]): string {
  return exchanges
    .map(({ command, shown }) => [`$ ${command}`, ...shown].join("\n").trimEnd())
    .join("\n\n");
}

/**
 * Whether these are the lines that were printed, in any order, as jobs that run side by side end; but for times, versions
 * and what is left out.
 */
export function isShown(shown: readonly string[], printed: string): boolean {
  const expected = linesOf(shown.join("\n"));
  const actual = [...linesOf(printed)];
  for (const line of expected.filter((each) => each !== "…")) {
    const at = actual.indexOf(line);
    if (at === -1) return false;
    actual.splice(at, 1);
  }
  return expected.includes("…") || actual.length === 0;
}

/** Which job the others waited for differs, too. */
function linesOf(text: string): readonly string[] {
  const lines = comparable(text.replaceAll(/\d{8}T\d{9}-[0-9a-f]{4}/g, "RUN")).split("\n");
  return lines
    .map((line) => line.replace(/ ●$/, "").trimEnd())
    .filter((line) => line !== "" && !line.startsWith("critical path"));
}
