/** What a .gitignore says about folders: https://git-scm.com/docs/gitignore */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { runGit } from "../../host/git.ts";
import { repositoryTop } from "../../host/files/repository-top.ts";
import type { AppPlace } from "./app-place.ts";
import type { PlannedFile } from "./planned-file.ts";

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

/** Each .gitignore with the lines that it lacks. A folder that is for the app alone has one of its own, and no other changes. */
export function ignoreFiles({ folder, own, manager }: AppPlace): readonly PlannedFile[] {
  const places = own === undefined ? ignoringFolders(folder, manager.top) : [folder];
  const coversPackages = (place: string): boolean =>
    ignoresAnywhere(textOf(join(place, ".gitignore")), "node_modules");
  const isCovered = places.slice(1).some(coversPackages);
  return places.map((place) => {
    const hasPackages = place === folder || place === manager.top;
    const entries = hasPackages && !isCovered ? ["node_modules", runFolder] : [runFolder];
    return withEntries(join(place, ".gitignore"), entries);
  });
}

const runFolder = ".recompose/";

function withEntries(path: string, entries: readonly string[]): PlannedFile {
  const text = textOf(path);
  const missing = entries.filter((entry) => !ignores(text, entry));
  if (missing.length === 0) {
    return { path, note: `stays as it is: it has ${entries.join(" and ")}` };
  }
  const start = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  const content = `${start}${missing.join("\n")}\n`;
  return { path, content, note: `${text === "" ? "with" : "gets"} ${missing.join(" and ")}` };
}

/** A sentence for each written file that git ignores: it would not be committed, and GitHub would not have it. */
export async function hiddenFiles(
  files: readonly PlannedFile[],
  cwd: string,
): Promise<readonly string[]> {
  const written = files.filter(({ content }) => content !== undefined).map(({ path }) => path);
  if (written.length === 0) return [];
  const { stdout } = await runGit(cwd, ["check-ignore", "--", ...written]);
  return stdout
    .split("\n")
    .filter((path) => path !== "")
    .map(
      (path) =>
        `${relative(cwd, path)} is ignored by git, so it would not be committed: take it out of .gitignore, or type git add --force.`,
    );
}

function textOf(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}
