/** Questions about files and folders that may not be there. */
import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { statOf } from "../../start/file-stamp.ts";

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

export function isFolder(path: string): boolean {
  return statOf(path)?.isDirectory() === true;
}

/** A folder and all above it, nearest first. */
export function folderAndParents(folder: string): readonly string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...folderAndParents(parent)];
}

/** With all links followed. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
