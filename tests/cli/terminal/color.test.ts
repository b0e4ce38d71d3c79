import { describe, expect, test } from "vitest";
import { wantsColor } from "../../../src/cli/flags/global-flags.ts";
import { Project, runScript } from "../../support/project.ts";

describe("colours are used", () => {
  test.each<[string, boolean | undefined, Record<string, string>, boolean, boolean]>([
    ["on a terminal", undefined, {}, true, true],
    ["not through a pipe", undefined, {}, false, false],
    ["not on a terminal that has none", undefined, { TERM: "dumb" }, true, false],
    ["not with NO_COLOR", undefined, { NO_COLOR: "1" }, true, false],
    ["as before where NO_COLOR is empty", undefined, { NO_COLOR: "" }, true, true],
    ["through a pipe with FORCE_COLOR", undefined, { FORCE_COLOR: "1" }, false, true],
    ["not with FORCE_COLOR=0", undefined, { FORCE_COLOR: "0" }, true, false],
    ["not where both are set", undefined, { FORCE_COLOR: "1", NO_COLOR: "1" }, true, false],
    ["with --color, whatever NO_COLOR says", true, { NO_COLOR: "1" }, false, true],
    ["not with --no-color, whatever FORCE_COLOR says", false, { FORCE_COLOR: "1" }, true, false],
  ])("%s", (_case, option, env, isTerminal, expected) => {
    expect(wantsColor(option, env, isTerminal)).toBe(expected);
  });
});

const escape = "\u001B[";

test.each<[string[], Record<string, string>, boolean]>([
  [[], {}, false],
  [["--color"], {}, true],
  [["--color=false"], { FORCE_COLOR: "1" }, false],
  [["--no-color"], { FORCE_COLOR: "1" }, false],
  [[], { FORCE_COLOR: "1" }, true],
  [["lint", "--help", "--color"], {}, true],
  [["lint", "--help", "--color=false"], { FORCE_COLOR: "1" }, false],
])("%j with %j prints colours: %j", async (args, env, expected) => {
  const project = new Project({
    "recompose.ts": `import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "lint", run() {} })] });`,
    run: runScript(),
  });
  const { stdout } = await project.recompose(args, { env });
  expect(stdout.includes(escape)).toBe(expected);
  expect(stdout).toContain("Usage:");
});

test("an error is coloured as --color and --no-color say", async () => {
  const project = new Project({});
  expect((await project.recompose(["lint", "--color"])).stderr).toContain(escape);
  const plain = await project.recompose(["lint", "--no-color"], { env: { FORCE_COLOR: "1" } });
  expect(plain.stderr).not.toContain(escape);
});
