/** How each package manager installs what its lockfile says. */
import { existsSync } from "node:fs";
import { join } from "node:path";

export interface PackageManager {
  readonly name: "npm" | "pnpm" | "yarn" | "bun";
  /** The first one is written where there is none yet. */
  readonly lockfiles: readonly [string, ...string[]];
  /** A file in `node_modules` that an install writes last. */
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
    installed: ".modules.yaml",
    frozenInstall: "pnpm install --frozen-lockfile",
    install: "pnpm install",
    add: "pnpm add --save-dev",
    runScript: ["pnpm", "run"],
    setup: "corepack enable",
  },
  {
    name: "yarn",
    lockfiles: ["yarn.lock"],
    installed: ".yarn-integrity",
    frozenInstall: "yarn install --frozen-lockfile",
    install: "yarn install",
    add: "yarn add --dev",
    runScript: ["yarn", "run"],
    setup: "corepack enable",
  },
  {
    name: "bun",
    lockfiles: ["bun.lock", "bun.lockb"],
    installed: ".recompose-installed",
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
  installed: ".package-lock.json",
  frozenInstall: "npm ci --no-audit --no-fund",
  install: "npm install",
  add: "npm install --save-dev",
  runScript: ["npm", "run"],
};

export interface DetectedManager extends PackageManager {
  /** The lockfile that the folder has, or would get. */
  readonly lockfile: string;
}

/** By the lockfile; npm where there is none. */
export function detectManager(folder: string): DetectedManager {
  for (const manager of [...managers, npm]) {
    const lockfile = manager.lockfiles.find((name) => existsSync(join(folder, name)));
    if (lockfile === undefined) continue;
    // Yarn from version 2 on keeps its state elsewhere, and has another word for a frozen install.
    if (manager.name === "yarn" && existsSync(join(folder, ".yarnrc.yml"))) {
      const frozenInstall = "yarn install --immutable";
      return { ...manager, lockfile, installed: ".yarn-state.yml", frozenInstall };
    }
    return { ...manager, lockfile };
  }
  return { ...npm, lockfile: npm.lockfiles[0] };
}
