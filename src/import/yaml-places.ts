/** Where the keys and items of a YAML file begin. */
import { isCollection, isMap, isPair, isScalar, isSeq, parseDocument } from "yaml";
import type { Path } from "./translate/lost.ts";

/** A key or an item. */
export interface Place {
  readonly path: Path;
  readonly offset: number;
  /** Whether it stands between brackets. */
  readonly isInline: boolean;
  /** From 0. */
  readonly column: number;
  /** From 0. */
  readonly line: number;
}

type FoundPlace = Omit<Place, "column" | "line">;

/** In the order of the file. */
export function placesOf(text: string): readonly Place[] {
  const lineOf = lineFinder(text);
  return foundPlaces(text).map((place) => ({ ...place, ...lineOf(place.offset) }));
}

/** The line of a path, or of what is around it, from 1. */
export function lineOfPath(places: readonly Place[], path: Path): number {
  const [nearest] = path
    .map((_, index) => keyOf(path.slice(0, path.length - index)))
    .flatMap((key) => places.find((place) => keyOf(place.path) === key) ?? []);
  return (nearest?.line ?? 0) + 1;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** Finds lines and columns, from 0. */
export function lineFinder(
  text: string,
): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => {
    const line = lastIndexBefore(starts, offset);
    return { line, column: offset - (starts[line] ?? 0) };
  };
}

function foundPlaces(text: string): readonly FoundPlace[] {
  const places: FoundPlace[] = [];
  const visit = (node: unknown, path: Path, isAround = false): void => {
    const isInline = isAround || (isCollection(node) && node.flow === true);
    if (isMap(node)) {
      for (const pair of node.items) {
        if (!isPair(pair) || !isScalar(pair.key)) continue;
        const own = [...path, String(pair.key.value)];
        places.push({ path: own, offset: pair.key.range?.[0] ?? 0, isInline });
        visit(pair.value, own, isInline);
      }
    } else if (isSeq(node)) {
      for (const [index, item] of node.items.entries()) {
        const own = [...path, index];
        const offset = (item as { readonly range?: readonly number[] } | null)?.range?.[0] ?? 0;
        places.push({ path: own, offset: dashBefore(text, offset), isInline });
        visit(item, own, isInline);
      }
    }
  };
  visit(parseDocument(text, { version: "1.2", schema: "core", merge: false }).contents, []);
  return places;
}

/** Where the `-` of an item stands, with comments behind it or not; the item itself in a list between brackets. */
function dashBefore(text: string, offset: number): number {
  const [dash = ""] =
    /-[ \t]*(?:(?:#.*)?\r?\n[ \t]*)*$/.exec(text.slice(Math.max(0, offset - 200), offset)) ?? [];
  return offset - dash.length;
}

/** Of the last entry that is not above `value`. */
function lastIndexBefore(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
