/** A script of somebody's own may import a task and call it, without the command line. */
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { expect, inject, test } from "vitest";
import { Project } from "../support/project.ts";

const script = `
import { getSecret, out, run, setOutput, task } from "recompose-ci";
const greet = task({ name: "greet", secrets: ["TOKEN"], outputs: ["length"], async run() {
  out("hello");
  await run("sh", "-c", 'echo "to stdout $TOKEN"; echo "to stderr" >&2');
  setOutput("length", getSecret("TOKEN").length);
} });
const fails = task({ name: "fails", run() { throw new Error("no luck"); } });
const { outputs } = await greet();
console.log("length " + outputs.length);
const failed = await fails();
console.log("failed: " + failed.error.message);
`;

async function started(env: Readonly<Record<string, string>>) {
  const project = new Project({
    "script.mjs": script,
    "node_modules/recompose-ci/package.json": JSON.stringify({
      name: "recompose-ci",
      type: "module",
      exports: "./dist/index.js",
    }),
  });
  const installed = path.join(project.folder, "node_modules/recompose-ci");
  mkdirSync(installed, { recursive: true });
  symlinkSync(path.dirname(inject("recomposeCli")), path.join(installed, "dist"));
  return execa(process.execPath, ["script.mjs"], {
    cwd: project.folder,
    env: { TOKEN: "quite-a-secret", GITHUB_ACTIONS: "", ...env },
    reject: false,
  });
}

test("its lines are the script's, masked, and nothing is said around them", async () => {
  const { stdout, stderr, exitCode } = await started({});
  expect(stdout).toBe("hello\nto stdout ***\nlength 14\nfailed: no luck");
  expect({ stderr, exitCode }).toEqual({ stderr: "to stderr", exitCode: 0 });
});

test("on GitHub the runner is told what to mask", async () => {
  const { stdout } = await started({ GITHUB_ACTIONS: "true" });
  expect(stdout.split("\n").slice(0, 2)).toEqual(["::add-mask::quite-a-secret", "hello"]);
});
