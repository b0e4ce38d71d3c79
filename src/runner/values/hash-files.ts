/**
 * `hashFiles()`: the SHA-256 of the SHA-256 of each file, in the order in which GitHub finds them.
 * https://github.com/actions/runner/blob/main/src/Misc/expressionFunc/hashFiles/src/hashFiles.ts, with the patterns of
 * https://github.com/actions/toolkit/tree/main/packages/glob
 */
import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join, sep } from "node:path";
import { stringOf } from "../../expression/values/coercion.ts";
import { ExpressionError } from "../../expression/language/expression-error.ts";
import type { Value } from "../../expression/values/value.ts";
import { messageOf } from "../../problems/wording.ts";
import { literalOf, type NamePattern, readNamePattern } from "./name-pattern.ts";

/** One piece of a path; `**` fits any number of pieces. */
type Piece = NamePattern | typeof anyPieces;
const anyPieces = Symbol("**");

interface Pattern {
  readonly pieces: readonly Piece[];
  /** The folder or file below which all is that may fit. */
  readonly root: string;
  readonly excludes: boolean;
  /** A pattern with `/` at its end finds folders, and what is in them. */
  readonly foldersOnly: boolean;
}

/**
 * Empty where no file matches.
 *
 * @throws ExpressionError for an option that GitHub does not have, and where a file cannot be read.
 */
export function hashFiles(workspace: string, parameters: readonly Value[]): string {
  const [first = "", ...others] = parameters.map(stringOf);
  const isOption = first.startsWith("--");
  if (isOption && first.toLowerCase() !== "--follow-symbolic-links") {
    throw hashError(`Invalid glob option ${first}, available option: '--follow-symbolic-links'.`);
  }
  const lines = (isOption ? others : [first, ...others]).flatMap((text) => text.split(/\r?\n/));
  try {
    const patterns = lines
      .map((line) => line.trim())
      .filter((line) => line !== "" && !line.startsWith("#"))
      .map((line) => readPattern(workspace, line));
    const hash = createHash("sha256");
    let isEmpty = true;
    for (const file of filesOf(patterns, isOption)) {
      if (!file.startsWith(workspace + sep) || statSync(file).isDirectory()) continue;
      hash.update(createHash("sha256").update(readFileSync(file)).digest());
      isEmpty = false;
    }
    return isEmpty ? "" : hash.digest("hex");
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    throw hashError(`hashFiles('${lines.join(", ")}') failed: ${messageOf(error)}`);
  }
}

function readPattern(workspace: string, line: string): Pattern {
  const [, marks = "", rest = ""] = /^((?:!\s*)*)([^]*)$/.exec(line) ?? [];
  const text = rest.replaceAll(/\/+/g, "/");
  if (text === "") throw hashError("A pattern is empty.");
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
    throw hashError(`Invalid pattern '${text}'. Relative pathing '.' and '..' is not allowed.`);
  }
  const isHome = names[0] === "~";
  const base = isAbsolute(text) ? "/" : isHome ? homedir() : workspace;
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

function piecesOf(path: string): string[] {
  return path.split("/").filter((piece) => piece !== "");
}

function readPiece(text: string): Piece {
  return text === "**" ? anyPieces : readNamePattern(text);
}

function* filesOf(patterns: readonly Pattern[], follows: boolean): Generator<string> {
  for (const root of rootsOf(patterns)) yield* walk(root, patterns, follows, []);
}

/** Where to look, without what lies in another; what is not there is left out, and what lies in a file is an error. */
function rootsOf(patterns: readonly Pattern[]): readonly string[] {
  const roots = patterns.filter(({ excludes }) => !excludes).map(({ root }) => root);
  const isInside = (root: string): boolean =>
    roots.some((other) => other !== root && root.startsWith(other === "/" ? "/" : `${other}/`));
  return [...new Set(roots)].filter((root) => !isInside(root) && isThere(root));
}

function isThere(path: string): boolean {
  try {
    lstatSync(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function* walk(
  path: string,
  patterns: readonly Pattern[],
  follows: boolean,
  above: readonly string[],
): Generator<string> {
  const pieces = piecesOf(path);
  const stats = (follows ? statSync : lstatSync)(path, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    if (isFound(pieces, patterns)) yield path;
    return;
  }
  if (!patterns.some((pattern) => !pattern.excludes && mayHold(pattern.pieces, pieces))) return;
  const real = follows ? realpathSync(path) : path;
  if (above.includes(real)) return;
  for (const name of readdirSync(path)) {
    yield* walk(join(path, name), patterns, follows, [...above, real]);
  }
}

/** The last pattern that fits decides; one that fits a folder fits all that is in it. */
function isFound(path: readonly string[], patterns: readonly Pattern[]): boolean {
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
function mayHold(pieces: readonly Piece[], path: readonly string[]): boolean {
  const [piece, ...rest] = pieces;
  const [name, ...below] = path;
  if (name === undefined || piece === undefined || piece === anyPieces) return true;
  return fitsName(piece, name) && mayHold(rest, below);
}

function fitsName(piece: NamePattern, name: string): boolean {
  return typeof piece === "string" ? piece === name : piece.test(name);
}

function hashError(message: string): ExpressionError {
  return new ExpressionError("evaluation", message);
}
