/** Files as a bundle remembers them. */
import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { statOf } from "../../start/file-stamp.ts";

/** Path, stamp (which changes with every change of the file) and hash of the content. */
export type FileStamp = readonly [path: string, stamp: string, hash: string];

/** Path, stamp (which changes when a file is added or removed), and the files that must stay absent. */
export type FolderStamp = readonly [path: string, stamp: string, absent: readonly string[]];

export function hashText(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** Undefined where the file cannot be read. */
export function hashOf(path: string): string | undefined {
  try {
    return hashText(readFileSync(path));
  } catch {
    return undefined;
  }
}

export function isFile(path: string): boolean {
  return statOf(path)?.isFile() === true;
}

/** With all links followed. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
