/** The Node of a new app's jobs, with the package managers that install recompose and what parts of Node need. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { repositoryTop } from "../../../host/files/repository-top.ts";
import { FolderFiles } from "../../../project/folder-files.ts";
import { writesLockfile } from "../../../project/lockfile-use.ts";
import { type DetectedManager, detectManager } from "../../../project/package-manager.ts";
import type { ProjectPart } from "../../../project/project-facts.ts";
import { readMapping } from "../../../project/workspace.ts";
import { call, callWith, object, type Plan, type PlanObject } from "../../../typescript/plan.ts";
import type { AppPlace } from "../app-place.ts";
import { oldestNode, usualNode } from "../oldest-node.ts";

/** A package manager that jobs use, with the part that says the version of Node. */
interface NodeUse {
  readonly manager: DetectedManager;
  readonly part: ProjectPart | undefined;
}

/** What every job needs, because `run` installs recompose. Parts with the same manager have their packages kept with it. */
export function nodeSetup(place: AppPlace, parts: readonly ProjectPart[]): readonly Plan[] {
  const managers = parts
    .filter(({ stack, lockfile }) => stack === "node" && lockfile !== undefined)
    .map((part) => managerOf(place, part))
    .filter(({ name }) => name === place.manager.name);
  return useSetup(place, mainUse(place, parts), [place.manager, ...managers]);
}

/** What the jobs of another part need besides. */
export function nodePartSetup(
  place: AppPlace,
  parts: readonly ProjectPart[],
  part: ProjectPart,
): readonly Plan[] {
  const main = mainUse(place, parts);
  const manager = managerOf(place, part);
  const isSame =
    manager.name === main.manager.name &&
    JSON.stringify(part.version) === JSON.stringify(main.part?.version);
  return part === main.part || isSame ? [] : useSetup(place, { manager, part }, [manager]);
}

function mainUse(place: AppPlace, parts: readonly ProjectPart[]): NodeUse {
  const { manager, own } = place;
  const part = parts.find((each) => {
    if (each.stack !== "node") return false;
    const { name, top } = managerOf(place, each);
    // In a folder of its own recompose is installed by npm, whatever the project has.
    return own === undefined ? top === manager.top : name === manager.name;
  });
  return { manager, part };
}

function managerOf({ project }: AppPlace, { folder }: ProjectPart): DetectedManager {
  return detectManager(join(project, folder));
}

/** @param managers those whose packages are kept between runs */
function useSetup(
  { project }: AppPlace,
  { manager, part }: NodeUse,
  managers: readonly DetectedManager[],
): readonly Plan[] {
  const top = repositoryTop(project);
  const inRepository = (...path: readonly string[]): string =>
    relative(top, join(...path))
      .split(sep)
      .join("/");
  const { version = { text: usualNode } } =
    (part && tooOldNode(project, part)) === undefined ? (part ?? {}) : {};
  const node: Plan =
    "text" in version
      ? version.text
      : object({ versionFile: inRepository(project, part?.folder ?? "", version.file) });
  const lockfiles = managers
    .filter(({ name, top: folder, lockfile }) => {
      const files = new FolderFiles(folder);
      return !files.isIgnored(lockfile) && (files.has(lockfile) || writesLockfile(name, folder));
    })
    .map((each) => inRepository(each.top, each.lockfile));
  const paths = [...new Set(lockfiles)];
  return [
    // The action asks the package manager where its cache is, so that has to be there first.
    ...managerSetup(manager, (file) => inRepository(manager.top, file)),
    callWith("setupNode", [node], cacheOptions(manager.name, paths)),
    ...(manager.name === "bun" ? paths.map(bunCache) : []),
  ];
}
/** The Node that a part asks for, where recompose does not run on it. */
export function tooOldNode(
  project: string,
  { stack, folder, version }: ProjectPart,
): string | undefined {
  if (stack !== "node" || version === undefined) return undefined;
  const text = "text" in version ? version.text : fileVersion(join(project, folder, version.file));
  const major = Number(/^v?(\d+)/.exec(text.trim())?.[1]);
  return major < oldestNode ? text.trim() : undefined;
}

/** Of a file that has nothing else; others are left to the action. */
function fileVersion(path: string): string {
  return /[.](?:nvmrc|node-version)$/.test(path) && existsSync(path)
    ? readFileSync(path, "utf8")
    : "";
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
