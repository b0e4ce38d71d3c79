// Where `./run bench` has installed other programs that do the same.
import { existsSync, symlinkSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const installed = path.join(root, "node_modules", ".cache", "recompose-ci", "tools", "bench-peers");

export function arePeersInstalled() {
  return existsSync(path.join(installed, "installed"));
}

/**
 * Gives a folder the peers as its packages.
 *
 * @param {string} folder
 * @returns where the program of that name is
 */
export function linkPeers(folder) {
  symlinkSync(path.join(installed, "node_modules"), path.join(folder, "node_modules"), "dir");
  return (/** @type {string} */ name) => path.join(folder, "node_modules", ".bin", name);
}

/** For programs that would say what they are used for. */
export const silent = { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };

/**
 * What a root of a workspace of npm has, with packages in `packages/`.
 *
 * @param {object} [more] in its package.json
 */
export function workspaceFiles(more = {}) {
  const lock = { name: "peers", lockfileVersion: 3, packages: {} };
  return {
    "package.json": JSON.stringify({
      name: "peers",
      private: true,
      packageManager: "npm@10.0.0",
      ...more,
    }),
    "package-lock.json": JSON.stringify(lock),
  };
}
