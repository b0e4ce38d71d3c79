/** How each package manager installs what its lockfile says, and which one a folder has. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { foldersUpwards, isWorkspaceRoot, readMapping, workspaceRoot } from "./workspace.ts";

export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** The first one is written where there is none yet. */
  readonly lockfiles: readonly [string, ...string[]];
  /** Files that only it has, beside a lockfile. */
  readonly settings?: readonly string[];
  /** A file that an install writes last, from the folder in which it installs. */
  readonly installCheck: string;
  /** Installs exactly what the lockfile says. */
  readonly frozenInstall: string;
  /** What a person types to install, and to bring the lockfile up to date. */
  readonly install: string;
  /** What a person types to add a development dependency, before its name. */
  readonly add: string;
  /** What `add` asks for besides in the root of a workspace, where it may not have been meant. */
  readonly addToRoot?: string;
  /** Runs a script of package.json, as arguments of run(). */
  readonly runScript: readonly string[];
}

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
];

const npm: PackageManager = {
  name: "npm",
  lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
  installCheck: "node_modules/.package-lock.json",
  frozenInstall: "npm ci --no-audit --no-fund",
  install: "npm install",
  add: "npm install --save-dev",
  runScript: ["npm", "run"],
};

export interface DetectedManager extends PackageManager {
  /** The folder it installs in: the root of the workspace, or the folder itself. */
  readonly top: string;
  /** The lockfile that `top` has, or would get. */
  readonly lockfile: string;
  /** What npx takes for it, where it is not on the PATH. */
  readonly npxPackage: string;
  /** Makes it available in a job; undefined for npm, which comes with Node. */
  readonly setup: string | undefined;
  /** Whether packages may be in archives instead of `node_modules`: https://yarnpkg.com/features/pnp */
  readonly mayPlugAndPlay: boolean;
}

/** By the nearest package.json, lockfile or setting that tells, in the folder or above it; npm where none does. */
export function detectManager(folder: string): DetectedManager {
  const signs = foldersUpwards(folder).map((place) => signIn(place));
  const { manager, version } = signs.find((sign) => sign !== undefined) ?? { manager: npm };
  const { name, add, addToRoot } = manager;
  const hasLockfile = (place: string): string | undefined =>
    manager.lockfiles.find((file) => existsSync(join(place, file)));
  const top = hasLockfile(folder) === undefined ? (workspaceRoot(folder, name) ?? folder) : folder;
  const lockfile = hasLockfile(top) ?? manager.lockfiles[0];
  const exactly = (packageName: string): string =>
    version === undefined ? packageName : `${packageName}@${version}`;
  if (name === "yarn" && isModernYarn(top, version)) {
    // Yarn from version 2 on keeps its state elsewhere, and has another word for a frozen install.
    return {
      ...manager,
      top,
      lockfile,
      installCheck: ".yarn/install-state.gz",
      frozenInstall: "yarn install --immutable",
      npxPackage: `--package=${exactly(modernYarn)} yarn`,
      setup: globalInstall(exactly(modernYarn)),
      mayPlugAndPlay: true,
    };
  }
  const toRoot = addToRoot !== undefined && isWorkspaceRoot(folder, name) ? ` ${addToRoot}` : "";
  return {
    ...manager,
    top,
    lockfile,
    add: `${add}${toRoot}`,
    npxPackage: exactly(name),
    setup: name === "npm" ? undefined : globalInstall(exactly(name)),
    mayPlugAndPlay: false,
  };
}

/** The package of npm's registry that has Yarn from version 2 on; that by the name of `yarn` stays at version 1. */
const modernYarn = "@yarnpkg/cli-dist";

/** By npm, which every Node has; Corepack comes with none from 25 on: https://nodejs.org/docs/latest-v24.x/api/corepack.html */
function globalInstall(packageSpec: string): string {
  return `npm install --global ${packageSpec}`;
}

interface Sign {
  readonly manager: PackageManager;
  /** An exact one, or a range that needs no quotes in a shell. */
  readonly version?: string | undefined;
}

/** What tells the package manager in one folder. Its name in package.json is what others obey, so it comes first. */
function signIn(folder: string): Sign | undefined {
  const all = [...managers, npm];
  for (const { name, version } of namedIn(readMapping(join(folder, "package.json")))) {
    const manager = all.find((each) => each.name === name);
    if (manager === undefined) continue;
    const [plain] = /^[\^~]?\d[\w.-]*/.exec(String(version)) ?? [];
    return { manager, version: plain };
  }
  const manager = all.find(({ lockfiles, settings = [] }) =>
    [...lockfiles, ...settings].some((file) => existsSync(join(folder, file))),
  );
  return manager && { manager };
}

interface NamedManager {
  readonly name?: unknown;
  readonly version?: unknown;
}

/** `packageManager` has a name and a version, `devEngines` one such pair or a list: https://docs.npmjs.com/cli/v11/configuring-npm/package-json#devengines */
function namedIn({
  packageManager,
  devEngines,
}: Readonly<Record<string, unknown>>): NamedManager[] {
  const [name, version] = String(packageManager).split("@");
  const manager = (devEngines as { readonly packageManager?: unknown } | null | undefined)
    ?.packageManager;
  const others = [manager].flat().filter((each) => typeof each === "object" && each !== null);
  return [{ name, version }, ...others];
}

function isModernYarn(top: string, version: string | undefined): boolean {
  if (version !== undefined) return !/^\D?1(?:\.|$)/.test(version);
  const lockfile = join(top, "yarn.lock");
  return (
    existsSync(join(top, ".yarnrc.yml")) ||
    (existsSync(lockfile) && /^__metadata:/m.test(readFileSync(lockfile, "utf8")))
  );
}
