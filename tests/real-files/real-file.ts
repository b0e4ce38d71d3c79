/** What a workflow by hand has in common with the real file that it was written after, and what is meant to differ. */
import { existsSync, readFileSync } from "node:fs";

/** Beside the project, where it is there: files of other people, which are not copied into it. */
const corpus = new URL("../../../shared/fixtures/corpus/", import.meta.url);

export const hasCorpus = existsSync(corpus);

export interface RealFile {
  /** In `automations/`, without its ending. */
  readonly name: string;
  /** In the corpus. */
  readonly original: string;
  /** Lines of the original with code, as `linesOfCode` counts them. */
  readonly lines: number;
  /** Paths that differ, with the reason. `*` stands for any job or number. */
  readonly meant?: Readonly<Record<string, string>>;
  /** Steps of the original that have no counterpart, by their paths, with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

export function originalText({ original }: RealFile): string {
  return readFileSync(new URL(original, corpus), "utf8");
}

export function ownText({ name }: RealFile): string {
  return readFileSync(new URL(`automations/${name}.ts`, import.meta.url), "utf8");
}

/** Lines that are neither blank nor a comment: of YAML, of TypeScript, or of a script in one of them. */
export function linesOfCode(text: string): number {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s*(?:#|\/\/|\/\*|\* |\*\/)/.test(line)).length;
}
