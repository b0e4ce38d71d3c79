/** Whether a package manager writes a lockfile: each has a setting that turns it off. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { at } from "./folder-files.ts";
import type { PackageManager } from "./package-manager.ts";
import { readMapping } from "./workspace.ts";

/** @param folder Where it installs, with the settings of the project. */
export function writesLockfile(manager: PackageManager["name"], folder: string): boolean {
  const hasLine = (file: string, line: RegExp): boolean => line.test(textOf(join(folder, file)));
  switch (manager) {
    case "npm": // https://docs.npmjs.com/cli/using-npm/config#package-lock
      return !hasLine(".npmrc", /^\s*(?:package-lock|shrinkwrap)\s*=\s*"?false\b/m);
    case "pnpm": // https://pnpm.io/settings#lockfile
      return (
        readMapping(join(folder, "pnpm-workspace.yaml"))["lockfile"] !== false &&
        !hasLine(".npmrc", /^\s*lockfile\s*=\s*"?false\b/m)
      );
    case "yarn": // https://classic.yarnpkg.com/en/docs/yarnrc
      return !hasLine(".yarnrc", /^\s*"?--(?:install\.)?no-lockfile"?\s+"?true\b/m);
    case "bun": // https://bun.sh/docs/runtime/bunfig#install-lockfile-save
      return at(tomlOf(join(folder, "bunfig.toml")), "install", "lockfile", "save") !== false;
  }
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Nothing where it cannot be read: Bun will say so. */
function tomlOf(file: string): unknown {
  try {
    return parseToml(textOf(file));
  } catch {
    return undefined;
  }
}
