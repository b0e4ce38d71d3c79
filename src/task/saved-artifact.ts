/**
 * Where a saved artifact goes so that the workflow's next steps find it. The workflow cannot know the path that a task
 * chooses, so in a job the artifact is copied into a folder whose name the workflow does know; the upload step takes it
 * from there, and the download step of another job puts it where `receivedArtifact` looks.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { folderMarker, receivedFolder, savedFolder } from "../inputs/artifact-folders.ts";

/** Copies a file or folder into the folder that the job's upload step reads. */
export function stageArtifact(runnerTemp: string, name: string, path: string): void {
  const target = join(runnerTemp, savedFolder(name));
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  // upload-artifact follows symbolic links, so what it would read is what is copied.
  if (statSync(path).isDirectory()) {
    cpSync(path, target, { recursive: true, dereference: true });
    if (looksLikeFile(target)) {
      writeFileSync(join(target, folderMarker), `The artifact "${name}" is this folder.\n`);
    }
  } else {
    cpSync(path, join(target, basename(path)), { dereference: true });
  }
}

/**
 * The path that the producing task saved, for a path that came from a download step: an artifact is downloaded as the
 * contents of a folder, so a file stands alone in it. Any other path is returned as it is.
 */
export function receivedArtifact(runnerTemp: string | undefined, path: string): string {
  const isDownload = runnerTemp !== undefined && dirname(path) === join(runnerTemp, receivedFolder);
  if (!isDownload || !existsSync(path)) return path;
  const marker = join(path, folderMarker);
  if (existsSync(marker)) {
    rmSync(marker);
    return path;
  }
  // What is gathered from a matrix has a folder for each combination, each of which may be marked.
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) rmSync(join(path, entry.name, folderMarker), { force: true });
  }
  return looksLikeFile(path) ? join(path, readdirSync(path).join("")) : path;
}

/**
 * One file and nothing else is what a single file looks like after a download.
 * Folders without files do not count: upload-artifact leaves them out.
 */
function looksLikeFile(folder: string): boolean {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  const [only, ...others] = entries.filter((entry) => !entry.isDirectory());
  return only !== undefined && others.length === 0 && only.parentPath === folder;
}
