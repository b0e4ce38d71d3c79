/** The files that `import` reads. */
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { isFile } from "../../app/bundle/disk.ts";
import { type TargetReader, targetReaderOf } from "../../import/targets/target-reader.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { FolderContents } from "../../workflow/files/folder-contents.ts";

export interface WorkflowSource {
  readonly kind: "workflow";
  readonly path: string;
  /** `ci.yml`. */
  readonly name: string;
  readonly text: string;
}

export interface TargetSource {
  readonly kind: "targets";
  readonly path: string;
  readonly name: string;
  readonly text: string;
  readonly read: TargetReader;
}

export type ImportSource = WorkflowSource | TargetSource;

export function isWorkflowSource(source: ImportSource): source is WorkflowSource {
  return source.kind === "workflow";
}

export function isTargetSource(source: ImportSource): source is TargetSource {
  return source.kind === "targets";
}

/** Files with targets that a project may have, in the order in which a message names them. */
const targetFiles = [
  "package.json",
  "Makefile",
  "justfile",
  "tox.ini",
  "tox.toml",
  "noxfile.py",
] as const;

/**
 * @param files Paths, or names of workflows of the repository; none for all of its workflows that were not generated.
 * @param known Names of files that automations are written to: without `files` these are left out.
 * @throws UsageError for a file that is not there, or that nothing can be read from.
 */
export function importSources(
  files: readonly string[],
  cwd: string,
  known: readonly string[] = [],
): readonly ImportSource[] {
  const folder = new FolderContents(join(repositoryTop(cwd), ".github/workflows"));
  const written = folder.names.filter((name) => folder.file(name)?.isGenerated === false);
  if (files.length > 0) {
    const paths = [...new Set(files.map((file) => pathOf(file, cwd, folder.path, written)))];
    return paths.map((path) => sourceOf(path, cwd));
  }
  const unknown = written.filter((name) => !known.includes(name));
  if (unknown.length > 0) return unknown.map((name) => sourceOf(join(folder.path, name), cwd));
  const others = targetFiles.filter((name) => isFile(join(cwd, name)));
  throw new UsageError(
    written.length === 0
      ? `there is no workflow in ${relative(cwd, folder.path)} that somebody wrote. Name what to import: ${importable}`
      : `the app has automations for all workflows that somebody wrote, ${quotedList(written)}, so nothing is imported anew. Where an automation merely has the name of the file, name that: ${importable}`,
    [...written, ...others].map((name) => `recompose import ${name}`),
  );
}

const importable = `a workflow, or ${quotedList(targetFiles, "or")}.`;

function pathOf(file: string, cwd: string, workflows: string, written: readonly string[]): string {
  const path = [resolve(cwd, file), resolve(workflows, file)].find(isFile);
  if (path !== undefined) return path;
  const near = [...written, ...targetFiles.filter((name) => isFile(join(cwd, name)))];
  const isFolder = file !== "" && existsSync(resolve(cwd, file));
  throw new UsageError(
    isFolder
      ? `${file} is a folder. Name the files in it, or nothing for all workflows of the repository.`
      : `there is no file ${JSON.stringify(file)}.${didYouMean(file, near)}`,
  );
}

/** @throws UsageError for a file that is not UTF-8: what is in its place would not come back. */
function textOf(path: string, shown: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${shown} is not UTF-8.`);
  }
}

function sourceOf(path: string, cwd: string): ImportSource {
  const name = basename(path);
  const shown = relative(cwd, path);
  const text = textOf(path, shown);
  const read = targetReaderOf(name);
  if (read !== undefined) return { kind: "targets", path, name, text, read };
  if (!/\.ya?ml$/i.test(name)) {
    throw new UsageError(`${shown} is nothing that can be imported: that is ${importable}`);
  }
  const contents = new FolderContents(dirname(path)).file(name);
  if (contents?.isGenerated === true) {
    const source = contents.source === undefined ? "" : ` from ${contents.source}`;
    throw new UsageError(`${shown} was generated${source}: there is nothing to import.`);
  }
  return { kind: "workflow", path, name, text };
}
