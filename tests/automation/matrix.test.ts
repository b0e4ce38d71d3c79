import { describe, expect, test } from "vitest";
import { automation, type Automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job.ts";
import { matrix } from "../../src/automation/matrix.ts";
import { fromJSON } from "../../src/expression/functions.ts";
import { expr } from "../../src/expression/raw.ts";
import { compileWorkflow } from "../../src/workflow/compile.ts";
import { build, deploy, lint, messageOf } from "./declarations.ts";
import { task } from "../../src/task/task.ts";
import { artifactInput } from "../../src/inputs/input.ts";

const gather = task({ name: "gather", inputs: { packages: artifactInput() }, run() {} });

function declared(jobs: () => void): Automation {
  return automation({ name: "ci", jobs });
}

function compiled(jobs: () => void): ReturnType<typeof compileWorkflow> {
  return compileWorkflow(declared(jobs), {
    entryPoint: "./run",
    runsOn: "ubuntu-latest",
    permissions: { contents: "read" },
    setup: [],
  });
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
    expect(declared(jobs).jobs[1]?.needs).toEqual(["build"]);
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
