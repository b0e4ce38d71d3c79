/** How each package manager installs by its lockfile, and which one a folder uses. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMapping } from "../problems/options.ts";
import { foldersUpwards } from "../host/files/repository-top.ts";
import { isWorkspaceRoot, readMapping, workspaceRoot } from "./workspace.ts";

export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** It writes the first one if there is none. */
  readonly lockfiles: readonly [string, ...string[]];
  /** Other files that only this manager has. */
  readonly settings?: readonly string[];
  /** A file that an install writes last, relative to the folder in which it installs. */
  readonly installCheck: string;
  /** Installs exactly what the lockfile says. */
  readonly frozenInstall: string;
  /** What a person types to install, and to bring the lockfile up to date. */
  readonly install: string;
  /** What a person types to add a development dependency, before its name. */
  readonly add: string;
  /** The flag that `add` needs in the root of a workspace. */
  readonly addToRoot?: string;
  /** Runs a script of package.json, as arguments of run(). */
  readonly runScript: readonly string[];
}

const npm: PackageManager = {
  name: "npm",
  lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
  installCheck: "node_modules/.package-lock.json",
  frozenInstall: "npm ci --no-audit --no-fund",
  install: "npm install",
  add: "npm install --save-dev",
  runScript: ["npm", "run"],
};

/** If a folder has files of several, the first one wins. */
const managers: readonly PackageManager[] = [
  {
    name: "pnpm",
    lockfiles: ["pnpm-lock.yaml"],
    settings: ["pnpm-workspace.yaml"],
    installCheck: "node_modules/.modules.yaml",
    frozenInstall: "pnpm install --frozen-lockfile",
    install: "pnpm install",
    add: "pnpm add --save-dev",
    addToRoot: "-w", // https://pnpm.io/cli/add#--workspace-root--w
    runScript: ["pnpm", "run"],
  },
  {
    name: "yarn",
    lockfiles: ["yarn.lock"],
    settings: [".yarnrc.yml"],
    installCheck: "node_modules/.yarn-integrity",
    frozenInstall: "yarn install --frozen-lockfile",
    install: "yarn install",
    add: "yarn add --dev",
    addToRoot: "-W", // https://classic.yarnpkg.com/en/docs/cli/add#toc-yarn-add-ignore-workspace-root-check-w
    runScript: ["yarn", "run"],
  },
  {
    name: "bun",
    lockfiles: ["bun.lock", "bun.lockb"],
    installCheck: "node_modules/.recompose-installed",
    frozenInstall: "bun install --frozen-lockfile",
    install: "bun install",
    add: "bun add --dev",
    runScript: ["bun", "run"],
  },
  npm,
];

export interface DetectedManager extends PackageManager {
  /** The folder it installs in: the root of the workspace, or the folder itself. */
  readonly top: string;
  /** The lockfile that `top` has, or would get. */
  readonly lockfile: string;
  /** Its version that package.json names: exact, or a range that needs no quotes in a shell. */
  readonly version: string | undefined;
  /** What npx takes to run it, if it is not on the PATH. */
  readonly npxPackage: string;
  /** Makes it available in a job; undefined for npm, which comes with Node. */
  readonly setup: string | undefined;
  /** Whether packages may be in archives instead of `node_modules`: https://yarnpkg.com/features/pnp */
  readonly mayPlugAndPlay: boolean;
}

/** npm, for a package that has nothing to do with those around it. */
export function npmIn(folder: string): DetectedManager {
  const lockfile = npm.lockfiles.find((file) => existsSync(join(folder, file))) ?? npm.lockfiles[0];
  return {
    ...npm,
    top: folder,
    version: undefined,
    lockfile,
    npxPackage: "npm",
    setup: undefined,
    mayPlugAndPlay: false,
  };
}

/** By the nearest package.json, lockfile or setting that tells, in the folder or above it; npm if none does. */
export function detectManager(folder: string): DetectedManager {
  const choices = foldersUpwards(folder).map(managerIn);
  const { manager, version } = choices.find((choice) => choice !== undefined) ?? { manager: npm };
  const { name, add, addToRoot } = manager;
  const lockfileIn = (place: string): string | undefined =>
    manager.lockfiles.find((file) => existsSync(join(place, file)));
  const top = lockfileIn(folder) === undefined ? (workspaceRoot(folder, name) ?? folder) : folder;
  const isModern = name === "yarn" && isModernYarn(top, version);
  const npmName = isModern ? modernYarn : name;
  const packageSpec = version === undefined ? npmName : `${npmName}@${version}`;
  const shared = {
    ...manager,
    top,
    version,
    lockfile: lockfileIn(top) ?? manager.lockfiles[0],
    // npm comes with every Node. Corepack does not from 25 on: https://nodejs.org/docs/latest-v24.x/api/corepack.html
    setup: name === "npm" ? undefined : `npm install --global ${packageSpec}`,
    mayPlugAndPlay: isModern,
  };
  if (isModern) {
    // Yarn from version 2 on keeps its state elsewhere, and has another option for a frozen install.
    return {
      ...shared,
      installCheck: ".yarn/install-state.gz",
      frozenInstall: "yarn install --immutable",
      npxPackage: `--package=${packageSpec} yarn`,
    };
  }
  const toRoot = addToRoot !== undefined && isWorkspaceRoot(folder, name) ? ` ${addToRoot}` : "";
  return { ...shared, add: `${add}${toRoot}`, npxPackage: packageSpec };
}

/** All lockfiles in a folder, of whichever package manager. */
export function lockfilesIn(folder: string): readonly string[] {
  return managers
    .flatMap(({ lockfiles }) => lockfiles)
    .filter((file) => existsSync(join(folder, file)));
}

/** The npm package of Yarn from version 2 on. The package `yarn` stays at version 1. */
const modernYarn = "@yarnpkg/cli-dist";

interface ManagerChoice {
  readonly manager: PackageManager;
  /** An exact version, or a range that needs no quotes in a shell. */
  readonly version?: string | undefined;
}

/** The package manager that one folder tells. Other programs obey its name in package.json, so that comes first. */
function managerIn(folder: string): ManagerChoice | undefined {
  for (const { name, version } of declaredManagers(readMapping(join(folder, "package.json")))) {
    const manager = managers.find((each) => each.name === name);
    if (manager === undefined) continue;
    const [plain] = /^[\^~]?\d[\w.-]*/.exec(String(version)) ?? [];
    return { manager, version: plain };
  }
  const manager = managers.find(({ lockfiles, settings = [] }) =>
    [...lockfiles, ...settings].some((file) => existsSync(join(folder, file))),
  );
  return manager && { manager };
}

/** `packageManager` has a name and a version, `devEngines` one such pair or a list: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#devengines */
function declaredManagers({
  packageManager,
  devEngines,
}: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>[] {
  const [name, version] = String(packageManager).split("@");
  const engines = isMapping(devEngines) ? [devEngines["packageManager"]].flat() : [];
  return [{ name, version }, ...engines.filter(isMapping)];
}

function isModernYarn(top: string, version: string | undefined): boolean {
  if (version !== undefined) return !/^\D?1(?:\.|$)/.test(version);
  if (existsSync(join(top, ".yarnrc.yml"))) return true;
  try {
    return /^__metadata:/m.test(readFileSync(join(top, "yarn.lock"), "utf8"));
  } catch {
    return false;
  }
}
