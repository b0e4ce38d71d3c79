/**
 * Files of the run's folder. Jobs work in the checkout around it, so a job may have put a link in place of a file or
 * folder, on purpose or with `ln` and `cp -al`. The target of a link is not ours, and is left alone.
 */
import {
  closeSync,
  constants,
  copyFileSync,
  fstatSync,
  lstatSync,
  openSync,
  rmSync,
  type Stats,
} from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { makeFolders } from "../../host/files/made-folder.ts";

/** Removes the links on the way from `root`, which counts, to `folder`. Returns whether that is a folder. */
export function removeLinks(root: string, folder: string): boolean {
  let path = root;
  let there: Stats | undefined;
  for (const name of ["", ...relative(root, folder).split(sep)]) {
    path = join(path, name);
    there = entryAt(path);
    if (there?.isSymbolicLink() === true) rmSync(path);
  }
  return there?.isDirectory() === true;
}

export function isLink(path: string): boolean {
  return entryAt(path)?.isSymbolicLink() === true;
}

/** Undefined where there is nothing, or can be nothing, as below a file. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Makes a folder in `root`, or `root` itself, with what is above it. Only the user may read it. */
export function makeFolder(root: string, folder: string): void {
  if (!removeLinks(root, folder)) makeFolders(folder, 0o700);
}

/** Opens a file in `root` for reading and appending. Replaces anything that is not a file of its own. */
export function openFile(root: string, path: string): number {
  makeFolder(root, dirname(path));
  const there = lstatSync(path, { throwIfNoEntry: false });
  // What is in a folder is not ours either: then there is no file.
  if (there !== undefined && !there.isDirectory() && !(there.isFile() && there.nlink === 1)) {
    rmSync(path);
  }
  // Windows has no such flag.
  const noLink = (constants.O_NOFOLLOW as number | undefined) ?? 0;
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | noLink;
  const file = openSync(path, flags, 0o600);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw new Error(`${path} is not a file`);
}

/** Copies a file to a place in `root`, where nothing stays of what was there. */
export function copyFile(root: string, from: string, to: string): void {
  makeFolder(root, dirname(to));
  rmSync(to, { force: true });
  copyFileSync(from, to, constants.COPYFILE_EXCL);
}
