// Other task runners that start a task which does nothing.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { arePeersInstalled, linkPeers, silent, workspaceFiles } from "./peers.mjs";

/** @typedef {import("./measure.mjs").Program} Program */

/**
 * @param {string} parent of a folder for their files
 * @returns {Program[]}
 */
export function startPeers(parent) {
  if (!arePeersInstalled()) return [];
  const cwd = path.join(parent, "peers");
  mkdirSync(cwd);
  const program = linkPeers(cwd);
  const files = {
    ...workspaceFiles({ type: "module", scripts: { noop: "node -e 0" } }),
    "turbo.json": JSON.stringify({ tasks: { noop: { outputs: [] } } }),
    justfile: "noop:\n\t@true\n",
    "Herebyfile.mjs": `import { task } from "hereby";\nexport const noop = task({ name: "noop", run: async () => {} });\n`,
    "gulpfile.js": "export async function noop() {}\n",
    "noop.mjs": "",
    "noop.ts": "const nothing: undefined = undefined;\nexport default nothing;\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  // Its package starts it from Node.
  const native = `rust-just-${process.platform}-${process.arch}`;
  const just = path.join(cwd, "node_modules", native, "bin", "just");
  return [
    { name: "just, a native program", command: [just, "noop"], cwd },
    { name: "turbo, from its cache", command: [program("turbo"), "run", "noop"], cwd, env: silent },
    { name: "hereby", command: [program("hereby"), "noop"], cwd },
    { name: "zx", command: [program("zx"), "noop.mjs"], cwd },
    { name: "npm run", command: ["npm", "run", "--silent", "noop"], cwd },
    { name: "gulp", command: [program("gulp"), "--silent", "noop"], cwd },
    { name: "tsx", command: [program("tsx"), "noop.ts"], cwd },
  ];
}
