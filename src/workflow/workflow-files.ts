/** The generated files on the disk: what would change, and writing it. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import { generatedHeader } from "./render.ts";

export interface GeneratedFile {
  /** File name, such as `ci.yml`. */
  readonly name: string;
  readonly content: string;
}

export type FileChange =
  | { readonly kind: "create" | "update"; readonly name: string; readonly content: string }
  | { readonly kind: "remove"; readonly name: string };

/**
 * What has to happen to `folder` so that it holds just these generated files. Files of other people do not count.
 *
 * @throws UsageError when a file of one of these names was not generated.
 */
export function planChanges(folder: string, files: readonly GeneratedFile[]): FileChange[] {
  const changes: FileChange[] = [];
  for (const { name, content } of files) {
    const path = join(folder, name);
    const present = existsSync(path) ? readFileSync(path, "utf8") : undefined;
    if (present === content) continue;
    if (present !== undefined && !isGenerated(present)) {
      throw new UsageError(
        `${path} was not generated (its first line is not "${generatedHeader}"), so it is left alone. Rename it, or the automation.`,
      );
    }
    changes.push({ kind: present === undefined ? "create" : "update", name, content });
  }
  const wanted = new Set(files.map((file) => file.name));
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (wanted.has(name) || !/\.ya?ml$/.test(name)) continue;
    if (isGenerated(readFileSync(join(folder, name), "utf8")))
      changes.push({ kind: "remove", name });
  }
  return changes;
}

export function applyChanges(folder: string, changes: readonly FileChange[]): void {
  mkdirSync(folder, { recursive: true });
  for (const change of changes) {
    const path = join(folder, change.name);
    if (change.kind === "remove") {
      rmSync(path);
    } else {
      // Renamed into place: whoever reads the file sees all of it or what was there before.
      writeFileSync(`${path}.new`, change.content);
      renameSync(`${path}.new`, path);
    }
  }
}

function isGenerated(content: string): boolean {
  return content.startsWith(generatedHeader);
}
