/**
 * Files of the run's folder. Jobs work in the checkout around it, so a job may have replaced a file or folder by a link,
 * on purpose or with `ln` and `cp -al`. The target of a link is not ours and stays untouched.
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

/** Removes the links among `root`, `folder` and the folders between them. Returns whether `folder` is a folder. */
export function removeLinks(root: string, folder: string): boolean {
  let path = root;
  let entry: Stats | undefined;
  for (const name of ["", ...relative(root, folder).split(sep)]) {
    path = join(path, name);
    entry = entryAt(path);
    if (entry?.isSymbolicLink() === true) rmSync(path);
  }
  return entry?.isDirectory() === true;
}

export function isLink(path: string): boolean {
  return entryAt(path)?.isSymbolicLink() === true;
}

/** Undefined where nothing exists, or can exist, as below a file. */
function entryAt(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Makes a folder in `root`, or `root` itself, with its parents. Only the user may read it. */
export function makeFolder(root: string, folder: string): void {
  if (!removeLinks(root, folder)) makeFolders(folder, 0o700);
}

/** Opens a file in `root` for reading and appending. Replaces links, and files that have a second name. */
export function openFile(root: string, path: string): number {
  makeFolder(root, dirname(path));
  const entry = lstatSync(path, { throwIfNoEntry: false });
  // The content of a folder is not ours either: opening it fails below.
  if (entry !== undefined && !entry.isDirectory() && !(entry.isFile() && entry.nlink === 1)) {
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

/** Copies a file to a place in `root`, and replaces what is there. */
export function copyFile(root: string, from: string, to: string): void {
  makeFolder(root, dirname(to));
  rmSync(to, { force: true });
  copyFileSync(from, to, constants.COPYFILE_EXCL);
}
