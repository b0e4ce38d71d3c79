/** The Node of a new app's jobs, with the package manager that installs recompose and what the Node part needs. */
import { join, relative, sep } from "node:path";
import { repositoryTop } from "../../host/files/repository-top.ts";
import { FolderFiles } from "../../project/folder-files.ts";
import type { ProjectPart } from "../../project/project-facts.ts";
import { call, callWith, object, type Plan, type PlanObject } from "../../typescript/plan.ts";
import type { AppPlace } from "./app-place.ts";
import { usualNode } from "./oldest-node.ts";

/** For recompose, which `run` installs, and for the first part that is Node's. */
export function nodeSetup(place: AppPlace, parts: readonly ProjectPart[]): readonly Plan[] {
  const { own, project, manager } = place;
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
  const tool = part?.tool ?? manager.name;
  const isKept = !new FolderFiles(manager.top).isIgnored(manager.lockfile);
  const lockfiles = [
    ...(tool === manager.name && isKept ? [inRepository(manager.top, manager.lockfile)] : []),
    ...(part?.lockfile === undefined ? [] : [inRepository(partFolder, part.lockfile)]),
  ];
  const installer = own === undefined ? manager.setup : part && installerOf(part);
  return [
    // The action asks the package manager where its cache is, so that has to be there first.
    ...(installer === undefined ? [] : [call("shell", installer)]),
    callWith("setupNode", [node], cacheOptions(tool, [...new Set(lockfiles)])),
  ];
}

/** Without a lockfile the action fails, since nothing names the cache. */
function cacheOptions(manager: string, lockfiles: readonly string[]): PlanObject {
  const [first, ...others] = lockfiles;
  if (first === undefined || !["npm", "pnpm", "yarn"].includes(manager)) return object({});
  const isAtTop = others.length === 0 && !first.includes("/");
  const path = others.length === 0 ? first : lockfiles;
  return object({ cache: manager, cacheDependencyPath: isAtTop ? undefined : path });
}

function installerOf({ tool, toolVersion }: ProjectPart): string | undefined {
  if (tool === "npm") return undefined;
  return `npm install --global ${tool}${toolVersion === undefined ? "" : `@${toolVersion}`}`;
}
