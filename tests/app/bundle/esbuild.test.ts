import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { findEsbuild } from "../../../src/app/bundle/esbuild.ts";
import { AppProject } from "../app-project.ts";

const { platform, arch: architecture, execPath: nodePath } = process;
const surroundings = { env: {}, platform, architecture, nodePath };
const here = `@esbuild/${platform}-${architecture}`;

test("esbuild is the program in the package for this machine, which needs no install script", () => {
  const packageFile = createRequire(import.meta.url).resolve(`${here}/package.json`);
  const found = findEsbuild(surroundings);
  expect(found.stampFile).toBe(packageFile);
  expect(found.command).toContain(here);
});

test("a machine without its package of esbuild is told which one it lacks, and what to do", async () => {
  const project = new AppProject({ "recompose.ts": "export default 1;" });
  const loading = project.load("recompose.ts", { platform: "linux", architecture: "z80" });
  await expect(loading).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringContaining("there is no package @esbuild/linux-z80"),
    hints: [
      "rm -rf node_modules, and install again here, with optional dependencies",
      "or set ESBUILD_BINARY_PATH to an esbuild of your own",
    ],
  });
});

test("an esbuild that is a script, as for Android on x64, is run by this Node", async () => {
  const real = findEsbuild(surroundings).command;
  const project = new AppProject({
    "recompose.ts": "export default 1;",
    "esbuild.cjs": `#!/usr/bin/env no-such-program
      const { spawnSync } = require("node:child_process");
      const { status } = spawnSync(${JSON.stringify(real)}, process.argv.slice(2), { stdio: "inherit" });
      process.exitCode = status;`,
  });
  const env = { ESBUILD_BINARY_PATH: project.path("esbuild.cjs") };
  expect(await project.load("recompose.ts", { env })).toBe(1);
});

test("an esbuild that does not start is an error with its path", async () => {
  const project = new AppProject({ "recompose.ts": "export default 1;" });
  const loading = project.load("recompose.ts", { env: { ESBUILD_BINARY_PATH: "/no/esbuild" } });
  await expect(loading).rejects.toMatchObject({
    name: "UsageError",
    message: expect.stringMatching(/does not start: .*\/no\/esbuild/),
  });
});
