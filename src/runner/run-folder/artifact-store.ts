/**
 * The artifacts of one run: what `upload-artifact` and `download-artifact` do, on this machine's disk. They are in the
 * run's temporary folder, so that no job removes them by cleaning its checkout. The run's own folder has a copy.
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
  /** Where people find the artifact. */
  readonly visibleFolder: string;
}

export interface Download {
  readonly name?: string;
  /** With `*` and `?`. */
  readonly pattern?: string;
  readonly target: string;
}

type StoredArtifact = Readonly<Record<"folder" | "visibleFolder", string>>;

export class ArtifactStore {
  readonly #temp: string;
  readonly #folder: string;
  readonly #artifacts = new Map<string, StoredArtifact>();

  /** `temp` is the temporary folder of the run, `folder` the one that stays. */
  constructor(temp: string, folder: string) {
    this.#temp = temp;
    this.#folder = folder;
  }

  /** A name can be used once in a run. An upload without files is an error. */
  upload({ name, path, includeHiddenFiles, visibleFolder }: Upload): void {
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
    this.#store(name, root, files, visibleFolder);
  }

  /** Adds an artifact of an earlier run from `folder`. */
  keep(name: string, folder: string, visibleFolder: string): void {
    this.#store(name, folder, filesBelow(folder, true), visibleFolder);
  }

  /** Restores the visible folders that a job has removed. Returns the error where that is impossible. */
  restore(): string | undefined {
    try {
      for (const { folder, visibleFolder } of this.#artifacts.values()) {
        removeLinks(this.#folder, visibleFolder);
        if (!existsSync(visibleFolder)) this.#show(filesBelow(folder, true), folder, visibleFolder);
      }
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  #store(name: string, source: string, files: readonly string[], visibleFolder: string): void {
    const folder = join(this.#temp, "artifacts", String(this.#artifacts.size));
    makeFolder(this.#temp, folder);
    // A file that a task saved is a copy in the temporary folder, and never changes.
    const put = source.startsWith(`${this.#temp}/`) ? linkFile : putFile;
    copyFiles(files, source, folder, put);
    this.#show(files, source, visibleFolder);
    this.#artifacts.set(name, { folder, visibleFolder });
  }

  #show(files: readonly string[], source: string, visibleFolder: string): void {
    copyFiles(files, source, visibleFolder, (from, to) => copyFile(this.#folder, from, to));
  }

  /** Copies artifacts into a folder; the consumer never gets the producer's own files. */
  download({ name, pattern = "*", target }: Download): void {
    if (name !== undefined && name !== "") {
      const artifact = this.#artifacts.get(name);
      if (artifact === undefined) {
        throw new Error(
          `Artifact ${JSON.stringify(name)} not found; the artifacts of this run are ${quotedList([...this.#artifacts.keys()])}`,
        );
      }
      return copyArtifact(artifact, target);
    }
    const artifacts = [...this.#artifacts].filter(([other]) => matches(other, pattern));
    for (const [other, artifact] of artifacts) {
      // A single artifact goes into the folder itself, several into a folder each.
      copyArtifact(artifact, artifacts.length === 1 ? target : join(target, other));
    }
  }
}

function copyArtifact({ folder, visibleFolder }: StoredArtifact, target: string): void {
  // A job may have removed one of the two.
  const source = existsSync(folder) ? folder : visibleFolder;
  copyFiles(filesBelow(source, true), source, target);
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

/** As minimatch does, for names without slashes. */
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
    // GitHub's zip has no permissions: an executable file becomes an ordinary one.
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
    // Some file systems have no hard links.
    copyFileSync(from, to);
  }
}
