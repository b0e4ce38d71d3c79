/** What a .gitignore says of a folder beside it: https://git-scm.com/docs/gitignore */
import { repositoryTop } from "./workspace.ts";

/**
 * The folders whose .gitignore should name the run folder, which ignores itself in git: Prettier and others read only
 * that of the folder they start in. It may be the app's, the one in which packages are installed, or the repository's.
 */
export function ignoringFolders(appFolder: string, installedIn: string): readonly string[] {
  return [...new Set([appFolder, installedIn, repositoryTop(appFolder)])];
}

/** Whether its text has a line for the folder beside it. */
export function ignores(text: string, name: string): boolean {
  return hasLine(text, name, "(?:\\*\\*/|/)?");
}

/** Whether its text has a line for every folder of this name, however deep. */
export function ignoresAnywhere(text: string, name: string): boolean {
  return hasLine(text, name, "(?:\\*\\*/)?");
}

function hasLine(text: string, name: string, before: string): boolean {
  const plain = name.replace(/\/$/, "").replaceAll(".", "\\.");
  return new RegExp(`^${before}${plain}(?:/\\*{0,2})?\\s*$`, "m").test(text);
}
