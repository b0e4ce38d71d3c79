/** Workspaces: folders whose dependencies are installed together, at a root above them. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parse } from "yaml";

/** The folder itself and those above it, up to the root of the repository it is in. */
export function foldersUpwards(folder: string): readonly string[] {
  const parent = dirname(folder);
  if (parent === folder || existsSync(join(folder, ".git"))) return [folder];
  return [folder, ...foldersUpwards(parent)];
}

/** The root of the repository that a folder is in; the folder itself where it is in none. */
export function repositoryTop(folder: string): string {
  return foldersUpwards(folder).find((place) => existsSync(join(place, ".git"))) ?? folder;
}

/** The root of the workspace of a package manager's that a folder is a member of; undefined where it is of none. */
export function workspaceRoot(folder: string, manager: string): string | undefined {
  return foldersUpwards(folder)
    .slice(1)
    .find((root) => {
      const path = relative(root, folder).split(sep).join("/");
      // The last pattern that fits decides; one with "!" takes out.
      const matchingPattern = memberPatterns(root, manager).findLast((pattern) =>
        globExpression(pattern.replace(/^!/, "")).test(path),
      );
      return matchingPattern !== undefined && !matchingPattern.startsWith("!");
    });
}

/** Whether a folder is the root of a workspace that has members. */
export function isWorkspaceRoot(folder: string, manager: string): boolean {
  return memberPatterns(folder, manager).length > 0;
}

/** pnpm reads its own file only: https://docs.npmjs.com/cli/using-npm/workspaces and https://pnpm.io/pnpm-workspace_yaml */
function memberPatterns(root: string, manager: string): readonly string[] {
  const { workspaces } = readMapping(join(root, "package.json"));
  const { packages } = readMapping(join(root, "pnpm-workspace.yaml"));
  const patterns = isMapping(workspaces) ? workspaces["packages"] : workspaces;
  const list = manager === "pnpm" ? packages : patterns;
  return Array.isArray(list) ? list.filter((pattern) => typeof pattern === "string") : [];
}

/** JSON is YAML. What cannot be read is empty here: the package manager says so. */
export function readMapping(file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    return isMapping(content) ? content : {};
  } catch {
    return {};
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const wildcards: Readonly<Record<string, string>> = {
  "**/": "(?:[^/]+/)*",
  "**": ".*",
  "*": "[^/]*",
  "?": "[^/]",
  "{": "(?:",
  "}": ")",
  ",": "|",
};

function globExpression(pattern: string): RegExp {
  const plain = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  const source = plain.replaceAll(
    /\*\*\/|\*\*|[*?{},.+^$()|[\]\\]/g,
    (character) => wildcards[character] ?? `\\${character}`,
  );
  return new RegExp(`^${source}$`);
}
