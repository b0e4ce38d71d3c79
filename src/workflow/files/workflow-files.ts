/** Plans and applies the changes of the generated files. */
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { basename, join } from "node:path";
import { makeFolders } from "../../host/files/made-folder.ts";
import { UsageError } from "../../problems/usage-error.ts";
import type { FolderContents, FolderFile } from "./folder-contents.ts";
import { generatedHeader } from "../print/generated-header.ts";

export interface GeneratedFile {
  /** File name, such as `ci.yml`. */
  readonly name: string;
  readonly content: string;
}

export type FileChange =
  | { readonly kind: "create"; readonly name: string; readonly content: string }
  | {
      readonly kind: "update";
      readonly name: string;
      readonly content: string;
      readonly before: string;
    }
  | { readonly kind: "remove"; readonly name: string; readonly before: string };

export interface ChangeOptions {
  /** The path in the files' `# Source:` line. With it, files of another app in the repository are left alone. */
  readonly source?: string;
  /** Whether other generated files are removed; `--target` turns this off. Default: true. */
  readonly prune?: boolean;
  /** Names of files that are overwritten though nobody generated them. */
  readonly replace?: readonly string[];
  /** The command that would do so. */
  readonly replaceWith?: string;
  /** The command that brings along what such a file says. */
  readonly importWith?: string;
  /** Whether the app of a file still exists. The files of one that has moved count as own. Default: it exists. */
  readonly sourceExists?: (source: string) => boolean;
}

/**
 * The changes after which `folder` has just these generated files. Files that are not generated stay.
 *
 * @throws UsageError where a file with one of these names is not generated, or is of another app.
 */
export function planChanges(
  folder: FolderContents,
  files: readonly GeneratedFile[],
  options: ChangeOptions = {},
): FileChange[] {
  if (folder.isFile) {
    throw new UsageError(`${folder.path} is a file, so no workflows can be written there.`);
  }
  const changes: FileChange[] = [];
  for (const { name, content } of files) {
    const path = join(folder.path, name);
    const before = folder.file(name);
    if (folder.isTaken(name)) {
      throw new UsageError(`${path} is a folder, so no workflow can be written there.`);
    }
    if (before === undefined) changes.push({ kind: "create", name, content });
    else if (before.text !== content) {
      if (options.replace?.includes(name) !== true) checkOwner(path, before, options);
      changes.push({ kind: "update", name, content, before: before.text });
    }
  }
  if (options.prune === false) return changes;
  const names = new Set(files.map((file) => file.name));
  for (const name of folder.names) {
    if (names.has(name)) continue;
    const before = folder.file(name);
    if (before?.isGenerated !== true || before.source === undefined) continue;
    if (isOwn(before, options)) changes.push({ kind: "remove", name, before: before.text });
  }
  return changes;
}

/**
 * Writes all drafts before it renames them into place, so that a full disk or a read-only folder changes nothing.
 *
 * @throws UsageError that names the folder or file that cannot be written.
 */
export function applyChanges(folder: string, changes: readonly FileChange[]): void {
  if (changes.length === 0) return;
  const drafts: { readonly draft: string; readonly path: string }[] = [];
  try {
    makeFolders(folder);
    for (const change of changes) {
      if (change.kind === "remove") continue;
      const path = join(folder, change.name);
      const draft = `${path}.${randomUUID()}.tmp`;
      drafts.push({ draft, path });
      writeFileSync(draft, change.content);
    }
    for (const { draft, path } of drafts) renameSync(draft, path);
    for (const { kind, name } of changes) if (kind === "remove") rmSync(join(folder, name));
  } catch (error) {
    throw new UsageError(`${folder} cannot be written: ${(error as Error).message}`);
  } finally {
    for (const { draft } of drafts) rmSync(draft, { force: true });
  }
}

function checkOwner(path: string, before: FolderFile, options: ChangeOptions): void {
  if (!before.isGenerated) {
    throw new UsageError(
      `${path} was not generated (its first line is not "${generatedHeader}"), so it is left alone. Bring along what it says, give the automation another \`file\`, or have it replaced.`,
      [options.importWith, options.replaceWith]
        .filter((command) => command !== undefined)
        .map((command) => `${command} ${basename(path)}`),
    );
  }
  if (!isOwn(before, options)) {
    throw new UsageError(
      `${path} was generated from ${before.source}, which is another app. Give the automation another \`file\`.`,
    );
  }
}

function isOwn({ source: other }: FolderFile, { source, sourceExists }: ChangeOptions): boolean {
  if (source === undefined || other === undefined || other === source) return true;
  return sourceExists !== undefined && !sourceExists(other);
}
