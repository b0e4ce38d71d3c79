/** What ran of `src/` in processes of the bundled command line, by what Node wrote of each and the bundle's source map. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Profiler } from "node:inspector";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import convert from "ast-v8-to-istanbul";
import { parseAst } from "vitest/node";

interface SourceMap {
  readonly version: 3;
  readonly names: string[];
  readonly sources: string[];
  readonly sourcesContent: string[];
  readonly mappings: string;
}

/** What Node writes. */
interface Processed {
  readonly result: readonly Profiler.ScriptCoverage[];
}

/** What ran of a file, as Istanbul keeps it. */
export interface FileCoverage {
  readonly statementMap: Readonly<Record<string, Place>>;
  readonly s: Record<string, number>;
  readonly fnMap: Readonly<Record<string, { readonly loc: Place }>>;
  readonly f: Record<string, number>;
  readonly branchMap: Readonly<Record<string, { readonly loc: Place }>>;
  readonly b: Record<string, number[]>;
}

interface Place {
  readonly start: { readonly line: number; readonly column: number };
}

/**
 * For the files of `src/` that a script is made of.
 *
 * @param folder where Node wrote what ran: https://nodejs.org/api/cli.html#node_v8_coveragedir
 */
export async function scriptCoverage(
  script: string,
  folder: string,
): Promise<Readonly<Record<string, FileCoverage>>> {
  const code = readFileSync(script, "utf8");
  const sourceMap = JSON.parse(readFileSync(`${script}.map`, "utf8")) as SourceMap;
  const url = pathToFileURL(script).href;
  const ranges = rangesOf(url, code.length, folder);
  const found: Record<string, FileCoverage> = await convert({
    code,
    sourceMap,
    ast: parseAst(code),
    coverage: { url, functions: [{ functionName: "", isBlockCoverage: true, ranges }] },
  });
  const unchanged = new Set(
    sourceMap.sources.flatMap((source, index) => {
      const file = join(dirname(script), source);
      // The bundle has other content for some, whose lines are not those of the file.
      return existsSync(file) && readFileSync(file, "utf8") === sourceMap.sourcesContent[index]
        ? [file]
        : [];
    }),
  );
  return Object.fromEntries(Object.entries(found).filter(([file]) => unchanged.has(file)));
}

/**
 * Adds what ran elsewhere of the same file. Only what the file has itself is counted: a bundler adds statements, such as
 * for imports, that always run.
 */
export function addHits(own: FileCoverage, other: FileCoverage): void {
  const lines = new Map<number, number>();
  const statements = new Map<string, number>();
  for (const [key, place] of Object.entries(other.statementMap)) {
    const hits = other.s[key] ?? 0;
    statements.set(keyOf(place), hits);
    lines.set(place.start.line, Math.max(lines.get(place.start.line) ?? 0, hits));
  }
  for (const [key, place] of Object.entries(own.statementMap)) {
    // A bundler may have moved it within its line.
    own.s[key]! += statements.get(keyOf(place)) ?? lines.get(place.start.line) ?? 0;
  }
  const functions = byPlace(other.fnMap, other.f);
  for (const [key, { loc }] of Object.entries(own.fnMap)) {
    own.f[key]! += functions.get(keyOf(loc)) ?? 0;
  }
  const branches = byPlace(other.branchMap, other.b);
  for (const [key, { loc }] of Object.entries(own.branchMap)) {
    own.b[key] = own.b[key]!.map((hits, way) => hits + (branches.get(keyOf(loc))?.[way] ?? 0));
  }
}

function byPlace<Hits>(
  places: Readonly<Record<string, { readonly loc: Place }>>,
  hits: Readonly<Record<string, Hits>>,
): ReadonlyMap<string, Hits> {
  return new Map(Object.entries(places).map(([key, { loc }]) => [keyOf(loc), hits[key]!]));
}

function keyOf({ start }: Place): string {
  return `${start.line}:${start.column}`;
}

/** The parts of a script that ran in any of the processes, and those that ran in none. */
function rangesOf(url: string, length: number, folder: string): Profiler.CoverageRange[] {
  const ran = new Uint8Array(length);
  const here = new Uint8Array(length);
  for (const file of existsSync(folder) ? readdirSync(folder) : []) {
    const { result } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Processed;
    for (const { functions } of result.filter((each) => each.url === url)) {
      // From outer to inner ones.
      for (const { startOffset, endOffset, count } of functions.flatMap((each) => each.ranges)) {
        here.fill(Math.min(count, 1), startOffset, endOffset);
      }
      for (let offset = 0; offset < length; offset += 1) ran[offset] ||= here[offset] ?? 0;
    }
  }
  const ranges: Profiler.CoverageRange[] = [];
  for (let start = 0, end = 0; start < length; start = end) {
    const count = ran[start] ?? 0;
    const next = ran.indexOf(1 - count, start);
    end = next === -1 ? length : next;
    ranges.push({ startOffset: start, endOffset: end, count });
  }
  return ranges;
}
