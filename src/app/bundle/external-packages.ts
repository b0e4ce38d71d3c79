/** What the imports of packages mean: whether a package is bundled, and which of its files Node would import. */
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
  /** Files that would make another package of the same name the one that is meant. */
  readonly absent: readonly string[];
  /** For what is imported: the files that Node gives for it where `require` would give others. */
  readonly targets: Readonly<Record<string, string>>;
  /** Whether Node alone can say what is meant: for its own error, or where a name means two things. */
  readonly needsModule: boolean;
  /**
   * Where files of the app mean different packages by one name: for each file that means another than the first one
   * does, by its path in the metafile, the files that Node gives it for what it imports.
   */
  readonly others: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** `folder` is that of the metafile's paths. */
export function readPackages(metafile: Metafile, folder: string): ExternalPackages {
  const packages = new Map<string, UsedPackage>();
  const absent = new Set<string>();
  const targets: Record<string, string> = {};
  const requiredNames = new Set<string>();
  /** The real folder that the first file means by a name. */
  const firstFolders = new Map<string, string>();
  const others = new Map<string, Map<string, string>>();
  let needsModule = false;
  for (const [path, imports] of metafile) {
    const importer = resolve(folder, path);
    for (const { path: target, original, external, kind } of imports) {
      const specifier = external === true ? target : (original ?? "");
      if (!isPackage(specifier)) continue;
      const { name, subpath } = packageOf(specifier);
      // In a tsconfig.json, `paths` may map the name to a file instead.
      if (external !== true && findPackage(name, importer) === undefined) continue;
      const usedPackage = findPackage(name, importer, (file) => absent.add(file));
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

/** Whether a package is part of the project: the link to it leads out of every `node_modules`. */
export function isLocal({ real }: UsedPackage): boolean {
  return !isInModules(real);
}

/** The packages that are imported from files of the project and lie in a `node_modules`, though they were bundled. */
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

/** The packages that esbuild's errors are about: it could not find them, or not read what is in them. */
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
