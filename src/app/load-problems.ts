/** Words what goes wrong while an app's own code runs. */
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { UsageError } from "../problems/usage-error.ts";
import { messageOf } from "../problems/wording.ts";
import { placesIn, replacePlaces, type SourcePlace } from "./map-stack.ts";

/** A bundle that was being run, as far as its errors need it. */
interface Running {
  readonly entry: string;
  readonly cwd: string;
  /** For each package that the bundle imports, a file that imports it. */
  readonly importers: Readonly<Record<string, string>>;
}

/** The error to show. A UsageError stays itself, and learns where in the user's files it was thrown. */
export function explainLoadError(error: unknown, running: Running): unknown {
  const shown = ({ file, line, column }: Omit<SourcePlace, "text">): string =>
    `${relative(running.cwd, file)}:${line}:${column}`;
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  if (error instanceof UsageError) {
    const [first] = placesIn(stack);
    if (first !== undefined) error.message += `\n    at ${shown(first)}`;
    return error;
  }
  const missing = missingPackage(error);
  const place = missing === undefined ? undefined : importOf(missing, running.importers);
  if (missing !== undefined && place !== undefined) {
    return new UsageError(
      `${shown(place)}: the package "${missing}" is not installed.\n    ${place.text.trim()}`,
      [`npm install --save-dev ${missing}`],
    );
  }
  const name = error instanceof Error ? error.name : "it threw";
  const frames = stack
    .split("\n")
    .filter((line) => /^\s+at /.test(line) && placesIn(line).length > 0)
    .map((line) => `\n    ${replacePlaces(line.trim(), shown)}`);
  if (frames.length === 0 || error instanceof SyntaxError) {
    const importing = importOf(requestedModule(error) ?? "", running.importers);
    const file = importing === undefined ? fileOf(stack, running.cwd) : shown(importing);
    if (file !== undefined) frames.unshift(`\n    at ${file}`);
  }
  const message = `${name}: ${messageOf(error)}${frames.join("")}`;
  const explained = new UsageError(
    `${relative(running.cwd, running.entry)} could not be loaded: ${message}`,
  );
  explained.cause = error;
  return explained;
}

/** What Node names where a module lacks an export, and where a package does not give what is imported of it. */
function requestedModule(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : "";
  return /^The requested module '([^']+)'|[Nn]amed export .* The requested module '([^']+)'/
    .exec(message)
    ?.slice(1)
    .find((name) => name !== undefined);
}

/** The first file of a stack that is no part of Node: of a syntax error it stands above the message. */
function fileOf(stack: string, cwd: string): string | undefined {
  for (const line of stack.split("\n")) {
    const [, place] =
      /^((?:file:\/\/)?\/.*:\d+)$/.exec(line) ??
      /^\s+at (?:.* \()?((?:file:\/\/)?\/.*:\d+:\d+)\)?$/.exec(line) ??
      [];
    if (place === undefined) continue;
    const [, path = "", position = ""] = /^(.*?)((?::\d+)+)$/.exec(place) ?? [];
    return relative(cwd, path.startsWith("file:") ? fileURLToPath(path) : path) + position;
  }
  return undefined;
}

/** The name of a package that is not there. */
function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  return /^Cannot find (?:module|package) '((?:@[^/']+\/)?[^./'@][^/']*)/.exec(error.message)?.[1];
}

/** Where the app itself, and no package of it, imports the package. Node does not tell for an ES module. */
function importOf(
  packageName: string,
  importers: Running["importers"],
): (SourcePlace & { readonly text: string }) | undefined {
  for (const [specifier, file] of Object.entries(importers)) {
    if (specifier !== packageName && !specifier.startsWith(`${packageName}/`)) continue;
    const lines = readFileSync(file, "utf8").split(/\r?\n/);
    for (const [index, text] of lines.entries()) {
      const column = Math.max(text.indexOf(`"${specifier}"`), text.indexOf(`'${specifier}'`));
      if (column >= 0) return { file, line: index + 1, column: column + 1, text };
    }
  }
  return undefined;
}
