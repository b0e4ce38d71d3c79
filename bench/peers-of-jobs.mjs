// Other task runners that run a task in each of many packages, two at a time, without a cache.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { arePeersInstalled, linkPeers, silent, workspaceFiles } from "./peers.mjs";
import { makeRepository } from "./repository.mjs";

/** @typedef {import("./measure.mjs").Program} Program */

/**
 * @param {string} parent of a folder for their files
 * @param {number} jobs
 * @returns {Program[]}
 */
export function jobPeers(parent, jobs) {
  if (!arePeersInstalled()) return [];
  const cwd = path.join(parent, "peers");
  const packages = path.join(cwd, "packages");
  mkdirSync(packages, { recursive: true });
  const program = linkPeers(cwd);
  const files = {
    ...workspaceFiles({ workspaces: ["packages/*"] }),
    ".gitignore": "node_modules\n",
    "turbo.json": JSON.stringify({ tasks: { noop: { cache: false } } }),
    "lage.config.js": "module.exports = { pipeline: { noop: [] }, npmClient: 'npm' };\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  // lage asks git for hashes of the files, cache or not.
  makeRepository(cwd);
  for (let number = 0; number < jobs; number += 1) {
    const name = `package-${number}`;
    mkdirSync(path.join(packages, name));
    writeFileSync(
      path.join(packages, name, "package.json"),
      JSON.stringify({ name, version: "1.0.0", scripts: { noop: "node -e 0" } }),
    );
  }
  const programs = [
    { name: "turbo", command: [program("turbo"), "run", "noop", "--concurrency=2"] },
    { name: "lage", command: [program("lage"), "noop", "--concurrency=2", "--no-cache"] },
  ];
  return programs.map(({ name, command }) => ({
    name: `${name}, ${jobs} packages`,
    command,
    cwd,
    env: silent,
  }));
}
