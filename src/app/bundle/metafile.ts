/** What esbuild tells about the files it has read: https://esbuild.github.io/api/#metafile */
import { isBuiltin } from "node:module";
import { resolve } from "node:path";
import { packageOf } from "./package-exports.ts";

/** Inputs by their paths. */
export type Metafile = ReadonlyMap<string, readonly MetafileImport[]>;

export interface MetafileImport {
  /** The path of a file, or the name of a package that is not bundled. */
  readonly path: string;
  readonly kind: string;
  readonly external?: boolean;
  /** The import as the source file has it, where `path` is that of a file. */
  readonly original?: string;
}

/** @param shim The file that stands in for this package. It is not a file of the app. */
export function parseMetafile(text: string, shim: string): Metafile {
  const { inputs } = JSON.parse(text) as {
    inputs: Record<string, { imports: readonly MetafileImport[] }>;
  };
  const shimPath = shim.replaceAll("\\", "/");
  return new Map(
    Object.entries(inputs)
      .filter(([path]) => path !== shimPath)
      .map(([path, { imports }]) => [path, imports.filter((each) => each.path !== shimPath)]),
  );
}

/** The names of the imported packages that are not bundled. */
export function importedNames(metafile: Metafile): string[] {
  return [...metafile.values()]
    .flat()
    .filter(({ path, external }) => external === true && !isBuiltin(path))
    .map(({ path }) => packageOf(path).name);
}

/** For each package that is imported, a file that imports it. */
export function importersOf(metafile: Metafile, folder: string): Record<string, string> {
  const importers: Record<string, string> = {};
  for (const [path, imports] of metafile) {
    for (const { path: name, external } of imports) {
      if (external === true && !isBuiltin(name)) importers[name] ??= resolve(folder, path);
    }
  }
  return importers;
}
