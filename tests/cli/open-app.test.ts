import { describe, expect, test } from "vitest";
import { Project } from "../support/project.ts";

const rest = `
import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "lint", run() {} })] });
`;

// The command did nothing, so it has not succeeded.
describe("an app that never finishes loading is an error, with exit code 2, where it", () => {
  test.each([
    ["ends the process with code 0", "process.exit(0);", "ended the process"],
    ["ends the process with another code", "process.exit(7);", "ended the process"],
    ["awaits what never comes", "await new Promise(() => {});", "awaits what never comes"],
  ])("%s", async (_what, code, text) => {
    const project = new Project({ "ci/recompose.ts": `${rest}${code}` });
    expect(await project.recompose(["lint"], { cwd: "ci" })).toEqual({
      stdout: "",
      stderr: `error: recompose.ts ${text}, while it was loaded.`,
      exitCode: 2,
    });
  });
});

test.each([
  [
    "while it loads",
    "setTimeout(() => { throw new Error('left'); }, 0); await new Promise((r) => setTimeout(r, 9e8));",
    2,
  ],
  ["behind --help", "void Promise.reject(new Error('left'));", 1],
])(
  "an error that nothing catches %s is told with its line in the app",
  async (_when, code, exitCode) => {
    const project = new Project({ "recompose.ts": `${code}${rest}` });
    const outcome = await project.recompose(["--help"]);
    expect(outcome.stderr).toMatch(/^error: .*left\n {4}at .*recompose\.ts:1:\d+\)?$/);
    expect(outcome.exitCode).toBe(exitCode);
  },
);

test.each([
  ["package-lock.json", "npm install --save-dev no-such-package"],
  ["pnpm-lock.yaml", "pnpm add --save-dev no-such-package"],
  ["yarn.lock", "yarn add --dev no-such-package"],
])("where there is a %s, a missing package is to be added by: %s", async (lockfile, command) => {
  const project = new Project({
    "recompose.ts": `import "no-such-package";${rest}`,
    ".git/HEAD": "",
    [lockfile]: "",
  });
  expect((await project.recompose(["lint"])).stderr).toContain(`\n  → ${command}`);
});

test.each([
  ["CommonJS", ""],
  ["an ES module", "await 1; "],
])("of an installed package that throws, the file is named: in %s", async (_name, start) => {
  const project = new Project({
    "recompose.ts": `${start}import "bad";${rest}`,
    "node_modules/bad/index.js": `\n  throw new TypeError("fell");`,
  });
  const { stderr, exitCode } = await project.recompose(["lint"]);
  expect(stderr).toMatch(/TypeError: fell\n {4}at .*node_modules\/bad\/index\.js:2:9/);
  // Neither Node's own files nor this program's are the user's.
  expect(stderr).not.toMatch(/node:internal|program\.cjs|recompose\.cjs/);
  expect(exitCode).toBe(2);
});
