import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { targetReaderOf } from "../../../src/import/targets/target-reader.ts";
import type { TargetFile, TargetOptions } from "../../../src/import/targets/target.ts";
import { isValidId } from "../../../src/github/name-rules.ts";
import { cases } from "../../support/cases.ts";

function read(text: string, options?: TargetOptions): TargetFile {
  const reader = targetReaderOf("package.json");
  if (reader === undefined) throw new Error("no reader");
  return reader(text, options);
}

function tasksOf(names: readonly string[], taken?: readonly string[]): readonly string[] {
  const scripts = Object.fromEntries(names.map((name) => [name, "true"]));
  return read(JSON.stringify({ scripts }), { taken }).targets.map(({ task }) => task);
}

describe("a script of package.json", () => {
  test("that is switched off by a comment's name is left out, and named", () => {
    const text = '{ "scripts": { "//test": "xo && ava",\n "test": "ava" } }';
    expect(read(text)).toEqual({
      targets: [{ name: "test", task: "test", command: ["npm", "run", "test"], line: 2 }],
      notes: [
        {
          line: 1,
          text: 'The script "//test" is left out: a name that begins so is a comment.',
        },
      ],
    });
  });

  test("is called by the package manager, with its line", () => {
    const text = `{
  "name": "a",
  "config": { "scripts": { "lint": "no" } },
  "scripts": {
    "lint": "eslint \\"{a: b}\\"",
    "test:unit": "vitest", "1": "true",
    "build": "tsc"
  }
}`;
    expect(read(text, { runScript: ["pnpm", "run"] })).toEqual({
      targets: [
        { name: "lint", task: "lint", command: ["pnpm", "run", "lint"], line: 5 },
        { name: "1", task: "pnpm_1", command: ["pnpm", "run", "1"], line: 6 },
        { name: "test:unit", task: "test_unit", command: ["pnpm", "run", "test:unit"], line: 6 },
        { name: "build", task: "build", command: ["pnpm", "run", "build"], line: 7 },
      ],
      notes: [],
    });
  });

  test("is left out where the package manager runs it by itself, and where it is none", () => {
    const scripts = {
      prepare: "husky",
      prebuild: "rm -rf dist",
      build: "tsc",
      "posttest:e2e": "true",
      "test:e2e": "true",
      pretty: "prettier .",
      test: 'echo "Error: no test specified" && exit 1',
      "-x": "true",
      empty: "",
      list: ["true"],
    };
    const { targets, notes } = read(JSON.stringify({ scripts }));
    expect(targets.map(({ name }) => name)).toEqual(["build", "test:e2e", "pretty"]);
    expect(notes.map(({ text }) => text)).toEqual([
      'The script "prepare" is left out: package managers run it by themselves.',
      'The script "prebuild" is left out: it runs before the script "build".',
      'The script "posttest:e2e" is left out: it runs after the script "test:e2e".',
      'The script "test" is left out: `npm init` wrote it, and it only fails.',
      'The script "-x" is left out: a command line would read its name otherwise.',
      'The script "empty" is left out: it has no command.',
      'The script "list" is left out: it has no command.',
    ]);
  });

  test.each([
    ["{", "This is not JSON: "],
    ["", "This is not JSON: "],
    ["[]", "There are no `scripts`."],
    ['{"scripts": ["a"]}', "There are no `scripts`."],
  ])("is not found in %s", (text, note) => {
    const { targets, notes } = read(text);
    expect(targets).toEqual([]);
    expect(notes.map((each) => each.text)).toEqual([expect.stringContaining(note)]);
  });
});

describe("the name of a task", () => {
  test("is the target's own before another target may get it", () => {
    expect(tasksOf(["test:unit", "test_unit", "Test-Unit"])).toEqual([
      "test_unit_3",
      "test_unit",
      "Test-Unit_2",
    ]);
  });

  test("is none that another command has", () => {
    expect(tasksOf(["init", "ci", "lint"], ["ci", "npm_ci"])).toEqual([
      "npm_init",
      "npm_ci_2",
      "lint",
    ]);
  });

  test("is a valid one whatever the target is called, and each has its own", () => {
    const names = fc.uniqueArray(
      fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom("a", "_", "-", ":", "1", "é") })),
    );
    fc.assert(
      fc.property(names, (some) => {
        const tasks = tasksOf(some);
        expect(tasks.filter((task) => !isValidId(task))).toEqual([]);
        const keys = tasks.map((task) => task.replaceAll("_", "-").toLowerCase());
        expect(new Set(keys).size).toBe(tasks.length);
      }),
      cases(200),
    );
  });
});
