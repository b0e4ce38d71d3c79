/** How each package manager installs what its lockfile says, and which one a folder has. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { foldersUpwards, readMapping, workspaceRoot } from "./workspace.ts";

export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** The first one is written where there is none yet. */
  readonly lockfiles: readonly [string, ...string[]];
  /** Files that only it has, beside a lockfile. */
  readonly settings?: readonly string[];
  /** A file that an install writes last, from the folder in which it installs. */
  readonly installed: string;
  /** Installs exactly what the lockfile says. */
  readonly frozenInstall: string;
  /** What a person types to install, and to bring the lockfile up to date. */
  readonly install: string;
  /** What a person types to add a development dependency, before its name. */
  readonly add: string;
  /** Runs a script of package.json, as arguments of run(). */
  readonly runScript: readonly string[];
  /** Makes it available in a job; undefined for what every runner of GitHub's has. */
  readonly setup?: string;
}

const managers: readonly PackageManager[] = [
  {
    name: "pnpm",
    lockfiles: ["pnpm-lock.yaml"],
    settings: ["pnpm-workspace.yaml"],
    installed: "node_modules/.modules.yaml",
    frozenInstall: "pnpm install --frozen-lockfile",
    install: "pnpm install",
    add: "pnpm add --save-dev",
    runScript: ["pnpm", "run"],
    setup: "corepack enable",
  },
  {
    name: "yarn",
    lockfiles: ["yarn.lock"],
    settings: [".yarnrc.yml"],
    installed: "node_modules/.yarn-integrity",
    frozenInstall: "yarn install --frozen-lockfile",
    install: "yarn install",
    add: "yarn add --dev",
    runScript: ["yarn", "run"],
    setup: "corepack enable",
  },
  {
    name: "bun",
    lockfiles: ["bun.lock", "bun.lockb"],
    installed: "node_modules/.recompose-installed",
    frozenInstall: "bun install --frozen-lockfile",
    install: "bun install",
    add: "bun add --dev",
    runScript: ["bun", "run"],
    setup: "npm install --global bun",
  },
];

const npm: PackageManager = {
  name: "npm",
  lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
  installed: "node_modules/.package-lock.json",
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
  /** Whether packages may be in archives instead of `node_modules`: https://yarnpkg.com/features/pnp */
  readonly mayPlugAndPlay: boolean;
}

/** By the nearest package.json, lockfile or setting that tells, in the folder or above it; npm where none does. */
export function detectManager(folder: string): DetectedManager {
  const signs = foldersUpwards(folder).map((place) => signIn(place));
  const { manager, version } = signs.find((sign) => sign !== undefined) ?? { manager: npm };
  const hasLockfile = (place: string): string | undefined =>
    manager.lockfiles.find((name) => existsSync(join(place, name)));
  const top = hasLockfile(folder) === undefined ? (workspaceRoot(folder) ?? folder) : folder;
  const detected = {
    ...manager,
    top,
    lockfile: hasLockfile(top) ?? manager.lockfiles[0],
    npxPackage: version === undefined ? manager.name : `${manager.name}@${version}`,
    mayPlugAndPlay: false,
  };
  if (manager.name !== "yarn" || !isModernYarn(top, version)) return detected;
  // Yarn from version 2 on keeps its state elsewhere, and has another word for a frozen install.
  return {
    ...detected,
    installed: ".yarn/install-state.gz",
    frozenInstall: "yarn install --immutable",
    npxPackage: `--package=@yarnpkg/cli-dist${version === undefined ? "" : `@${version}`} yarn`,
    mayPlugAndPlay: true,
  };
}

interface Sign {
  readonly manager: PackageManager;
  /** Exact. */
  readonly version?: string | undefined;
}

/** What tells the package manager in one folder. Its name in package.json is what Corepack obeys, so it comes first. */
function signIn(folder: string): Sign | undefined {
  const all = [...managers, npm];
  const { packageManager, devEngines } = readMapping(join(folder, "package.json"));
  const [, name, version] = /^(\w+)@(\d[\w.-]*)/.exec(String(packageManager)) ?? [];
  const wanted = (devEngines as { packageManager?: { name?: unknown } } | undefined)
    ?.packageManager;
  const named = all.find((manager) => manager.name === (name ?? wanted?.name));
  if (named !== undefined) return { manager: named, version };
  const manager = all.find(({ lockfiles, settings = [] }) =>
    [...lockfiles, ...settings].some((file) => existsSync(join(folder, file))),
  );
  return manager && { manager };
}

function isModernYarn(top: string, version: string | undefined): boolean {
  if (version !== undefined) return !version.startsWith("1.");
  const lockfile = join(top, "yarn.lock");
  return (
    existsSync(join(top, ".yarnrc.yml")) ||
    (existsSync(lockfile) && /^__metadata:/m.test(readFileSync(lockfile, "utf8")))
  );
}
