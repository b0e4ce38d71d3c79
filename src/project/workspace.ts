/** Workspaces: folders whose dependencies are installed together, at a root above them. */
import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parse } from "yaml";
import { isMapping } from "../problems/options.ts";
import { foldersUpwards } from "../host/files/repository-top.ts";

/** The root of the package manager's workspace that the folder is a member of; undefined if there is none. */
export function workspaceRoot(folder: string, manager: string): string | undefined {
  return foldersUpwards(folder)
    .slice(1)
    .find((root) => memberTest(root, manager)(relative(root, folder).split(sep).join("/")));
}

/** Whether a folder is a member of the workspace at `root`, by its path from there, with `/`. */
export function memberTest(root: string, manager: string): (path: string) => boolean {
  const patterns = memberPatterns(root, manager).map((pattern) => ({
    isExcluded: pattern.startsWith("!"),
    expression: globExpression(pattern.replace(/^!/, "")),
  }));
  return (path) => {
    // The last pattern that matches decides. One with "!" excludes.
    const matching = patterns.findLast(({ expression }) => expression.test(path));
    return matching?.isExcluded === false;
  };
}

/** Whether a folder is the root of a workspace that has members. */
export function isWorkspaceRoot(folder: string, manager: string): boolean {
  return memberPatterns(folder, manager).length > 0;
}

/** pnpm reads only a file of its own: https://docs.npmjs.com/cli/using-npm/workspaces and https://pnpm.io/pnpm-workspace_yaml */
function memberPatterns(root: string, manager: string): readonly string[] {
  const { workspaces } = readMapping(join(root, "package.json"));
  const { packages } = readMapping(join(root, "pnpm-workspace.yaml"));
  const patterns = isMapping(workspaces) ? workspaces["packages"] : workspaces;
  const list = manager === "pnpm" ? packages : patterns;
  return Array.isArray(list) ? list.filter((pattern) => typeof pattern === "string") : [];
}

/** Reads YAML, and so JSON. Empty if the file cannot be read: the package manager will say so. */
export function readMapping(file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = parse(readFileSync(file, "utf8").replace(/^\uFEFF/, ""));
    return isMapping(content) ? content : {};
  } catch {
    return {};
  }
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

/** A pattern of paths, as the workspaces of package managers have them: `packages/*`. */
export function globExpression(pattern: string): RegExp {
  const plain = pattern.replace(/^\.?\//, "").replace(/\/$/, "");
  const source = plain.replaceAll(
    /\*\*\/|\*\*|[*?{},.+^$()|[\]\\]/g,
    (character) => wildcards[character] ?? `\\${character}`,
  );
  return new RegExp(`^${source}$`);
}
