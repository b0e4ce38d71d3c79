/** The comments of a workflow file, and what of it each stands at. */
import { isCollection, isMap, isPair, isScalar, isSeq, Lexer, parseDocument } from "yaml";
import { isRelease } from "../releases.ts";
import type { Path } from "../translate/lost.ts";

export interface Comment {
  /** Without `#`. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** What it is about: the key on its line, or the one below it; empty for the file. */
  readonly path: Path;
  /** Whether it stands below the last line of that, as what is left of something removed. */
  readonly isAfter: boolean;
}

/** A key or an item, by where it begins. */
interface Place {
  readonly path: Path;
  readonly offset: number;
  /** Whether it stands between brackets. */
  readonly isInline: boolean;
  readonly column: number;
  readonly line: number;
}

type FoundPlace = Omit<Place, "column" | "line">;

/** All but the releases behind `uses`, which belong to their commits. */
export function readComments(text: string): readonly Comment[] {
  const lines = lineStarts(text);
  const at = (offset: number): { readonly line: number; readonly column: number } => {
    const line = lastIndexBefore(lines, offset);
    return { line, column: offset - (lines[line] ?? 0) };
  };
  const places = placesOf(text).map((place) => ({ ...place, ...at(place.offset) }));
  return commentsOf(text).flatMap(({ offset, source }): Comment | readonly [] => {
    const { line, column } = at(offset);
    const words = source.replace(/^#+[ \t]?/, "").trimEnd();
    const start = lines[line] ?? 0;
    const before = text.slice(start, offset);
    const isOwnLine = before.trim() === "";
    if (!isOwnLine && isRelease(words.trim()) && /\buses['"]?\s*:/.test(before)) return [];
    const place = isOwnLine
      ? ownLinePlace(places, offset, column)
      : linePlace(places, offset, line);
    return { text: words, line: line + 1, ...place };
  });
}

type CommentPlace = Pick<Comment, "path" | "isAfter">;

/** The key or item that follows, unless the comment is indented further: then it ends what is before it. */
function ownLinePlace(places: readonly Place[], offset: number, column: number): CommentPlace {
  const index = places.findIndex((place) => place.offset > offset);
  const next = index === -1 ? undefined : places[index];
  // At the top of a file they are about all of it.
  if (index === 0) return { path: [], isAfter: false };
  if (next !== undefined && next.column >= column) return { path: next.path, isAfter: false };
  const before = places.slice(0, index === -1 ? undefined : index);
  const sibling = before.findLast((place) => place.column <= column);
  return { path: sibling?.path ?? [], isAfter: sibling !== undefined };
}

/** The last key or item that begins on the line, but for those of a list between brackets that ends there. */
function linePlace(places: readonly Place[], offset: number, line: number): CommentPlace {
  const before = places.filter((place) => place.offset < offset);
  const onLine = before.filter((place) => place.line === line);
  const place = onLine.findLast(({ isInline }) => !isInline) ?? onLine.at(-1) ?? before.at(-1);
  return { path: place?.path ?? [], isAfter: false };
}

function commentsOf(text: string): readonly { readonly offset: number; readonly source: string }[] {
  const found: { offset: number; source: string }[] = [];
  let offset = 0;
  let isScalarNext = false;
  for (const token of new Lexer().lex(text)) {
    // Marks of the lexer: a document, an error, a plain or block scalar.
    if (["\u0002", "\u0018", "\u001f"].includes(token)) {
      isScalarNext = token === "\u001f";
      continue;
    }
    if (!isScalarNext && token.startsWith("#")) found.push({ offset, source: token });
    isScalarNext = false;
    offset += token.length;
  }
  return found;
}

function placesOf(text: string): readonly FoundPlace[] {
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

/** Where the `-` of an item stands; the item itself in a list between brackets. */
function dashBefore(text: string, offset: number): number {
  const [dash = ""] = /-[ \t]*$/.exec(text.slice(Math.max(0, offset - 200), offset)) ?? [];
  return offset - dash.length;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
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
