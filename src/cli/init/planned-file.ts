/** What a command is about to do to files: shown first, then done. */
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
  realpathSync,
  statSync,
} from "node:fs";
import { dirname, relative } from "node:path";
import { folderAndParents } from "../../host/files/parent-folders.ts";
import { makeFolders } from "../../host/files/made-folder.ts";
import { writeWholeFile } from "../../host/files/whole-file.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { Style } from "../../reporters/shown/style.ts";

export interface PlannedFile {
  /** Absolute. */
  readonly path: string;
  /** What it will hold; undefined for a file that stays as it is. */
  readonly content?: string;
  readonly isExecutable?: boolean;
  /** What it is for, how it changes, or why it stays as it is: a few words. */
  readonly note: string;
}

/** One line a file: `+` for a new one, `~` for one that changes, `–` for one that stays as it is. */
export function planLines(
  files: readonly PlannedFile[],
  { cwd, style }: { readonly cwd: string; readonly style: Style },
): readonly string[] {
  const names = files.map(({ path }) => relative(cwd, path));
  const width = Math.max(...names.map((name) => name.length));
  return files.map(({ path, content, note }, index) => {
    const name = (names[index] ?? "").padEnd(width);
    if (content === undefined) return `  ${style.dim(`– ${name}  ${note}`)}`;
    const mark = existsSync(path) ? style.yellow("~") : style.green("+");
    return `  ${mark} ${name}  ${style.dim(note)}`;
  });
}

/** @throws UsageError where the path is no file, and cannot become one. */
export function requireFile(path: string): void {
  const folder = nearestFolder(path);
  if (!statSync(folder).isDirectory()) {
    throw new UsageError(
      `${folder} is a file, and a folder of this name is needed. Rename it first. Nothing was written.`,
    );
  }
  const link = lstatSync(path, { throwIfNoEntry: false });
  const target = statSync(path, { throwIfNoEntry: false });
  if (link?.isSymbolicLink() === true && target === undefined) {
    throw new UsageError(`${path} is a link to nothing. Remove it first. Nothing was written.`);
  }
  if (target !== undefined && !target.isFile()) {
    throw new UsageError(`${path} is no file. Rename it first. Nothing was written.`);
  }
}

/** The one that the path would be in, or the nearest above that. */
function nearestFolder(path: string): string {
  return folderAndParents(dirname(path)).find((each) => existsSync(each)) ?? path;
}

/** @throws UsageError where one of the files could not be written: then none is. */
function requirePlaces(files: readonly PlannedFile[]): void {
  for (const { path } of files) {
    requireFile(path);
    const folder = nearestFolder(path);
    for (const place of existsSync(path) ? [path, folder] : [folder]) {
      try {
        accessSync(place, constants.W_OK);
      } catch {
        throw new UsageError(`${place} cannot be written. Nothing was.`);
      }
    }
  }
}

/** Each file is written whole. One that is there keeps its permissions, and its links. */
export function writePlanned(files: readonly PlannedFile[]): void {
  const written = files.filter(({ content }) => content !== undefined);
  requirePlaces(written);
  for (const { path, content = "", isExecutable = false } of written) {
    const file = existsSync(path) ? realpathSync(path) : path;
    const mode = existsSync(file) ? statSync(file).mode : undefined;
    makeFolders(dirname(file));
    writeWholeFile(file, content);
    if (mode !== undefined) chmodSync(file, mode);
    // The person's umask would take permissions out of the mode of a write.
    else if (isExecutable) chmodSync(file, 0o755);
  }
}
