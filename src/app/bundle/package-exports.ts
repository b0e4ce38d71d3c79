/**
 * What a package gives for `import`, by Node's rules: https://nodejs.org/api/esm.html#resolution-algorithm
 * `require.resolve` only knows what it gives for `require`.
 */
import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { statOf } from "../../start/file-stamp.ts";
import { isFile, realPath } from "./stamped-file.ts";

/** The conditions under which Node imports. */
const importConditions: ReadonlySet<string> = new Set([
  "node",
  "import",
  "module-sync",
  "node-addons",
]);

export interface FoundPackage {
  readonly name: string;
  /** As found, with links not followed. */
  readonly folder: string;
}

/** `@scope/name/deep` is `./deep` of `@scope/name`. */
export function packageOf(specifier: string): { readonly name: string; readonly subpath: string } {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return { name, subpath: `.${specifier.slice(name.length)}` };
}

/**
 * The package that a file means by a name: its own, or the nearest in a `node_modules`. `missed` is told of each file
 * that would have made another the nearest.
 */
export function findPackage(
  name: string,
  importer: string,
  onMissing: (file: string) => void = () => {},
): FoundPackage | undefined {
  const own = ownPackage(dirname(importer));
  if (own !== undefined) {
    const { name: ownName, exports } = readPackage(own) ?? {};
    if (ownName === name && exports !== undefined && exports !== null) return { name, folder: own };
  }
  for (let current = dirname(importer); ; current = dirname(current)) {
    const folder = join(current, "node_modules", name);
    if (statOf(folder)?.isDirectory() === true) return { name, folder };
    onMissing(join(folder, "package.json"));
    if (current === dirname(current)) return undefined;
  }
}

/** The folder of the nearest package.json. */
function ownPackage(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (isFile(join(folder, "package.json"))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}

interface PackageJson {
  readonly name?: unknown;
  readonly exports?: unknown;
}

/** Undefined where there is none that can be read. */
function readPackage(folder: string): PackageJson | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as PackageJson;
  } catch {
    return undefined;
  }
}

/** Whether a package says with `exports` what it gives; the file is undefined where it does not give this. */
export function importedFile(
  { folder }: FoundPackage,
  subpath: string,
): { readonly file: string | undefined } | undefined {
  const exports = readPackage(folder)?.exports;
  if (exports === undefined || exports === null) return undefined;
  const target = exportTarget(exports, subpath);
  return { file: target === undefined ? undefined : join(realPath(folder), target) };
}

function exportTarget(exports: unknown, subpath: string): string | undefined {
  const map = isSubpathMap(exports) ? exports : { ".": exports };
  if (Object.hasOwn(map, subpath) && !subpath.includes("*")) return pick(map[subpath], "");
  const [best] = Object.keys(map)
    .filter((key) => key.includes("*") && fits(key, subpath))
    .sort((a, b) => b.indexOf("*") - a.indexOf("*") || b.length - a.length);
  if (best === undefined) return undefined;
  const [before = "", after = ""] = best.split("*");
  return pick(map[best], subpath.slice(before.length, subpath.length - after.length));
}

function isSubpathMap(exports: unknown): exports is Readonly<Record<string, unknown>> {
  return isMapping(exports) && Object.keys(exports).every((key) => key.startsWith("."));
}

function fits(pattern: string, subpath: string): boolean {
  const [before = "", after = ""] = pattern.split("*");
  return (
    subpath.length >= before.length + after.length &&
    subpath.startsWith(before) &&
    subpath.endsWith(after)
  );
}

/** Null, unlike nothing, ends the search. */
function pick(target: unknown, star: string): string | undefined {
  return choose(target, star) ?? undefined;
}

function choose(target: unknown, star: string): string | null | undefined {
  if (typeof target === "string") {
    return target.startsWith("./") ? target.replaceAll("*", () => star) : undefined;
  }
  if (target === null) return null;
  if (Array.isArray(target)) {
    for (const each of target) {
      const choice = choose(each, star);
      if (typeof choice === "string") return choice;
    }
    return undefined;
  }
  if (!isMapping(target)) return undefined;
  for (const [condition, each] of Object.entries(target)) {
    if (condition !== "default" && !importConditions.has(condition)) continue;
    const choice = choose(each, star);
    if (choice !== undefined) return choice;
  }
  return undefined;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `import.meta.resolve` of a file. */
export function resolveFrom(file: string, specifier: string): string {
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier))
    return new URL(specifier, pathToFileURL(file)).href;
  if (isBuiltin(specifier)) return specifier.replace(/^(?:node:)?/, "node:");
  if (URL.canParse(specifier)) return new URL(specifier).href;
  const { name, subpath } = packageOf(specifier);
  const target = specifier.startsWith("#") ? undefined : findPackage(name, file);
  const path = target === undefined ? undefined : importedFile(target, subpath)?.file;
  return pathToFileURL(path ?? createRequire(file).resolve(specifier)).href;
}
