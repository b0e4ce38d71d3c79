import { describe, expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { fromJSON } from "../../../src/expression/build/functions.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { build, deploy, lint, messageOf, untyped } from "../declarations.ts";
import { task } from "../../../src/task/task.ts";
import { artifactInput, boolInput, numberInput } from "../../../src/inputs/input.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const gather = task({ name: "gather", inputs: { packages: artifactInput() }, run() {} });

function declared(jobs: () => void): Automation {
  return automation({ name: "ci", jobs });
}

function compiled(jobs: () => void): ReturnType<typeof compileWorkflow> {
  return compileWorkflow(declared(jobs), workflowDefaults);
}

describe("a value that another job puts out makes a dependency", () => {
  test.each<[where: string, jobs: () => void]>([
    [
      "in an axis",
      () => {
        const version = job(build).get("version");
        job(lint, { matrix: matrix({ v: [`v${version}`, "2"] }) });
      },
    ],
    [
      "in `include`",
      () => {
        const version = job(build).get("version");
        job(lint, { matrix: matrix({ v: ["1"] }, { include: [{ v: `${version}` }] }) });
      },
    ],
    [
      "in `exclude`",
      () => {
        const version = job(build).get("version");
        const exclude = [{ v: `${version}` as "1" }];
        job(lint, { matrix: matrix({ v: ["1", "2"] }, { exclude }) });
      },
    ],
    [
      "for a whole axis",
      () => {
        const version = job(build).get("version");
        job(lint, { matrix: matrix({ v: fromJSON<string[]>(version) }) });
      },
    ],
  ])("%s", (_, jobs) => {
    expect(declared(jobs).jobs[1]?.keys.needs).toEqual(["build"]);
  });
});

describe("a matrix that only the run will know", () => {
  test("has an expression in place of an axis", () => {
    const { jobs } = compiled(() => {
      const planned = job(build).get("version");
      const m = matrix({ os: fromJSON<string[]>(planned), node: ["20"] }, { failFast: false });
      job(deploy, { matrix: m, runsOn: m.os, inputs: { target: "dev", version: m.node } });
    });
    expect(jobs["deploy"]).toMatchObject({
      strategy: {
        "fail-fast": false,
        matrix: { os: "${{ fromJSON(needs.build.outputs.version) }}", node: ["20"] },
      },
      "runs-on": "${{ matrix.os }}",
    });
    // The runner may be one with Windows.
    expect(jobs["deploy"]?.steps.at(-1)).toMatchObject({ shell: "bash" });
  });

  test("has any name where `include` is an expression", () => {
    const { jobs } = compiled(() => {
      const planned = job(build).get("version");
      const m = matrix({}, { include: fromJSON(planned) });
      job(deploy, {
        matrix: m,
        inputs: { target: "dev", version: expr<string>`matrix.version` },
      });
    });
    expect(jobs["deploy"]?.strategy?.matrix).toEqual({
      include: "${{ fromJSON(needs.build.outputs.version) }}",
    });
  });

  test("gives each combination's artifact a name by its index, and gathers them", () => {
    const { jobs } = compiled(() => {
      const planned = job(build, { id: "plan" }).get("version");
      const built = job(build, { matrix: matrix({ v: fromJSON<string[]>(planned) }) });
      job(gather, { inputs: { packages: built.artifacts("package") } });
    });
    expect(jobs["build"]?.steps.at(-1)).toMatchObject({
      with: { name: "build-package-${{ strategy.job-index }}" },
    });
    expect(jobs["gather"]?.steps[1]).toMatchObject({ with: { pattern: "build-package-*" } });
  });

  test("has no output of its own, like every matrix", () => {
    expect(
      messageOf(() =>
        declared(() => {
          const planned = job(build, { id: "plan" }).get("version");
          job(build, { matrix: matrix({ v: fromJSON<string[]>(planned) }) }).get("version");
        }),
      ),
    ).toContain('automation "ci", job "build": the job has a matrix');
  });
});

test("a runner in a matrix may be one with Windows where its label is not known yet", () => {
  const { jobs } = compiled(() => {
    const version = job(build).get("version");
    const m = matrix({ os: ["ubuntu-latest", `${version}`] });
    job(lint, { matrix: m, runsOn: m.os });
  });
  expect(jobs["lint"]?.steps.at(-1)).toMatchObject({ shell: "bash" });
});

describe("a value of a matrix fits the input that it is for", () => {
  const numbered = task({
    name: "numbered",
    inputs: { size: numberInput(), fast: boolInput() },
    run() {},
  });

  test.each<[message: string, jobs: () => void]>([
    [
      'job "deploy", option "inputs.target": it is one of "dev" or "prod", and the matrix has the value "stagin" for it.',
      () => {
        const m = matrix({ target: ["dev", "stagin"] });
        untyped(deploy, { matrix: m, inputs: { target: m.target } });
      },
    ],
    [
      'job "numbered", option "inputs.size": it is a number, and the matrix has the value "x" for it.',
      () => {
        const m = matrix({ size: [1, "2"] }, { include: [{ size: "x" }] });
        untyped(numbered, { matrix: m, inputs: { size: m.size } });
      },
    ],
    [
      'option "inputs.fast": it is true or false, and the matrix has the value 1 for it.',
      () => {
        const m = matrix({ fast: [true, "false", 1] });
        untyped(numbered, { matrix: m, inputs: { size: 1, fast: m.fast } });
      },
    ],
    [
      "no error",
      () => {
        const m = matrix({ size: [1, "2"], fast: [true, false] });
        untyped(numbered, { matrix: m, inputs: { size: m.size, fast: m.fast } });
      },
    ],
  ])("%s", (message, jobs) => {
    expect(messageOf(() => declared(jobs))).toContain(message);
  });
});

test("artifacts whose names a pattern could not tell apart are found when they are declared", () => {
  const twins = task({ name: "twins", artifacts: ["w", "w-x"], run() {} });
  expect(
    messageOf(() => declared(() => void job(twins, { matrix: matrix({ v: [1, 2] }) }))),
  ).toContain(
    'automation "ci", job "twins": its artifact would be uploaded as "twins-w-x", too close to',
  );
});

test("a character that a pattern reads as something else stands for any in it", () => {
  const odd = task({ name: "odd", artifacts: ["#{a,b}!"], run() {} });
  const { jobs } = compiled(() => {
    const made = job(odd, { matrix: matrix({ v: [1, 2] }) });
    job(gather, { inputs: { packages: made.artifacts("#{a,b}!") } });
  });
  expect(jobs["gather"]?.steps[1]).toMatchObject({ with: { pattern: "??a?b??-*" } });
});
