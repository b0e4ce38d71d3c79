import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const files = {
  run: runScript(),
  "recompose.ts": `import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "nothing", run() {} })] });`,
  // Loaded before all else, it tells at the end what was loaded after it.
  "watch.cjs": `const fs = require("node:fs");
const { writeFileSync, readFileSync } = fs;
let bytes = 0;
fs.readFileSync = (...args) => {
  const content = readFileSync(...args);
  bytes += Buffer.byteLength(content);
  return content;
};
const vm = require("node:vm");
const before = new Set(process.moduleLoadList);
const scripts = [];
vm.Script = class extends vm.Script {
  constructor(code, options) {
    super(code, options);
    scripts.push(options.filename);
  }
};
process.on("exit", () => {
  const loaded = process.moduleLoadList
    .filter((entry) => !before.has(entry))
    .map((entry) => entry.replace(/^NativeModule /, ""))
    .filter((name) => /^[a-z_]+(?:\\/promises)?$/.test(name));
  const files = Object.keys(require.cache).filter((file) => file !== __filename);
  const read = [...files, ...scripts.filter((file) => file.includes("/program/"))];
  const names = [...loaded, ...read.map((file) => file.split("/").at(-1))];
  writeFileSync("loaded.json", JSON.stringify({ names, bytes }));
});`,
};

interface Loaded {
  readonly names: readonly string[];
  readonly bytes: number;
}

/** What each start may load: of Node's modules those that it has not loaded itself, and files. */
const own = ["cli.cjs", "recompose.cjs", "start.cjs"];
const node = ["process", "vm"];

/** The text of the first part, V8's data of it, and little more: of the app, and of the part that some need. */
const mostBytes = 665_000;

test.each([
  ["a task", ["nothing"], {}, []],
  ["a job's task", ["nothing"], { RECOMPOSE_EVENTS: "token" }, []],
  ["help", ["--help"], {}, ["help.cjs"]],
  ["help about a task", ["nothing", "--help"], {}, ["help.cjs"]],
  ["the completion of a word", ["__complete", "no"], {}, ["completion.cjs", "help.cjs"]],
] as const)("%s loads nothing but what it needs", async (_name, args, variables, parts) => {
  const project = new Project(files);
  const env = { ...variables, NODE_OPTIONS: `--require=${project.folder}/watch.cjs` };
  let bytesRead = Number.POSITIVE_INFINITY;
  const unneeded = async (): Promise<string[]> => {
    expect(await project.recompose(args, { env })).toMatchObject({ exitCode: 0, stderr: "" });
    const { names, bytes } = JSON.parse(project.read("loaded.json")) as Loaded;
    expect(names).toEqual(expect.arrayContaining(own));
    bytesRead = bytes;
    return names.filter((name) => ![...node, ...own].includes(name));
  };
  // The first start bundles the app, and files that are younger than two seconds are compared by their hashes.
  await expect.poll(unneeded, { timeout: 40_000, interval: 300 }).toEqual([...parts]);
  expect(bytesRead).toBeLessThan(mostBytes);
});
