/** What a workflow by hand has in common with the real file that it was written after, and what is meant to differ. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { YamlValue } from "../../src/model/workflow.ts";

/** Files of other people, which are not copied into the project: in the folder that is named, or beside the project. */
const named = process.env["RECOMPOSE_CORPUS"];
const corpus = named ?? path.resolve(import.meta.dirname, "../..", "../shared/fixtures/corpus");

export const hasCorpus = existsSync(corpus);
if (named !== undefined && !hasCorpus) {
  throw new Error(`RECOMPOSE_CORPUS names ${named}, which is not there.`);
}

export interface RealFile {
  /** In `automations/`, without its ending. */
  readonly name: string;
  /** In the corpus. */
  readonly original: string;
  /** Lines of the original with code, as `linesOfCode` counts them. */
  readonly lines: number;
  /** By the reason: paths that differ, with what is there in place of the original, undefined for nothing. */
  readonly meant?: Readonly<Record<string, Readonly<Record<string, YamlValue | undefined>>>>;
  /** By the job: the steps that have a name in the original only, which are shown by their command or action here. */
  readonly unnamed?: Readonly<Record<string, readonly number[]>>;
  /** Steps of the original that have no counterpart, by their paths, with the reason. */
  readonly leftOut?: Readonly<Record<string, string>>;
}

export function originalText({ original }: RealFile): string {
  return readFileSync(path.join(corpus, original), "utf8");
}

export function ownText({ name }: RealFile): string {
  return readFileSync(new URL(`automations/${name}.ts`, import.meta.url), "utf8");
}

/** Every path that is meant to differ, with what is there in place of the original. */
export function meantDifferences(file: RealFile): Readonly<Record<string, YamlValue | undefined>> {
  const unnamed = Object.entries(file.unnamed ?? {}).flatMap(([job, steps]) =>
    steps.map((step) => [`jobs.${job}.steps.${step}.name`, undefined] as const),
  );
  const meant = Object.values(file.meant ?? {}).flatMap((paths) => Object.entries(paths));
  return Object.fromEntries([...unnamed, ...meant]);
}

/** Lines that are neither blank nor a comment: of YAML, of TypeScript, or of a script in one of them. */
export function linesOfCode(text: string): number {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s*(?:#|\/\/|\/\*|\* |\*\/)/.test(line)).length;
}
