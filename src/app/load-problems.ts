/** Explains errors of an app's own code while it loads. */
import { readFileSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { UsageError } from "../problems/usage-error.ts";
import { messageOf } from "../problems/wording.ts";
import type { LoadOptions } from "./bundle/load-options.ts";
import { placesIn, replacePlaces, type SourcePlace } from "./map-stack.ts";
import { unreadableFile } from "./bundle/unreadable-file.ts";

interface RunningBundle {
  readonly entry: string;
  /** The file of the bundle. */
  readonly file: string;
  /** For each package that the bundle imports, a file that imports it. */
  readonly importers: Readonly<Record<string, string>>;
}

/** The error to show. A UsageError stays itself, with the place in the user's files added to its message. */
export async function explainLoadError(
  error: unknown,
  runningBundle: RunningBundle,
  options: LoadOptions,
): Promise<unknown> {
  const { cwd } = options;
  const placeText = ({ file, line, column }: Omit<SourcePlace, "text">): string =>
    `${relative(cwd, file)}:${line}:${column}`;
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  if (error instanceof UsageError) {
    const [first] = placesIn(stack);
    if (first !== undefined) error.message += `\n    at ${placeText(first)}`;
    return error;
  }
  const packageName = missingPackage(error);
  const place =
    packageName === undefined ? undefined : importOf(packageName, runningBundle.importers);
  if (packageName !== undefined && place !== undefined) {
    const text = `${placeText(place)}: the package "${packageName}" is not installed.\n    ${place.text.trim()}`;
    const hint = await options.addPackage?.(packageName);
    return new UsageError(text, hint === undefined ? [] : [hint]);
  }
  const name = error instanceof Error ? error.name : "it threw";
  const frames = framesOf(stack).map(
    (line) => `\n    ${replacePlaces(withPaths(line.trim(), cwd), placeText)}`,
  );
  if (error instanceof SyntaxError) {
    const file = headOf(stack, cwd) ?? unreadableFile(runningBundle.importers, options);
    if (file !== undefined) frames.unshift(`\n    at ${file}`);
  }
  const importPlace = importOf(requestedModule(error) ?? "", runningBundle.importers);
  if (importPlace !== undefined) frames.push(`\n    at ${placeText(importPlace)}`);
  const message = `${name}: ${messageWithout(error, runningBundle.file)}${frames.join("")}`;
  const problem = new UsageError(
    `${relative(cwd, runningBundle.entry)} could not be loaded: ${message}`,
  );
  problem.cause = error;
  return problem;
}

/** The message without what Node adds about the bundle, which is not a file of the user. */
function messageWithout(error: unknown, bundleFile: string): string {
  const importers = [bundleFile, pathToFileURL(bundleFile).href].map(
    (name) => ` imported from ${name}`,
  );
  return importers.reduce(
    (text, importer) => text.replace(importer, ""),
    messageOf(error).replace(/\nRequire stack:(?:\n- .*)+/, ""),
  );
}

/** The frames of a stack in files of the app, and the frames above them in files of packages. */
function framesOf(stack: string): readonly string[] {
  const lines = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const isOfApp = (line: string): boolean => placesIn(line).length > 0;
  // The frames below the app are those of this program.
  const end = lines.findLastIndex(isOfApp) + 1;
  const own = [dirname(dirname(pathOf(import.meta.url))), ""].join(sep);
  return lines.slice(0, end === 0 ? lines.length : end).filter((line) => {
    if (isOfApp(line)) return true;
    const file = pathIn(line);
    return file !== undefined && !file.path.startsWith(own);
  });
}

interface FilePlace {
  /** Absolute. */
  readonly path: string;
  /** `:3:9` */
  readonly position: string;
  /** As it stands in the line. */
  readonly text: string;
}

/** The file that a line of a stack names, where it is not part of Node. */
function pathIn(line: string): FilePlace | undefined {
  const [, text = "", path = "", position = ""] =
    /(?:^|[\s(])(((?:file:\/\/)?\/.*?)((?::\d+){1,2}))\)?$/.exec(line) ?? [];
  if (path === "") return undefined;
  return { path: pathOf(path), position, text };
}

/** In a stack, Node names an ES module by its URL and a CommonJS module by its path. */
function pathOf(name: string): string {
  return name.startsWith("file:") ? fileURLToPath(name) : name;
}

/** The line with its file relative to the folder. A line in the bundle stays as it is, for its source map. */
function withPaths(line: string, cwd: string): string {
  const file = placesIn(line).length > 0 ? undefined : pathIn(line);
  return file === undefined
    ? line
    : line.replace(file.text, () => relative(cwd, file.path) + file.position);
}

/** The file that stands above the message of a syntax error. */
function headOf(stack: string, cwd: string): string | undefined {
  const [head = ""] = stack.split("\n", 1);
  const file = pathIn(head);
  return file === undefined || !head.startsWith(file.text)
    ? undefined
    : relative(cwd, file.path) + file.position;
}

/** The module in Node's error about a missing export, or about a file that a package does not export. */
function requestedModule(error: unknown): string | undefined {
  const message = error instanceof Error ? error.message : "";
  const [, subpath = "", packageName] =
    /^(?:Package subpath '\.(.*)' is not defined by "exports"|No "exports" main defined) in .*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)[\\/]package\.json/.exec(
      message,
    ) ?? [];
  if (packageName !== undefined) return packageName.replaceAll(sep, "/") + subpath;
  return /^The requested module '([^']+)'|[Nn]amed export .* The requested module '([^']+)'/
    .exec(message)
    ?.slice(1)
    .find((name) => name !== undefined);
}

/** The name of a package that is not there. */
function missingPackage(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error)) return undefined;
  if (error.code !== "MODULE_NOT_FOUND" && error.code !== "ERR_MODULE_NOT_FOUND") return undefined;
  return /^Cannot find (?:module|package) '((?:@[^/']+\/)?[^./'@][^/']*)/.exec(error.message)?.[1];
}

/** Where the app imports the package. Node does not say it for an ES module. */
function importOf(
  packageName: string,
  importers: RunningBundle["importers"],
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
