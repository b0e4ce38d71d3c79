/** Copies what a task saves as upload-artifact reads it: it follows links and ignores folders without files. */
import { copyFileSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolders } from "../host/files/made-folder.ts";
import { UsageError } from "../problems/usage-error.ts";

/**
 * @param source A file or folder, absolute.
 * @param target A folder.
 * @param options `includeHiddenFiles`: also what begins with a dot in the folder. The source itself is always copied.
 * @returns the paths of what was not copied, relative to the source.
 * @throws UsageError for a link that leads nowhere or in a circle, and for what is neither a file nor a folder.
 */
export function copyArtifact(
  source: string,
  target: string,
  { includeHiddenFiles }: { readonly includeHiddenFiles: boolean },
): readonly string[] {
  if (!kindOf(source).isDirectory()) {
    copyFile(source, join(target, basename(source)));
    return [];
  }
  const hiddenFiles: string[] = [];
  const copy = (path: string, above: readonly string[]): void => {
    const folder = join(source, path);
    const real = realpathSync(folder);
    if (above.includes(real)) throw new UsageError(`the link ${folder} leads in a circle.`);
    for (const name of readdirSync(folder).sort()) {
      const inner = join(path, name);
      const from = join(source, inner);
      if (name.startsWith(".") && !includeHiddenFiles) hiddenFiles.push(inner);
      else if (kindOf(from).isDirectory()) copy(inner, [...above, real]);
      else copyFile(from, join(target, inner));
    }
  };
  copy("", []);
  return hiddenFiles;
}

function copyFile(from: string, to: string): void {
  makeFolders(dirname(to));
  copyFileSync(from, to);
}

function kindOf(path: string): Stats {
  let kind: Stats | undefined;
  try {
    kind = statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ELOOP") throw error;
    throw new UsageError(`the link ${path} leads in a circle.`);
  }
  if (kind === undefined) throw new UsageError(`the link ${path} leads nowhere.`);
  if (kind.isDirectory() || kind.isFile()) return kind;
  throw new UsageError(`${path} is neither a file nor a folder.`);
}
