/** What a .gitignore says about folders: https://git-scm.com/docs/gitignore */
import { repositoryTop } from "../../host/files/repository-top.ts";

/**
 * The folders whose .gitignore should name the run folder. It ignores itself in git, but Prettier and others read only the
 * .gitignore of the folder where they start: the app's, the one in which packages are installed, or the repository's.
 */
export function ignoringFolders(appFolder: string, packagesFolder: string): readonly string[] {
  return [...new Set([appFolder, packagesFolder, repositoryTop(appFolder)])];
}

/** Whether a .gitignore has a line for the folder of this name beside it. */
export function ignores(text: string, name: string): boolean {
  return hasLine(text, name, "(?:\\*\\*/|/)?");
}

/** Whether a .gitignore has a line for every folder of this name, at any depth. */
export function ignoresAnywhere(text: string, name: string): boolean {
  return hasLine(text, name, "(?:\\*\\*/)?");
}

function hasLine(text: string, name: string, before: string): boolean {
  const plain = name.replace(/\/$/, "").replaceAll(".", "\\.");
  return new RegExp(`^${before}${plain}(?:/\\*{0,2})?\\s*$`, "m").test(text);
}
