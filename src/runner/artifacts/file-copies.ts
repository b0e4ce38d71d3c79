/** Copies the files of artifacts. */
import { chmodSync, copyFileSync, existsSync, linkSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolders } from "../../host/files/made-folder.ts";

/** All files below a folder, as paths relative to it. */
export function filesBelow(folder: string, prefix = ""): readonly string[] {
  if (!existsSync(join(folder, prefix))) return [];
  return readdirSync(join(folder, prefix))
    .sort()
    .flatMap((entry) => {
      const path = join(prefix, entry);
      const kind = statSync(join(folder, path), { throwIfNoEntry: false });
      if (kind?.isDirectory() === true) return filesBelow(folder, path);
      return kind?.isFile() === true ? [path] : [];
    });
}

/** @param files relative to `source`. */
export function copyFiles(
  files: readonly string[],
  source: string,
  target: string,
  put: (from: string, to: string) => void = putFile,
): void {
  for (const file of files) {
    const copy = join(target, file);
    put(join(source, file), copy);
    // GitHub's zip has no permissions: an executable file becomes an ordinary one.
    chmodSync(copy, 0o644);
  }
}

export function putFile(from: string, to: string): void {
  makeFolders(dirname(to));
  copyFileSync(from, to);
}

/** Makes a hard link, which takes neither time nor space. For a file that never changes. */
export function linkFile(from: string, to: string): void {
  makeFolders(dirname(to));
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no hard links.
    copyFileSync(from, to);
  }
}
