// Other task runners doing the same, where `./run bench` has installed them.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** @typedef {import("./measure.mjs").Program} Program */

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const installed = path.join(root, "node_modules", ".cache", "recompose-ci", "tools", "bench-peers");

/**
 * What starts a task that does nothing, in each of them.
 *
 * @param {string} parent of a folder for their files
 * @returns {Program[]}
 */
export function startPeers(parent) {
  if (!existsSync(path.join(installed, "installed"))) return [];
  const cwd = path.join(parent, "peers");
  mkdirSync(cwd);
  symlinkSync(path.join(installed, "node_modules"), path.join(cwd, "node_modules"), "dir");
  const files = {
    "package.json": JSON.stringify({
      name: "peers",
      private: true,
      type: "module",
      packageManager: "npm@10.0.0",
      scripts: { noop: "node -e 0" },
    }),
    "package-lock.json": JSON.stringify({ name: "peers", lockfileVersion: 3, packages: {} }),
    "turbo.json": JSON.stringify({ tasks: { noop: { outputs: [] } } }),
    justfile: "noop:\n\t@true\n",
    "Herebyfile.mjs": `import { task } from "hereby";\nexport const noop = task({ name: "noop", run: async () => {} });\n`,
    "gulpfile.js": "export async function noop() {}\n",
    "noop.mjs": "",
    "noop.ts": "const nothing: undefined = undefined;\nexport default nothing;\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  const program = (/** @type {string} */ name) => path.join(cwd, "node_modules", ".bin", name);
  // Its package starts it from Node.
  const native = `rust-just-${process.platform}-${process.arch}`;
  const just = path.join(cwd, "node_modules", native, "bin", "just");
  const env = { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  return [
    { name: "just, a native program", command: [just, "noop"], cwd },
    { name: "turbo, from its cache", command: [program("turbo"), "run", "noop"], cwd, env },
    { name: "hereby", command: [program("hereby"), "noop"], cwd },
    { name: "zx", command: [program("zx"), "noop.mjs"], cwd },
    { name: "npm run", command: ["npm", "run", "--silent", "noop"], cwd },
    { name: "gulp", command: [program("gulp"), "--silent", "noop"], cwd },
    { name: "tsx", command: [program("tsx"), "noop.ts"], cwd },
  ];
}

/**
 * What runs as many tasks of as many packages, two at a time, without a cache.
 *
 * @param {string} parent of a folder for their files
 * @param {number} jobs
 * @returns {Program[]}
 */
export function jobPeers(parent, jobs) {
  if (!existsSync(path.join(installed, "installed"))) return [];
  const cwd = path.join(parent, "peers");
  const packages = path.join(cwd, "packages");
  mkdirSync(packages, { recursive: true });
  symlinkSync(path.join(installed, "node_modules"), path.join(cwd, "node_modules"), "dir");
  const lock = { name: "peers", lockfileVersion: 3, packages: {} };
  const files = {
    "package.json": JSON.stringify({
      name: "peers",
      private: true,
      packageManager: "npm@10.0.0",
      workspaces: ["packages/*"],
    }),
    "package-lock.json": JSON.stringify(lock),
    "turbo.json": JSON.stringify({ tasks: { noop: { cache: false } } }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  for (let number = 0; number < jobs; number += 1) {
    const name = `package-${number}`;
    mkdirSync(path.join(packages, name));
    writeFileSync(
      path.join(packages, name, "package.json"),
      JSON.stringify({ name, version: "1.0.0", scripts: { noop: "node -e 0" } }),
    );
  }
  const turbo = path.join(cwd, "node_modules", ".bin", "turbo");
  const env = { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1" };
  return [
    {
      name: `turbo, ${jobs} packages`,
      command: [turbo, "run", "noop", "--concurrency=2"],
      cwd,
      env,
    },
  ];
}
