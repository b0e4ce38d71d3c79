/** The comments of a workflow file, and what of it each stands at. */
import { Lexer } from "yaml";
import { isRelease } from "../releases.ts";
import type { Path } from "../translate/lost.ts";
import { lineFinder, type Place, placesOf } from "../yaml-places.ts";

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

/** All but the releases behind `uses`, which belong to their commits. */
export function readComments(text: string): readonly Comment[] {
  const at = lineFinder(text);
  const places = placesOf(text);
  return commentsOf(text).flatMap(({ offset, source }): Comment | readonly [] => {
    const { line, column } = at(offset);
    const words = source.replace(/^#+[ \t]?/, "").trimEnd();
    const before = text.slice(offset - column, offset);
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
