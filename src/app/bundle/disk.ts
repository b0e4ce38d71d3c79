/** Questions about files and folders that may not be there. */
import { createHash } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
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

/** With all links followed. */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
