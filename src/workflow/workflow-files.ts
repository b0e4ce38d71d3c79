/** The generated files on the disk: what would change, and writing it. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import type { ActionPins } from "./action-pins.ts";
import { readPins } from "./read-pins.ts";
import { generatedHeader } from "./render.ts";

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

export interface PlanOptions {
  /**
   * The path that the files' `# Source:` line names. Where it is given, files of another app in the same repository
   * count as files of other people.
   */
  readonly source?: string;
  /** Whether generated files that are not among these are removed; not with `--target`. Default: true. */
  readonly prune?: boolean;
  /** Whether an app is still where a file says it was: one that has moved keeps its files. Default: it is. */
  readonly sourceExists?: (source: string) => boolean;
}

/**
 * What has to happen to `folder` so that it holds just these generated files. Files of other people do not count.
 *
 * @throws UsageError when a file of one of these names was not generated, or by another app.
 */
export function planChanges(
  folder: string,
  files: readonly GeneratedFile[],
  options: PlanOptions = {},
): FileChange[] {
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new UsageError(`${folder} is a file, so no workflows can be written there.`);
  }
  const changes: FileChange[] = [];
  for (const { name, content } of files) {
    const path = join(folder, name);
    // Git on Windows may have given the file other line ends; that alone is no change.
    const before = readIfThere(path)?.replaceAll("\r\n", "\n");
    if (before === undefined && existsSync(path)) {
      throw new UsageError(`${path} is a folder, so no workflow can be written there.`);
    }
    if (before === undefined) changes.push({ kind: "create", name, content });
    else if (before !== content) {
      checkOwner(path, before, options);
      changes.push({ kind: "update", name, content, before });
    }
  }
  if (options.prune === false) return changes;
  const wanted = new Set(files.map((file) => file.name));
  for (const name of workflowNames(folder)) {
    if (wanted.has(name)) continue;
    const before = readIfThere(join(folder, name));
    if (before === undefined || !isGenerated(before) || sourceOf(before) === undefined) continue;
    if (isOwn(before, options)) {
      changes.push({ kind: "remove", name, before });
    }
  }
  return changes;
}

/**
 * Writes the changes, each file whole or not at all: drafts first, so that a full disk or a folder that cannot be
 * written changes nothing, then renamed into place.
 *
 * @throws UsageError that names the folder or file that cannot be written.
 */
export function applyChanges(folder: string, changes: readonly FileChange[]): void {
  if (changes.length === 0) return;
  const drafts: { readonly draft: string; readonly path: string }[] = [];
  try {
    mkdirSync(folder, { recursive: true });
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

/** The pins that the committed file of this name has; none where there is no such file. */
export function committedPins(folder: string, name: string): ActionPins {
  const text = readIfThere(join(folder, name));
  return text !== undefined && isGenerated(text) ? readPins(text) : {};
}

/** The pins that the app's generated files in a folder have, for one that is new, has another name, or lies elsewhere. */
export function pinsOfFolder(folder: string, source: string): ActionPins {
  const texts = workflowNames(folder)
    .map((name) => readIfThere(join(folder, name)) ?? "")
    .filter((text) => isGenerated(text) && sourceOf(text) === source);
  return readPins(texts.join("\n"));
}

/** Names of all workflow files, generated or not. */
function workflowNames(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return names.filter((name) => /\.ya?ml$/.test(name)).sort();
}

function checkOwner(path: string, before: string, options: PlanOptions): void {
  if (!isGenerated(before)) {
    throw new UsageError(
      `${path} was not generated (its first line is not "${generatedHeader}"), so it is left alone. Rename it, or give the automation another \`file\`.`,
    );
  }
  if (!isOwn(before, options)) {
    throw new UsageError(
      `${path} was generated from ${sourceOf(before)}, which is another app. Give the automation another \`file\`.`,
    );
  }
}

function isOwn(text: string, { source, sourceExists }: PlanOptions): boolean {
  const named = sourceOf(text);
  if (source === undefined || named === undefined || named === source) return true;
  return sourceExists !== undefined && !sourceExists(named);
}

function sourceOf(text: string): string | undefined {
  return /^# Source: (.+)$/m.exec(text)?.[1]?.trim();
}

function isGenerated(content: string): boolean {
  return content.split(/\r?\n/, 1)[0] === generatedHeader;
}

function readIfThere(path: string): string | undefined {
  const isFile = statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  return isFile ? readFileSync(path, "utf8") : undefined;
}
