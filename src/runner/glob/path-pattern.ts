/**
 * Patterns of paths as `hashFiles()` and `actions/upload-artifact` read them.
 * https://github.com/actions/toolkit/blob/main/packages/glob/src/internal-pattern.ts
 */
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { literalOf, type NamePattern, readNamePattern } from "./name-pattern.ts";

/** One piece of a path; `**` fits any number of pieces. */
type Piece = NamePattern | typeof anyPieces;
const anyPieces = Symbol("**");

export interface PathPattern {
  readonly pieces: readonly Piece[];
  /** The folder or file below which all is that may fit. */
  readonly root: string;
  readonly excludes: boolean;
  /** A pattern with `/` at its end finds folders, and what is in them. */
  readonly foldersOnly: boolean;
}

/** For a pattern that GitHub refuses. */
export class PathPatternError extends Error {}

/**
 * One pattern a line; a line that starts with `#` is a comment.
 *
 * @param folder What relative patterns start from.
 * @throws PathPatternError
 */
export function readPathPatterns(lines: readonly string[], folder: string): readonly PathPattern[] {
  return lines
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => readPathPattern(folder, line));
}

function readPathPattern(folder: string, line: string): PathPattern {
  const [, marks = "", rest = ""] = /^((?:!\s*)*)([^]*)$/.exec(line) ?? [];
  const text = rest.replaceAll(/\/+/g, "/");
  if (text === "") throw new PathPatternError("A pattern is empty.");
  const names = piecesOf(text);
  // The pattern for what is in a folder is made of the absolute path: there a first `.` is not the first any more,
  // unless it is written as it is, and stands for the workspace.
  const hasDescendants = names.at(-1) !== "**" || text.endsWith("/");
  const isRelative = names.some((name, index) => {
    const literal = literalOf(name);
    const mayBeFirst = index === 0 && !isAbsolute(text) && (name === "." || !hasDescendants);
    return literal === ".." || (literal === "." && !mayBeFirst);
  });
  if (isRelative) {
    throw new PathPatternError(
      `Invalid pattern '${text}'. Relative pathing '.' and '..' is not allowed.`,
    );
  }
  const isHome = names[0] === "~";
  const base = isAbsolute(text) ? "/" : isHome ? homedir() : folder;
  const own = isHome || names[0] === "." ? names.slice(1) : names;
  const literals = own.map(literalOf);
  const end = literals.indexOf(undefined);
  return {
    pieces: [...piecesOf(base), ...own.map(readPiece)],
    root: join(base, ...((end === -1 ? literals : literals.slice(0, end)) as readonly string[])),
    excludes: marks.replaceAll(/\s/g, "").length % 2 === 1,
    foldersOnly: text.endsWith("/"),
  };
}

export function piecesOf(path: string): string[] {
  return path.split("/").filter((piece) => piece !== "");
}

function readPiece(text: string): Piece {
  return text === "**" ? anyPieces : readNamePattern(text);
}

/** The last pattern that fits a file decides; one that fits a folder fits all that is in it. */
export function isFound(path: readonly string[], patterns: readonly PathPattern[]): boolean {
  let isMatch = false;
  for (const { pieces, excludes, foldersOnly } of patterns) {
    if (fits(pieces, path, foldersOnly)) isMatch = !excludes;
  }
  return isMatch;
}

function fits(pieces: readonly Piece[], path: readonly string[], foldersOnly: boolean): boolean {
  const [piece, ...rest] = pieces;
  if (piece === undefined) return path.length > 0 || !foldersOnly;
  if (piece === anyPieces) {
    if (rest.length === 0) return path.length > 0 || !foldersOnly;
    return path.some((_, index) => fits(rest, path.slice(index), foldersOnly));
  }
  const [name, ...below] = path;
  return name !== undefined && fitsName(piece, name) && fits(rest, below, foldersOnly);
}

/** Whether something in a folder may fit. */
export function mayHold({ pieces }: PathPattern, folder: readonly string[]): boolean {
  return mayHoldPieces(pieces, folder);
}

function mayHoldPieces(pieces: readonly Piece[], path: readonly string[]): boolean {
  const [piece, ...rest] = pieces;
  const [name, ...below] = path;
  if (name === undefined || piece === undefined || piece === anyPieces) return true;
  return fitsName(piece, name) && mayHoldPieces(rest, below);
}

function fitsName(piece: NamePattern, name: string): boolean {
  return typeof piece === "string" ? piece === name : piece.test(name);
}
