/**
 * Folders that carry artifacts between jobs. A workflow cannot know the path that a task chooses. So a job copies the
 * artifact into a folder that the upload step knows, and the download step of another job writes it to a folder that
 * `receivedArtifact` knows.
 */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makeFolders } from "../host/files/made-folder.ts";
import { receivedFolder, savedFolder } from "../inputs/artifact-folders.ts";
import { copyArtifact } from "./copy-artifact.ts";

/**
 * Copies a file or folder into the folder that the job's upload step reads.
 *
 * @param artifact Its path is absolute.
 * @returns the hidden files that were not copied.
 */
export function stageArtifact(
  runnerTemp: string,
  artifact: { readonly name: string; readonly path: string; readonly includeHiddenFiles: boolean },
): readonly string[] {
  const { name, path: source } = artifact;
  const target = join(runnerTemp, savedFolder(name));
  rmSync(target, { recursive: true, force: true });
  makeFolders(target);
  const hiddenFiles = copyArtifact(source, target, artifact);
  if (statSync(source).isDirectory() && looksLikeFile(target)) {
    const free = markerNames.find((candidate) => !existsSync(join(target, candidate)));
    writeFileSync(join(target, free ?? ""), markerText);
  }
  return hiddenFiles;
}

/**
 * The path of the file or folder that the other task saved, for the path of a download step. An artifact is downloaded as
 * the contents of a folder, so a file is alone in it. Any other path is returned as it is.
 */
export function receivedArtifact(runnerTemp: string | undefined, path: string): string {
  const isDownload = runnerTemp !== undefined && dirname(path) === join(runnerTemp, receivedFolder);
  if (!isDownload || !existsSync(path) || removeMarker(path)) return path;
  // An artifact of a matrix has a folder for each combination, which may have a marker.
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (entry.isDirectory()) removeMarker(join(path, entry.name));
  }
  return looksLikeFile(path) ? join(path, readdirSync(path).join("")) : path;
}

/**
 * A marker is put beside the only file of a saved folder, which would otherwise arrive as that file. A file of the user
 * may have the first name, so a marker is recognized by its text. Its names are hidden ones, which the uploads of tasks
 * take along: a step that gets the folder by `download()` does not find it by `*`.
 */
const markerNames = [".recompose-folder", ".recompose-folder-2"];
const markerText = "This artifact was saved as a folder, not as the one file in it.\n";

function removeMarker(folder: string): boolean {
  const marker = markerNames
    .map((name) => join(folder, name))
    .find((file) => existsSync(file) && readFileSync(file, "utf8") === markerText);
  if (marker !== undefined) rmSync(marker);
  return marker !== undefined;
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
