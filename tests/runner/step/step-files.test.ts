/** The files by which a step speaks to its run, as GitHub's runner reads them (FileCommandManager.cs in actions/runner). */
import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type StepFileContent, StepFiles } from "../../../src/runner/step/step-files.ts";
import { project } from "../workflow-runs.ts";

type Variable = "OUTPUT" | "ENV" | "PATH" | "STATE" | "STEP_SUMMARY";

class Files {
  readonly #files = new StepFiles(project());

  path(variable: Variable): string {
    return this.#files.variables[`GITHUB_${variable}`] ?? "";
  }

  write(texts: Readonly<Partial<Record<Variable, string>>>): this {
    for (const [variable, text] of Object.entries(texts)) {
      appendFileSync(this.path(variable as Variable), text);
    }
    return this;
  }

  read(): StepFileContent {
    return this.#files.read();
  }
}

const nothing = {
  outputs: new Map(),
  env: new Map(),
  path: [],
  summary: "",
  problem: undefined,
  complaints: [],
};

test("they are there, empty, in the temporary folder of the job, and each step has its own", () => {
  const temp = project();
  const first = new StepFiles(temp);
  const second = new StepFiles(temp);
  const all = [...Object.values(first.variables), ...Object.values(second.variables)];
  expect(Object.keys(first.variables)).toEqual([
    "GITHUB_OUTPUT",
    "GITHUB_ENV",
    "GITHUB_PATH",
    "GITHUB_STATE",
    "GITHUB_STEP_SUMMARY",
  ]);
  expect(new Set(all).size).toBe(10);
  for (const file of all) {
    expect(path.dirname(file)).toBe(path.join(temp, "_runner_file_commands"));
    expect(readFileSync(file, "utf8")).toBe("");
  }
  expect(first.read()).toEqual(nothing);
});

test("what is written is read", () => {
  const files = new Files().write({
    OUTPUT: "a=1\nb<<END\n2\n3\nEND\n",
    ENV: "C=4\n",
    PATH: "/first\n/second\n",
    STATE: "d=5\n",
    STEP_SUMMARY: "# All is well\n",
  });
  expect(files.read()).toEqual({
    ...nothing,
    outputs: new Map([
      ["a", "1"],
      ["b", "2\n3"],
    ]),
    env: new Map([["C", "4"]]),
    path: ["/second", "/first"],
    summary: "# All is well\n",
  });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ["a=b=c", { a: "b=c" }],
  ["a=b<<c", { a: "b<<c" }],
  ["a=", { a: "" }],
  ["\n\na=1\n\nb=2\n", { a: "1", b: "2" }],
  ["a=1\na=2", { a: "2" }],
  ["a<<b=c\n1\nb=c\nd=2", { a: "1", d: "2" }],
  ["a<<E\nE\nb=2", { a: "", b: "2" }],
  ["a<<E\n\n\nE", { a: "\n" }],
])("outputs are read from %j", (text, outputs) => {
  const content = new Files().write({ OUTPUT: text }).read();
  expect(content).toEqual({ ...nothing, outputs: new Map(Object.entries(outputs)) });
});

