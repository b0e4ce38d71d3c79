import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import * as api from "../../../src/index.ts";
import { targetReaderOf } from "../../../src/import/targets/target-reader.ts";
import {
  type StatementOptions,
  targetStatements,
} from "../../../src/import/targets/target-statements.ts";
import type { TaskContext } from "../../../src/task/context.ts";
import type { PlanStatement } from "../../../src/typescript/plan.ts";
import { printModule } from "../../../src/typescript/print-module.ts";
import { cases } from "../../support/cases.ts";

function statementsOf(
  file: string,
  text: string,
  options?: StatementOptions,
): readonly PlanStatement[] {
  const reader = targetReaderOf(file);
  if (reader === undefined) throw new Error(`no reader of ${file}`);
  return targetStatements(reader(text).targets, options);
}

function constantsOf(names: readonly string[], options?: StatementOptions): unknown {
  const recipes = names.map((name) => `${name}:\n`).join("");
  return statementsOf("justfile", recipes, options).map(({ constant }) => constant);
}

type Call = (inputs: unknown) => unknown;

/** Of each task of a module, what calls it with a run() that returns what it was to run. */
function perform(text: string): readonly Call[] {
  const script = text.replace(/^import [^;]*;$/m, "").replaceAll(/^export const /gm, "var ");
  const calls: Call[] = [];
  runInNewContext(script, {
    ...api,
    task: (definition: Parameters<typeof api.task>[0]) => {
      const made = api.task(definition);
      calls.push((inputs) => made.definition.run(inputs as {}, {} as TaskContext));
    },
    run: (...words: readonly unknown[]) => words,
  });
  return calls;
}

test("targets are tasks that call them", () => {
  const text = `
# Find mistakes
lint:
test-unit target="all" *args:
build out-dir:
`;
  expect(printModule(statementsOf("justfile", text)))
    .toBe(`import { restInput, run, stringInput, task } from "recompose-ci";

export const lint = task({
  name: "lint",
  description: "Find mistakes",
  run: () => run("just", "lint"),
});

export const testUnit = task({
  name: "test-unit",
  inputs: { target: stringInput({ default: "all" }), args: restInput() },
  run: ({ target, args }) => run("just", "test-unit", target, ...args),
});

export const build = task({
  name: "build",
  inputs: { out_dir: stringInput() },
  run: ({ out_dir }) => run("just", "build", out_dir),
});
`);
});

test("a file of another folder is run there", () => {
  const statements = statementsOf("Makefile", "all: a\n", { folder: "packages/a" });
  const [all] = perform(printModule(statements));
  expect(all?.({})).toEqual(["make", "all", { cwd: "packages/a" }]);
});

test("a constant has a name that TypeScript, recompose and the module leave free", () => {
  expect(
    constantsOf(["default", "cache", "a-b", "a_b", "aB", "_x-y", "ci"], { taken: ["ci"] }),
  ).toEqual(["defaultTask", "cacheTask", "aB", "aB2", "aB3", "ci2"]);
  const functions = Object.keys(api).filter((name) => /^[a-z]/.test(name));
  expect(functions.length).toBeGreaterThan(60);
  expect(constantsOf(functions)).toEqual(functions.map((name) => `${name}Task`));
});

test("whatever recipes and parameters are called, the module is one, and calls them", () => {
  const word = fc.oneof(
    fc.constantFrom(
      ..."default class run debug help json __proto__ a A a-b a_b aB await task".split(" "),
    ),
    fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,5}$/),
  );
  const recipe = fc.record({ name: word, parameters: fc.uniqueArray(word, { maxLength: 4 }) });
  fc.assert(
    fc.property(fc.uniqueArray(recipe, { selector: ({ name }) => name }), (recipes) => {
      const visible = recipes.filter(({ name }) => !name.startsWith("_"));
      const text = recipes.map(({ name, parameters }) => `${[name, ...parameters].join(" ")}:\n`);
      const tasks = perform(printModule(statementsOf("justfile", text.join(""))));
      const called = tasks.map((run) =>
        run(new Proxy({}, { get: (_target, input) => String(input) })),
      );
      expect(called.map((words) => (words as readonly unknown[]).length)).toEqual(
        visible.map(({ parameters }) => 2 + parameters.length),
      );
    }),
    cases(200),
  );
});
