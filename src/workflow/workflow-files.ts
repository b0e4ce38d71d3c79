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
import { type ActionPins, readPins } from "./action-pins.ts";
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
    const before = readIfThere(path);
    if (before === undefined) changes.push({ kind: "create", name, content });
    else if (before !== content) {
      checkOwner(path, before, options);
      changes.push({ kind: "update", name, content, before });
    }
  }
  if (options.prune === false) return changes;
  const wanted = new Set(files.map((file) => file.name));
  for (const name of existsSync(folder) ? readdirSync(folder).sort() : []) {
    if (wanted.has(name) || !/\.ya?ml$/.test(name)) continue;
    const before = readIfThere(join(folder, name));
    if (before === undefined || !isGenerated(before) || sourceOf(before) === undefined) continue;
    if (isOwn(before, options)) {
      changes.push({ kind: "remove", name, before });
    }
  }
  return changes;
}

/**
 * Writes the changes, each file whole or not at all.
 *
 * @throws UsageError that names the folder or file that cannot be written.
 */
export function applyChanges(folder: string, changes: readonly FileChange[]): void {
  if (changes.length === 0) return;
  try {
    mkdirSync(folder, { recursive: true });
    for (const change of changes) {
      const path = join(folder, change.name);
      if (change.kind === "remove") rmSync(path);
      else replaceFile(path, change.content);
    }
  } catch (error) {
    throw new UsageError(`${folder} cannot be written: ${(error as Error).message}`);
  }
}

/** The pins that the committed file of this name has; none where there is no such file. */
export function committedPins(folder: string, name: string): ActionPins {
  const text = readIfThere(join(folder, name));
  return text !== undefined && isGenerated(text) ? readPins(text) : {};
}

/** Renamed into place: whoever reads the file sees all of it or what was there before. */
function replaceFile(path: string, content: string): void {
  const draft = `${path}.${randomUUID()}.tmp`;
  try {
    writeFileSync(draft, content);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
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
