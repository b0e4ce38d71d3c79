/** `actions/upload-artifact`: https://github.com/actions/upload-artifact/blob/main/src/upload/upload-artifact.ts */
import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { Unknown } from "../../expression/values/unknown.ts";
import { counted, quotedList } from "../../problems/wording.ts";
import type { ActionInputs } from "./action-inputs.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import type { Artifact, ArtifactStore } from "./artifact-store.ts";
import { checkArtifactName, checkFilePaths } from "./forbidden-characters.ts";
import { caseCollisions, type FilesToUpload, filesToUpload } from "./upload-files.ts";

/** https://github.com/actions/upload-artifact/blob/main/action.yml */
export const uploadDefaults: Readonly<Record<string, string>> = {
  name: "artifact",
  "if-no-files-found": "warn",
  "compression-level": "6",
  overwrite: "false",
  "include-hidden-files": "false",
  archive: "true",
};

export interface UploadOptions {
  readonly store: ArtifactStore;
  /** The checkout. */
  readonly folder: string;
  /** Set for the step that uploads what a task has saved, to a folder that has the artifact's name. */
  readonly isSavedByTask: boolean;
  /** The folder where the run shows an artifact, relative to the run's folder. */
  readonly shownAt: (artifact: string) => string;
  readonly absolute: (shownAt: string) => string;
}

/** @throws Error where the step fails. */
export function uploadArtifact(inputs: ActionInputs, options: UploadOptions): ArtifactResult {
  const settings = readSettings(inputs);
  const { path, isArchive } = settings;
  const lines = options.isSavedByTask ? [literalPattern(path)] : path.split("\n");
  const found = filesToUpload(lines, options.folder, settings.includeHiddenFiles);
  if (found.files.length === 0) return nothingFound(settings, options);
  if (!isArchive && found.files.length > 1) {
    throw new Error(
      `archive is false, so the artifact is a single file, and ${counted(found.files.length, "file")} were found at ${patternList(path)}`,
    );
  }
  const { store } = options;
  // By the input, also where the artifact is called like its file.
  if (settings.overwrite) store.remove(settings.name);
  const { root, files } = isArchive ? found : alone(found);
  const name = isArchive ? settings.name : (files[0] ?? "");
  checkArtifactName(name);
  if (isArchive) checkFilePaths(name, files);
  const artifact = recordName(options.isSavedByTask ? basename(path) : name, options);
  const shownAt = options.shownAt(artifact);
  const kept = store.add({
    name,
    isArchive,
    root,
    files,
    isSettled: options.isSavedByTask,
    visibleFolder: options.absolute(shownAt),
  });
  return {
    upload: { artifact, name, shownAt },
    outputs: outputsOf(kept, join(root, files[0] ?? "")),
    warnings: [],
    notes: caseCollisions(files).map(
      (file) => `another file of the artifact has the path ${JSON.stringify(file)} in other case`,
    ),
  };
}

interface UploadSettings {
  readonly name: string;
  readonly path: string;
  readonly ifNoFilesFound: "warn" | "error" | "ignore";
  readonly overwrite: boolean;
  readonly includeHiddenFiles: boolean;
  readonly isArchive: boolean;
}

/**
 * All of them are checked, those too that mean nothing here. GitHub's action uploads in spite of some mistakes, and
 * fails then.
 */
function readSettings(inputs: ActionInputs): UploadSettings {
  const path = inputs.text("path");
  if (path === "") throw new Error("actions/upload-artifact needs the input path");
  const settings = {
    name: inputs.text("name"),
    path,
    overwrite: inputs.boolean("overwrite"),
    includeHiddenFiles: inputs.boolean("include-hidden-files"),
    isArchive: inputs.boolean("archive"),
    ifNoFilesFound: inputs.oneOf("if-no-files-found", ["warn", "error", "ignore"]),
  };
  inputs.number("retention-days");
  inputs.number("compression-level", { from: 0, to: 9 });
  return settings;
}

function nothingFound(
  { name, path, ifNoFilesFound }: UploadSettings,
  { isSavedByTask }: UploadOptions,
): ArtifactResult {
  const where = isSavedByTask ? "" : ` at ${patternList(path)}`;
  const message = `no files were found for the artifact ${JSON.stringify(name)}${where}`;
  if (ifNoFilesFound === "error") throw new Error(message);
  const text = `${message}: it is not uploaded`;
  return {
    outputs: {},
    warnings: ifNoFilesFound === "warn" ? [text] : [],
    notes: ifNoFilesFound === "warn" ? [] : [text],
  };
}

/** The temporary folder of this machine may have any name. */
function literalPattern(path: string): string {
  return resolve(path).replaceAll(/[\\*?[\]]/g, "\\$&");
}

function patternList(path: string): string {
  return quotedList(path.split("\n").map((line) => line.trim()));
}

/** A file without the folders above it. */
function alone({ root, files: [file = ""] }: FilesToUpload): FilesToUpload {
  const path = join(root, file);
  return { root: dirname(path), files: [basename(path)] };
}

/** The job's record and the run's folder have one place for each name. */
function recordName(wanted: string, { store, shownAt, absolute }: UploadOptions): string {
  const isTaken = (name: string): boolean => store.hasVisibleFolder(absolute(shownAt(name)));
  let name = wanted;
  for (let number = 2; isTaken(name); number += 1) name = `${wanted}-${number}`;
  return name;
}

function outputsOf({ id, name, isArchive }: Artifact, file: string): ArtifactResult["outputs"] {
  const unknown = (what: string): Unknown =>
    new Unknown(`the ${what} of the artifact ${name} on GitHub`);
  return {
    "artifact-id": String(id),
    // That of a zip rests on the program that packs it.
    "artifact-digest": isArchive ? unknown("digest") : sha256(file),
    "artifact-url": unknown("address"),
  };
}

/** In pieces: Node reads no file of 2 GiB at once. */
function sha256(path: string): string {
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafe(1 << 20);
  const file = openSync(path, "r");
  try {
    for (let size = readSync(file, buffer); size > 0; size = readSync(file, buffer)) {
      hash.update(buffer.subarray(0, size));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}
