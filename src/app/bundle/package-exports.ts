/**
 * The file that Node imports from a package: https://nodejs.org/api/esm.html#resolution-algorithm
 * `require.resolve` gives the file for `require`, which may be another.
 */
import { readFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isFile, isFolder, realPath } from "./disk.ts";
import { folderAndParents } from "../../host/files/parent-folders.ts";

/** The conditions under which Node imports. */
const importConditions = new Set(["node", "import", "module-sync", "node-addons"]);

export interface PackageFolder {
  readonly name: string;
  /** With links not followed. */
  readonly folder: string;
}

/** `@scope/name/deep` is `./deep` of `@scope/name`. */
export function packageOf(specifier: string): { readonly name: string; readonly subpath: string } {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  return { name, subpath: `.${specifier.slice(name.length)}` };
}

/**
 * The package that a file means by a name: its own, or the nearest in a `node_modules`.
 *
 * @param onMissing Called with each absent file that would make another package the nearest.
 */
export function findPackage(
  name: string,
  importer: string,
  onMissing: (file: string) => void = () => {},
): PackageFolder | undefined {
  const folders = folderAndParents(dirname(importer));
  const own = folders.find((folder) => isFile(join(folder, "package.json")));
  if (own !== undefined) {
    const { name: ownName, exports } = readPackage(own) ?? {};
    if (ownName === name && exports !== undefined && exports !== null) return { name, folder: own };
  }
  for (const each of folders) {
    const folder = join(each, "node_modules", name);
    if (isFolder(folder)) return { name, folder };
    onMissing(join(folder, "package.json"));
  }
  return undefined;
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

/**
 * The file that a package gives for a subpath in its `exports`, or no file where `exports` lacks the subpath. Undefined
 * for a package without `exports`.
 */
export function importedFile(
  { folder }: PackageFolder,
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
    .filter((key) => key.includes("*") && starOf(key, subpath) !== undefined)
    .sort((a, b) => b.indexOf("*") - a.indexOf("*") || b.length - a.length);
  return best === undefined ? undefined : pick(map[best], starOf(best, subpath) ?? "");
}

function isSubpathMap(exports: unknown): exports is Readonly<Record<string, unknown>> {
  return isMapping(exports) && Object.keys(exports).every((key) => key.startsWith("."));
}

/** What `*` of a pattern stands for in a text; undefined where the pattern does not fit. */
export function starOf(pattern: string, text: string): string | undefined {
  const [before = "", after] = pattern.split("*", 2);
  if (after === undefined) return text === pattern ? "" : undefined;
  const fits =
    text.length >= before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return fits ? text.slice(before.length, text.length - after.length) : undefined;
}

/** In `exports`, null ends the search. Undefined does not. */
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
  if (/^(?:\.{0,2}\/|\.{1,2}$)/.test(specifier)) {
    return new URL(specifier, pathToFileURL(file)).href;
  }
  if (isBuiltin(specifier)) return specifier.replace(/^(?:node:)?/, "node:");
  if (URL.canParse(specifier)) return new URL(specifier).href;
  return pathToFileURL(fileOfPackage(specifier, file)).href;
}

/**
 * The file that Node imports for the name of a package, or of a file in it.
 *
 * @throws Error where there is no such file.
 */
export function fileOfPackage(specifier: string, importer: string): string {
  const { name, subpath } = packageOf(specifier);
  const target = specifier.startsWith("#") ? undefined : findPackage(name, importer);
  const path = target === undefined ? undefined : importedFile(target, subpath)?.file;
  return path ?? createRequire(importer).resolve(specifier);
}
