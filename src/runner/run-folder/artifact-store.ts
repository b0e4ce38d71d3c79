/**
 * The artifacts of one run: what `upload-artifact` and `download-artifact` do, on this machine's disk. They are kept in
 * the run's temporary folder, where no job reaches them by cleaning its checkout, and shown in the run's own folder.
 * https://github.com/actions/upload-artifact https://github.com/actions/download-artifact
 */
import { chmodSync, copyFileSync, existsSync, linkSync, readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { makeFolders } from "../../host/files/made-folder.ts";
import { messageOf, quotedList } from "../../problems/wording.ts";
import { copyFile, makeFolder, removeLinks } from "./own-files.ts";

export interface Upload {
  readonly name: string;
  /** A file, or a folder whose contents are meant. */
  readonly path: string;
  readonly includeHiddenFiles: boolean;
  /** Where people find it: a folder. */
  readonly shownAt: string;
}

export interface Download {
  readonly name?: string;
  /** With `*` and `?`. */
  readonly pattern?: string;
  readonly target: string;
}

interface KeptArtifact {
  readonly folder: string;
  readonly shownAt: string;
}

export class ArtifactStore {
  readonly #temp: string;
  readonly #folder: string;
  readonly #artifacts = new Map<string, KeptArtifact>();

  /** `temp` is the temporary folder of the run, `folder` the one that it leaves. */
  constructor(temp: string, folder: string) {
    this.#temp = temp;
    this.#folder = folder;
  }

  /** A name can be used once in a run. An upload without files is an error. */
  upload({ name, path, includeHiddenFiles, shownAt }: Upload): void {
    const [invalid] = /["<>:|*?\r\n\\/]/.exec(name) ?? [];
    if (invalid !== undefined || name === "") {
      throw new Error(
        `the artifact name ${JSON.stringify(name)} is not valid: it must not be empty or contain ${JSON.stringify(invalid ?? '"')}`,
      );
    }
    if (this.#artifacts.has(name)) {
      throw new Error(`an artifact named ${JSON.stringify(name)} was already uploaded in this run`);
    }
    const root = existsSync(path) && statSync(path).isFile() ? dirname(path) : path;
    const files = root === path ? filesBelow(path, includeHiddenFiles) : [basename(path)];
    if (files.length === 0) {
      throw new Error(`no files were found for the artifact ${JSON.stringify(name)}`);
    }
    checkPaths(name, files);
    this.#keep(name, root, files, shownAt);
  }

  /** For an artifact that an earlier run left in `folder`. */
  keep(name: string, folder: string, shownAt: string): void {
    this.#keep(name, folder, filesBelow(folder, true), shownAt);
  }

  /** Shows again what a job has removed. Returns why that is impossible, where it is. */
  restore(): string | undefined {
    try {
      for (const { folder, shownAt } of this.#artifacts.values()) {
        removeLinks(this.#folder, shownAt);
        if (!existsSync(shownAt)) this.#show(filesBelow(folder, true), folder, shownAt);
      }
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #keep(name: string, source: string, files: readonly string[], shownAt: string): void {
    const folder = join(this.#temp, "artifacts", String(this.#artifacts.size));
    makeFolder(this.#temp, folder);
    // What a task has saved was copied into the temporary folder for just this, and never changes.
    const put = source.startsWith(`${this.#temp}/`) ? linkFile : putFile;
    copyFiles(files, source, folder, put);
    this.#show(files, source, shownAt);
    this.#artifacts.set(name, { folder, shownAt });
  }

  #show(files: readonly string[], source: string, shownAt: string): void {
    copyFiles(files, source, shownAt, (from, to) => copyFile(this.#folder, from, to));
  }

  /** Copies artifacts into a folder; the consumer never sees the producer's own files. */
  download({ name, pattern, target }: Download): void {
    if (name !== undefined && name !== "") {
      const artifact = this.#artifacts.get(name);
      if (artifact === undefined) {
        throw new Error(
          `Artifact ${JSON.stringify(name)} not found; the artifacts of this run are ${quotedList([...this.#artifacts.keys()])}`,
        );
      }
      const source = sourceOf(artifact);
      copyFiles(filesBelow(source, true), source, target);
      return;
    }
    const matchingArtifacts = [...this.#artifacts].filter(([other]) =>
      matches(other, pattern ?? "*"),
    );
    for (const [other, artifact] of matchingArtifacts) {
      const source = sourceOf(artifact);
      // A single match is put into the folder itself, several into one each.
      copyFiles(
        filesBelow(source, true),
        source,
        matchingArtifacts.length === 1 ? target : join(target, other),
      );
    }
  }
}

/** The copy that still exists: a job may have removed either of the two. */
function sourceOf({ folder, shownAt }: KeptArtifact): string {
  return existsSync(folder) ? folder : shownAt;
}

/** https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts */
function checkPaths(name: string, files: readonly string[]): void {
  for (const file of files) {
    const [invalid] = /["<>:|*?\r\n]/.exec(file) ?? [];
    if (invalid === undefined) continue;
    throw new Error(
      `the artifact ${JSON.stringify(name)} cannot have the file ${JSON.stringify(file)}: upload-artifact refuses ${JSON.stringify(invalid)} in the names of files`,
    );
  }
}

/** As minimatch has it, for names without slashes. */
export function matches(name: string, pattern: string): boolean {
  const expression = pattern.replaceAll(/[.+^${}()|[\]\\]/g, "\\$&");
  const regExp = `^${expression.replaceAll("*", ".*").replaceAll("?", ".")}$`;
  return new RegExp(regExp, "s").test(name);
}

/** Paths relative to `folder`. Symbolic links are followed and empty folders are left out, as upload-artifact does. */
function filesBelow(folder: string, includeHiddenFiles: boolean, prefix = ""): readonly string[] {
  if (!existsSync(join(folder, prefix))) return [];
  return readdirSync(join(folder, prefix))
    .sort()
    .filter((entry) => includeHiddenFiles || !entry.startsWith("."))
    .flatMap((entry) => {
      const path = join(prefix, entry);
      const kind = statSync(join(folder, path), { throwIfNoEntry: false });
      if (kind?.isDirectory() === true) return filesBelow(folder, includeHiddenFiles, path);
      return kind?.isFile() === true ? [path] : [];
    });
}

function copyFiles(
  files: readonly string[],
  source: string,
  target: string,
  put: (from: string, to: string) => void = putFile,
): void {
  for (const file of files) {
    const copy = join(target, file);
    put(join(source, file), copy);
    // A zip of GitHub's keeps no permissions: an executable file arrives as an ordinary one there, so also here.
    chmodSync(copy, 0o644);
  }
}

function putFile(from: string, to: string): void {
  makeFolders(dirname(to));
  copyFileSync(from, to);
}

function linkFile(from: string, to: string): void {
  makeFolders(dirname(to));
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no second names for a file.
    copyFileSync(from, to);
  }
}