describe("what cannot be read fails the step:", () => {
  test.each<[string, Partial<Record<Variable, string>>, string]>([
    ["an output", { OUTPUT: "a=1\nb" }, "'output' successfully. Invalid format 'b'"],
    ["a variable", { ENV: "b" }, "'env' successfully. Invalid format 'b'"],
    ["a state", { STATE: "b" }, "'state' successfully. Invalid format 'b'"],
    [
      "the first of several",
      { STATE: "s", ENV: "e", OUTPUT: "=o" },
      "'output' successfully. Invalid format '=o'. Name must not be empty",
    ],
    [
      "a name without a value",
      { OUTPUT: "<<END" },
      "'output' successfully. Invalid format '<<END'. Name must not be empty and delimiter must not be empty",
    ],
    [
      "a name without a delimiter",
      { OUTPUT: "a<<\nx\n\n" },
      "'output' successfully. Invalid format 'a<<'. Name must not be empty and delimiter must not be empty",
    ],
    [
      "a value whose end is before it",
      { OUTPUT: "b<<END\nx\nEND\na<<END\ny" },
      "'output' successfully. Invalid value. Matching delimiter not found 'END'",
    ],
    [
      "a value without an end",
      { OUTPUT: "a<<END\nx\n" },
      "'output' successfully. Invalid value. Matching delimiter not found 'END'",
    ],
  ])("%s", (_what, texts, problem) => {
    const content = new Files().write(texts).read();
    expect(content.problem).toBe(`Unable to process file command ${problem}`);
  });

  test("and what was before it counts", () => {
    const { outputs } = new Files().write({ OUTPUT: "a=1\nb\nc=2" }).read();
    expect(outputs).toEqual(new Map([["a", "1"]]));
  });
});

test("NODE_OPTIONS is no variable for later steps, however it is written", () => {
  const { env, complaints, problem } = new Files()
    .write({ ENV: "NODE_OPTIONS=--a\nnode_options=--b\nA=1\n" })
    .read();
  expect(env).toEqual(new Map([["A", "1"]]));
  expect(complaints).toEqual([
    "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
  ]);
  expect(problem).toBeUndefined();
});

describe("a file in whose place is something else", () => {
  const named = { OUTPUT: "output", ENV: "env", PATH: "path", STATE: "state" } as const;

  test.each(Object.entries(named) as ["OUTPUT", string][])(
    "fails the step where it is $GITHUB_%s",
    (variable, name) => {
      const files = new Files();
      rmSync(files.path(variable));
      mkdirSync(files.path(variable));
      expect(files.read()).toEqual({
        ...nothing,
        problem: `Unable to process file command '${name}' successfully. It is not a file any more.`,
      });
    },
  );

  test("leaves out the summary", () => {
    const files = new Files().write({ OUTPUT: "a=1" });
    rmSync(files.path("STEP_SUMMARY"));
    mkdirSync(files.path("STEP_SUMMARY"));
    expect(files.read()).toEqual({
      ...nothing,
      outputs: new Map([["a", "1"]]),
      complaints: ["$GITHUB_STEP_SUMMARY upload aborted, It is not a file any more."],
    });
  });

  test("says nothing where it was removed", () => {
    const files = new Files().write({ OUTPUT: "a=1", STEP_SUMMARY: "text" });
    for (const variable of ["OUTPUT", "ENV", "PATH", "STATE", "STEP_SUMMARY"] as const) {
      rmSync(files.path(variable));
    }
    expect(files.read()).toEqual(nothing);
  });

  test("says why it cannot be read", () => {
    const files = new Files();
    rmSync(files.path("ENV"));
    symlinkSync(files.path("ENV"), files.path("ENV"));
    expect(files.read().problem).toMatch(
      /^Unable to process file command 'env' successfully\. It cannot be read: ELOOP/,
    );
  });
});

describe("a file that is large", () => {
  const longest = { OUTPUT: 64 * 1024 * 1024, STEP_SUMMARY: 1024 * 1024 } as const;

  test("is read up to its limit", () => {
    const files = new Files();
    truncateSync(files.path("STEP_SUMMARY"), longest.STEP_SUMMARY);
    expect(files.read()).toEqual({ ...nothing, summary: "\0".repeat(longest.STEP_SUMMARY) });
  });

  test("is not read beyond it", () => {
    const files = new Files();
    truncateSync(files.path("OUTPUT"), longest.OUTPUT + 1);
    truncateSync(files.path("STEP_SUMMARY"), longest.STEP_SUMMARY + 1);
    expect(files.read()).toEqual({
      ...nothing,
      problem:
        "Unable to process file command 'output' successfully. The file has 67108865 bytes, and at most 67108864 are read.",
      complaints: [
        "$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got 1025k.",
      ],
    });
  });
});
