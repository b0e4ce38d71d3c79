/** The Node of a new app's jobs, with the package manager that installs recompose and what the Node part needs. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { FolderFiles } from "../../project/folder-files.ts";
import { type DetectedManager, detectManager } from "../../project/package-manager.ts";
import type { ProjectPart } from "../../project/project-facts.ts";
import { readMapping } from "../../project/workspace.ts";
import { call, callWith, object, type Plan, type PlanObject } from "../../typescript/plan.ts";
import type { AppPlace } from "./app-place.ts";
import { usualNode } from "./oldest-node.ts";

/** For recompose, which `run` installs, and for the first part that is Node's. */
export function nodeSetup(place: AppPlace, parts: readonly ProjectPart[]): readonly Plan[] {
  const { own, project } = place;
  const part = parts.find(({ stack }) => stack === "node");
  const partFolder = join(project, part?.folder ?? "");
  const top = repositoryTop(project);
  const inRepository = (...path: readonly string[]): string =>
    relative(top, join(...path))
      .split(sep)
      .join("/");
  const { version = { text: usualNode } } = part ?? {};
  const node: Plan =
    "text" in version
      ? version.text
      : object({ versionFile: inRepository(partFolder, version.file) });
  const manager =
    own === undefined || part === undefined ? place.manager : detectManager(partFolder);
  // In a folder of its own recompose is installed by npm, whatever the project has.
  const managers = manager.name === place.manager.name ? [place.manager, manager] : [manager];
  const lockfiles = managers
    .filter((each) => !new FolderFiles(each.top).isIgnored(each.lockfile))
    .map((each) => inRepository(each.top, each.lockfile));
  const paths = [...new Set(lockfiles)];
  return [
    // The action asks the package manager where its cache is, so that has to be there first.
    ...managerSetup(manager, (file) => inRepository(manager.top, file)),
    callWith("setupNode", [node], cacheOptions(manager.name, paths)),
    ...(manager.name === "bun" ? paths.map(bunCache) : []),
  ];
}

/** Without a lockfile the action fails, since nothing names the cache. */
function cacheOptions(manager: string, lockfiles: readonly string[]): PlanObject {
  const [first, ...others] = lockfiles;
  // The action knows no Bun.
  if (first === undefined || manager === "bun") return object({});
  const isAtTop = others.length === 0 && !first.includes("/");
  const path = others.length === 0 ? first : lockfiles;
  return object({ cache: manager, cacheDependencyPath: isAtTop ? undefined : path });
}

function managerSetup(
  { name, top, version, mayPlugAndPlay, setup }: DetectedManager,
  at: (file: string) => string,
): readonly Plan[] {
  const { packageManager } = readMapping(join(top, "package.json"));
  const isNamed = typeof packageManager === "string";
  switch (name) {
    // Both are on GitHub's runners.
    case "npm":
      return [];
    case "yarn":
      if (!mayPlugAndPlay || hasOwnYarn(top)) return [];
      return isNamed || setup === undefined ? [call("setupYarn")] : [call("shell", setup)];
    case "pnpm": {
      const file = at("package.json");
      const options = isNamed
        ? { packageJsonFile: file === "package.json" ? undefined : file }
        : { version: version ?? "latest" };
      return [callWith("setupPnpm", [], object(options))];
    }
    case "bun":
      return [call("setupBun", ...(version === undefined ? [] : [version]))];
    default:
      return name satisfies never;
  }
}

/** The Yarn of the runners starts the one that a project has among its files: https://yarnpkg.com/configuration/yarnrc#yarnPath */
function hasOwnYarn(top: string): boolean {
  const file = join(top, ".yarnrc.yml");
  return existsSync(file) && /^yarnPath:/m.test(readFileSync(file, "utf8"));
}

function bunCache(lockfile: string): Plan {
  const key: Plan = { kind: "template", parts: ["bun-", call("hashFiles", lockfile)] };
  return call("cache", object({ path: "~/.bun/install/cache", key }));
}
