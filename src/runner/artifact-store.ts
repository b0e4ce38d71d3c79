/** The artifacts of one run: what `upload-artifact` and `download-artifact` do, on this machine's disk. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, chmodSync } from "node:fs";
import { dirname, join } from "node:path";

export class ArtifactStore {
  readonly #folders = new Map<string, string>();

  /**
   * Copies what the upload step names into `target`: the contents of a folder.
   * As on GitHub, a name can be taken once a run, and nothing to upload is an error.
   */
  upload(name: string, source: string, target: string): void {
    if (this.#folders.has(name)) {
      throw new Error(`an artifact named ${JSON.stringify(name)} was already uploaded in this run`);
    }
    const files = existsSync(source) ? filesBelow(source) : [];
    if (files.length === 0)
      throw new Error(`no files were found for the artifact ${JSON.stringify(name)}`);
    copyFiles(files, source, target);
    this.#folders.set(name, target);
  }

  /** Copies an artifact's contents into a folder; the consumer never sees the producer's own files. */
  download(name: string, target: string): void {
    const source = this.#folders.get(name);
    if (source === undefined) throw new Error(`there is no artifact named ${JSON.stringify(name)}`);
    copyFiles(filesBelow(source), source, target);
  }
}

/** Paths relative to `folder`. Symbolic links are followed and empty folders are left out, as upload-artifact does. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();
}

function copyFiles(files: readonly string[], source: string, target: string): void {
  for (const file of files) {
    const copy = join(target, file);
    mkdirSync(dirname(copy), { recursive: true });
    copyFileSync(join(source, file), copy);
    // A zip of GitHub's keeps no permissions: an executable file arrives as an ordinary one there, so also here.
    chmodSync(copy, 0o644);
  }
}
