/** Which packages an app imports, whether they are bundled, and which of their files Node would import. */
import { createRequire, isBuiltin } from "node:module";
import { resolve, sep } from "node:path";
import { realPath } from "./disk.ts";
import type { Metafile } from "./metafile.ts";
import { findPackage, importedFile, type PackageFolder, packageOf } from "./package-exports.ts";

export interface UsedPackage extends PackageFolder {
  /** The folder with links followed. */
  readonly real: string;
}

export interface ExternalPackages {
  readonly packages: readonly UsedPackage[];
  /** Files that do not exist. With one of them, Node would find another package of the same name. */
  readonly absent: readonly string[];
  /** By import: the file that Node imports, where `require` would give another. */
  readonly targets: Readonly<Record<string, string>>;
  /** Whether the bundle has to be an ES module, for Node's own error or because `import` and `require` give two files. */
  readonly needsModule: boolean;
  /**
   * Files of the app may find different packages of one name. For each file that finds another one than the first file
   * does, by its path in the metafile: the file that Node gives it for each import.
   */
  readonly others: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** @param folder The folder that the metafile's paths are relative to. */
export function readPackages(metafile: Metafile, folder: string): ExternalPackages {
  const packages = new Map<string, UsedPackage>();
  const absent = new Set<string>();
  const targets: Record<string, string> = {};
  const requiredNames = new Set<string>();
  /** The real folder of the package that the first file finds by a name. */
  const firstFolders = new Map<string, string>();
  const others = new Map<string, Map<string, string>>();
  let needsModule = false;
  for (const [path, imports] of metafile) {
    const importer = resolve(folder, path);
    for (const { path: target, original, external, kind } of imports) {
      const specifier = external === true ? target : (original ?? "");
      if (!isPackage(specifier)) continue;
      const { name, subpath } = packageOf(specifier);
      const absentFiles: string[] = [];
      const usedPackage = findPackage(name, importer, (file) => absentFiles.push(file));
      // In a tsconfig.json, `paths` may map the name to a file instead.
      if (external !== true && usedPackage === undefined) continue;
      for (const file of absentFiles) absent.add(file);
      if (usedPackage === undefined) continue;
      const real = realPath(usedPackage.folder);
      packages.set(usedPackage.folder, { ...usedPackage, real });
      if (external !== true) continue;
      const first = firstFolders.get(name) ?? real;
      firstFolders.set(name, first);
      if (first !== real) {
        const isImport = kind === "import-statement" || kind === "dynamic-import";
        const file =
          (isImport ? importedFile(usedPackage, subpath)?.file : undefined) ??
          requiredFile(specifier, importer);
        if (file !== undefined) {
          others.set(path, (others.get(path) ?? new Map<string, string>()).set(specifier, file));
        }
        continue;
      }
      if (kind === "require-call" || kind === "require-resolve") requiredNames.add(specifier);
      if (kind !== "import-statement") continue;
      const exportedFile = importedFile(usedPackage, subpath);
      if (exportedFile === undefined) continue;
      if (exportedFile.file === undefined) needsModule = true;
      else if (realPath(exportedFile.file) !== requiredFile(specifier, importer)) {
        targets[specifier] = exportedFile.file;
      }
    }
  }
  if (Object.keys(targets).some((specifier) => requiredNames.has(specifier))) needsModule = true;
  return { packages: [...packages.values()], absent: [...absent], targets, needsModule, others };
}

/** Whether a package is part of the project: its real folder is in no `node_modules`. */
export function isLocal({ real }: UsedPackage): boolean {
  return !isInModules(real);
}

/** The packages in a `node_modules` that esbuild has bundled. */
export function bundledPackages(metafile: Metafile, folder: string): string[] {
  const names = new Set<string>();
  for (const [path, imports] of metafile) {
    if (isInModules(resolve(folder, path))) continue;
    for (const { path: target, original, external } of imports) {
      if (external === true || original === undefined || !isPackage(original)) continue;
      if (isInModules(realPath(resolve(folder, target)))) names.add(packageOf(original).name);
    }
  }
  return [...names];
}

/** The packages that esbuild could not find or not read, from its errors. */
export function failedPackages(errors: string): string[] {
  const matches = errors.matchAll(/Could not resolve "([^"]+)"/g);
  const unread = errors.matchAll(
    /^ {4}(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\/.*:\d+:\d+:$/gm,
  );
  return [...matches, ...unread]
    .map(([, specifier = ""]) => specifier)
    .filter(isPackage)
    .map((specifier) => packageOf(specifier).name);
}

function isPackage(specifier: string): boolean {
  return /^[^./#]/.test(specifier) && !isBuiltin(specifier) && !/^[a-z]+:/.test(specifier);
}

function isInModules(file: string): boolean {
  return file.split(sep).includes("node_modules");
}

function requiredFile(specifier: string, importer: string): string | undefined {
  try {
    return createRequire(importer).resolve(specifier);
  } catch {
    return undefined;
  }
}
