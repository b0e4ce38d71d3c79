import { describe, expectTypeOf, test } from "vitest";
import { automation, type Automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import type { JobResult } from "../../src/automation/keys/job-options.ts";
import { makeDispatchable } from "../../src/automation/make-dispatchable.ts";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import {
  onEvent,
  onPullRequest,
  onPush,
  onRelease,
  type Triggers,
} from "../../src/automation/triggers/trigger.ts";
import { fromJSON } from "../../src/expression/build/functions.ts";
import { github } from "../../src/expression/build/github-context.ts";
import type {
  BooleanReference,
  Reference,
  ReferenceToOneOf,
} from "../../src/expression/build/reference.ts";
import {
  artifactInput,
  boolInput,
  choiceInput,
  numberInput,
  stringInput,
} from "../../src/inputs/input.ts";
import { task } from "../../src/task/task.ts";

const buildWheel = task({
  name: "build_wheel",
  outputs: ["wheel_path", "version"],
  artifacts: ["wheel"],
  run() {},
});
const testTask = task({
  name: "test",
  inputs: {
    python: stringInput({ default: "3.12" }),
    verbose: boolInput(),
    level: choiceInput(["a", "b"], { default: "a" }),
  },
  run() {},
});
const testWheel = task({
  name: "test_wheel",
  inputs: {
    wheel: artifactInput(),
    wheel_path: stringInput(),
    retries: numberInput({ default: 1 }),
  },
  run() {},
});
const lint = task({ name: "lint", run() {} });

describe("what does not compile", () => {
  test("in a job", () => {
    const declared = automation({
      name: "deploy",
      inputs: {
        environment: choiceInput(["dev", "prod"]),
        skip_tests: boolInput({ default: false }),
        count: numberInput({ default: 2 }),
      },
      jobs({ environment, skip_tests, count }) {
        expectTypeOf(environment).toEqualTypeOf<ReferenceToOneOf<"dev" | "prod">>();
        expectTypeOf(environment).toExtend<Reference<string>>();
        expectTypeOf(skip_tests).toEqualTypeOf<BooleanReference>();
        expectTypeOf(count).toEqualTypeOf<Reference<number>>();
        const build = job(buildWheel);
        const m = matrix(
          { python: ["3.10", "3.11"], os: ["ubuntu-latest", "macos-latest"], fast: [true] },
          {
            exclude: [{ os: "macos-latest" }, { os: github.ref }],
            include: [{ os: "windows-latest", extra: 1 }],
          },
        );
        expectTypeOf(m.os).toEqualTypeOf<
          ReferenceToOneOf<"ubuntu-latest" | "macos-latest" | "windows-latest">
        >();
        expectTypeOf(m.fast).toEqualTypeOf<BooleanReference>();
        expectTypeOf(m.extra).toEqualTypeOf<Reference<1>>();
        job(testTask, {
          matrix: m,
          runsOn: m.os,
          inputs: { python: m.python, verbose: skip_tests, level: "b" },
          condition: skip_tests.not(),
        });
        const tested = job(testWheel, {
          inputs: {
            wheel: build.artifact("wheel"),
            wheel_path: build.get("wheel_path"),
            retries: count,
          },
        });
        expectTypeOf(tested.result).toEqualTypeOf<Reference<JobResult>>();
        job(lint, {
          id: "all",
          needs: [build, tested],
          condition: environment.eq("prod").and(github.refName.eq("main")),
        });
        job(testTask, { id: "by_condition", inputs: { verbose: github.refName.eq("main") } });

        // @ts-expect-error undeclared output
        build.get("zip");
        // @ts-expect-error undeclared artifact
        build.artifact("zip");
        // @ts-expect-error no such axis
        void m.arch;
        // @ts-expect-error no such value on the axis
        matrix({ os: ["a"] }, { exclude: [{ os: "b" }] });
        // @ts-expect-error no such axis
        matrix({ os: ["a"] }, { exclude: [{ so: "a" }] });
        // @ts-expect-error missing required input
        job(testWheel, { inputs: { wheel: build.artifact("wheel") } });
        // @ts-expect-error inputs are missing altogether
        job(testWheel);
        // @ts-expect-error a path is no artifact of a job
        job(testWheel, { inputs: { wheel: "dist", wheel_path: "x" } });
        // @ts-expect-error wrong choice
        environment.eq("staging");
        // @ts-expect-error unknown input
        job(testTask, { inputs: { nope: "x" } });
        // @ts-expect-error wrong choice for a job's input
        job(testTask, { inputs: { level: "c" } });
        // @ts-expect-error wrong type
        job(testTask, { inputs: { verbose: "yes" } });
        // @ts-expect-error reference of a wrong type
        job(testTask, { inputs: { verbose: count } });
        // @ts-expect-error the task has no inputs
        job(lint, { inputs: { nope: "x" } });
        // @ts-expect-error a choice that the task does not have
        job(testTask, { inputs: { level: environment } });
        // @ts-expect-error values of a matrix that are none of the choices
        job(testTask, { matrix: m, inputs: { level: m.os } });
        const levels = matrix({
          level: ["a", "b"],
          listed: fromJSON<string[]>(build.get("version")),
        });
        expectTypeOf(levels.listed).toEqualTypeOf<Reference<string>>();
        const nested = matrix(
          {
            config: [
              { os: "linux", node: 20, big: true },
              { os: "mac", tags: ["a"] },
            ],
            n: [[1, 2]],
          },
          {
            exclude: [{ config: { os: "mac" } }],
            include: [{ config: { os: "win" }, more: { at: 1 } }],
          },
        );
        expectTypeOf(nested.config.os).toEqualTypeOf<ReferenceToOneOf<"linux" | "mac" | "win">>();
        expectTypeOf(nested.config.node).toEqualTypeOf<Reference<20>>();
        expectTypeOf(nested.config.big).toEqualTypeOf<BooleanReference>();
        expectTypeOf(nested.config.tags[0]).toExtend<Reference<"a">>();
        expectTypeOf(nested.n).toExtend<Reference<readonly [1, 2]>>();
        expectTypeOf(nested.more.at).toEqualTypeOf<Reference<1>>();
        job(lint, { id: "nested", matrix: nested, runsOn: nested.config.os });
        const late = matrix({ config: fromJSON<{ os: string }[]>(build.get("version")) });
        expectTypeOf(late.config.os).toEqualTypeOf<Reference<string>>();
        matrix(
          { a: [1] },
          { failFast: fromJSON<boolean>(build.get("version")), maxParallel: count },
        );
        const whole = matrix(fromJSON<{ os: string[]; include?: { more: number }[] }>("{}"), {
          failFast: false,
        });
        expectTypeOf(whole.os).toEqualTypeOf<Reference<string>>();
        expectTypeOf(whole.more).toEqualTypeOf<Reference<number>>();
        const open = matrix(fromJSON(build.get("version")));
        job(lint, { id: "open", matrix: open, runsOn: whole.os });
        // @ts-expect-error the run makes all of it
        matrix(fromJSON("{}"), { include: [{ a: 1 }] });
        // @ts-expect-error no such property
        void nested.config.arch;
        // @ts-expect-error no value of the axis has it
        matrix({ config: [{ os: "a" }] }, { exclude: [{ config: { so: "a" } }] });
        // @ts-expect-error an object is no text
        job(testTask, { id: "object", inputs: { python: nested.config } });
        job(testTask, { id: "levels", matrix: levels, inputs: { level: levels.level } });
        job(testTask, { id: "listed", matrix: levels, inputs: { level: levels.listed } });
        job(testTask, { id: "output", inputs: { level: build.get("version") } });
        const needy = task({ name: "needy", inputs: { text: stringInput() }, run() {} });
        // @ts-expect-error an input has to be given
        job(needy);
        // @ts-expect-error an input has to be given
        job(needy, undefined);
        // @ts-expect-error an input has to be given
        job(needy, { id: "needy" });
        job(lint, undefined);
        job(testTask, { inputs: {} });
        // @ts-expect-error unknown option
        job(lint, { runOn: "ubuntu-latest" });
        // @ts-expect-error a text is no condition
        job(lint, { condition: "always()" });
        // @ts-expect-error GitHub has no such level for this permission
        job(lint, { permissions: { models: "write" } });
      },
    });
    expectTypeOf(declared).toExtend<Automation>();
  });

  test("in a trigger", () => {
    const either = onPush({ branches: ["main"] }).or(onPullRequest({ types: ["opened"] }));
    expectTypeOf(either).toEqualTypeOf<Triggers<never>>();
    onEvent("issues", { types: ["opened"] });
    // @ts-expect-error no such activity
    onEvent("issues", { types: ["open"] });
    // @ts-expect-error no such event
    onEvent("issue");
    // @ts-expect-error no such activity
    onRelease({ types: ["publish"] });
    // @ts-expect-error releases have no branches
    onRelease({ branches: ["main"] });
  });

  test("in a dispatchable", () => {
    const dispatchable = makeDispatchable(testTask, { inputs: { level: choiceInput(["a"]) } });
    expectTypeOf(dispatchable).toEqualTypeOf<Automation>();
    // @ts-expect-error a choice that the task does not have
    makeDispatchable(testTask, { inputs: { level: choiceInput(["c"]) } });
    // @ts-expect-error no such input
    makeDispatchable(testTask, { inputs: { nope: boolInput() } });
    // @ts-expect-error another type than the task's
    makeDispatchable(testTask, { inputs: { verbose: stringInput() } });
  });
});
