// Other task runners that print the same lines, each with a label.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { arePeersInstalled, linkPeers, silent, workspaceFiles } from "./peers.mjs";

/**
 * Commands for bash, and the label of their lines.
 *
 * @param {string} parent of a folder for their files, with the file of lines in it
 * @param {string} preload what a process of Node leaves its memory by
 */
export function outputPeers(parent, preload) {
  if (!arePeersInstalled()) return [];
  const cwd = path.join(parent, "peers");
  const own = path.join(cwd, "packages", "app");
  mkdirSync(own, { recursive: true });
  const program = linkPeers(cwd);
  const print = `cat ${path.join(parent, "lines.txt")}`;
  const files = {
    ...workspaceFiles({ workspaces: ["packages/*"], scripts: { lines: print } }),
    "turbo.json": JSON.stringify({ tasks: { lines: { cache: false } } }),
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(cwd, name), text);
  writeFileSync(
    path.join(own, "package.json"),
    JSON.stringify({ name: "app", version: "1.0.0", scripts: { lines: print } }),
  );
  const quiet = Object.entries(silent).map(([name, value]) => `${name}=${value}`);
  const inFolder = (/** @type {string[]} */ ...words) => `cd peers && ${words.join(" ")}`;
  const node = `NODE_OPTIONS=--require=${preload}`;
  const turbo = [program("turbo"), "run", "lines", "--ui=stream", "--log-order=stream"];
  return [
    {
      name: "turbo",
      // Its work is done in a program that is not Node.
      command: inFolder(...quiet, ...turbo, "--log-prefix=task"),
      label: "app:lines: ",
    },
    {
      name: "npm-run-all2",
      command: inFolder(node, program("run-p"), "--silent", "--print-label", "lines"),
      label: "[lines] ",
    },
    {
      name: "concurrently",
      command: inFolder(node, program("concurrently"), "--names", "lines", `"${print}"`),
      label: "[lines] ",
    },
  ];
}
