/**
 * The artifacts of one run, on this machine's disk. They are in the run's temporary folder, so that no job removes them
 * by cleaning its checkout. The run's own folder has a copy.
 */
import { createHash } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolders } from "../../host/files/made-folder.ts";
import { messageOf } from "../../problems/wording.ts";
import { copyFile, makeFolder, removeLinks } from "../run-folder/own-files.ts";
import { copyFiles, filesBelow, linkFile, putFile } from "./file-copies.ts";

export interface Artifact {
  readonly name: string;
  /** A number that no other artifact of the run has. */
  readonly id: number;
  /** False for one that is a file, and has its name. */
  readonly isArchive: boolean;
}

export interface NewArtifact {
  readonly name: string;
  readonly isArchive: boolean;
  /** The folder that all the files are in. */
  readonly root: string;
  /** Relative to it. */
  readonly files: readonly string[];
  /** Whether the files are there for just this, and never change. */
  readonly isSettled: boolean;
  /** Where people find the artifact. */
  readonly visibleFolder: string;
}

interface StoredArtifact extends Artifact {
  readonly folder: string;
  readonly visibleFolder: string;
}

export class ArtifactStore {
  readonly #temp: string;
  readonly #folder: string;
  /** The newest last. */
  readonly #artifacts = new Map<string, StoredArtifact>();
  readonly #ids = new Set<number>();
  #leftOutAction: string | undefined;
  /** Where artifacts are shown that were removed. */
  readonly #outdated = new Set<string>();

  /** `temp` is the temporary folder of the run, `folder` the one that stays. */
  constructor(temp: string, folder: string) {
    this.#temp = temp;
    this.#folder = folder;
  }

  /** An action that was left out in this run: it may have uploaded any artifact. */
  get leftOutAction(): string | undefined {
    return this.#leftOutAction;
  }

  mayLackOf(action: string): void {
    this.#leftOutAction ??= action;
  }

  /** The newest first, as GitHub lists them. */
  get all(): readonly Artifact[] {
    return [...this.#artifacts.values()].reverse();
  }

  find(name: string): Artifact | undefined {
    return this.#artifacts.get(name);
  }

  hasVisibleFolder(folder: string): boolean {
    return [...this.#artifacts.values()].some(({ visibleFolder }) => visibleFolder === folder);
  }

  /** @throws Error for a name that is taken: it can be used once in a run. */
  add(artifact: NewArtifact): Artifact {
    const { name } = artifact;
    if (this.#artifacts.has(name)) {
      throw new Error(`an artifact named ${JSON.stringify(name)} was already uploaded in this run`);
    }
    return this.#store(artifact);
  }

  /** What is shown of it stays until another is shown there: the record of its job names it. */
  remove(name: string): void {
    const artifact = this.#artifacts.get(name);
    if (artifact === undefined) return;
    this.#artifacts.delete(name);
    this.#outdated.add(artifact.visibleFolder);
    rmSync(artifact.folder, { recursive: true, force: true });
  }

  /** Adds an artifact of an earlier run from `folder`. It replaces one of the same name. */
  keep(name: string, folder: string, visibleFolder: string): void {
    this.remove(name);
    const files = filesBelow(folder);
    // The earlier run does not say. It makes a difference to a zip alone.
    const isArchive = !(files.length === 1 && files[0] === name);
    this.#store({ name, isArchive, root: folder, files, isSettled: false, visibleFolder });
  }

  /** Restores the visible folders that a job has removed. Returns the error where that is impossible. */
  restore(): string | undefined {
    try {
      for (const { folder, visibleFolder } of this.#artifacts.values()) {
        removeLinks(this.#folder, visibleFolder);
        if (!existsSync(visibleFolder)) this.#show(filesBelow(folder), folder, visibleFolder);
      }
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Copies an artifact: the consumer never gets the producer's own files. Files in the target are overwritten. */
  copyTo(target: string, { name }: Artifact): void {
    const artifact = this.#artifacts.get(name);
    if (artifact === undefined) return;
    // A job may have removed one of the two.
    const source = existsSync(artifact.folder) ? artifact.folder : artifact.visibleFolder;
    makeFolders(target);
    copyFiles(filesBelow(source), source, target);
  }

  #store({ name, isArchive, root, files, isSettled, visibleFolder }: NewArtifact): Artifact {
    const id = this.#newId(name);
    const folder = join(this.#temp, "artifacts", String(this.#ids.size));
    makeFolder(this.#temp, folder);
    const isInTemp = root.startsWith(`${this.#temp}/`);
    copyFiles(files, root, folder, isSettled && isInTemp ? linkFile : putFile);
    if (this.#outdated.delete(visibleFolder)) {
      removeLinks(this.#folder, visibleFolder);
      rmSync(visibleFolder, { recursive: true, force: true });
    }
    this.#show(files, root, visibleFolder);
    const artifact = { name, id, isArchive, folder, visibleFolder };
    this.#artifacts.set(name, artifact);
    return artifact;
  }

  /** Made of the name, so that `--resume` finds an artifact by the id that a job of the earlier run put out. */
  #newId(name: string): number {
    const hash = createHash("sha256").update(name).digest();
    let id = hash.readUInt32BE() + 1;
    while (this.#ids.has(id)) id += 1;
    this.#ids.add(id);
    return id;
  }

  #show(files: readonly string[], source: string, visibleFolder: string): void {
    copyFiles(files, source, visibleFolder, (from, to) => copyFile(this.#folder, from, to));
  }
}
