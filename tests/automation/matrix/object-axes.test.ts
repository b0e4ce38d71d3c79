/** Values of a matrix that are objects and lists. */
import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { fromJSON, toJSON } from "../../../src/expression/build/functions.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import { isReference } from "../../../src/expression/build/reference.ts";
import { stringInput } from "../../../src/inputs/input.ts";
import { task } from "../../../src/task/task.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../../src/workflow/print/render.ts";
import { workflowFindings } from "../../../src/workflow/checks/validate.ts";
import { build, lint, messageOf, untyped } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const check = task({ name: "check", inputs: { text: stringInput() }, run() {} });

const configs = [
  { os: "ubuntu-latest", node: 22, labels: ["x64", "big"] },
  { os: "windows-latest", node: 20 },
] as const;

function compiled(jobs: () => void): ReturnType<typeof compileWorkflow> {
  return compileWorkflow(automation({ name: "ci", jobs }), workflowDefaults);
}

test("each property of a value is a reference, and so is the value", () => {
  const { jobs } = compiled(() => {
    const m = matrix(
      { config: configs },
      { exclude: [{ config: { os: "windows-latest" } }], include: [{ extra: { deep: [true] } }] },
    );
    expect([m.config, m.config.os, m.extra.deep].every(isReference)).toBe(true);
    job(check, {
      matrix: m,
      name: `on ${m.config.os}`,
      runsOn: m.config.os,
      timeoutMinutes: m.config.node,
      continueOnError: m.config.node.eq(20),
      env: { LABEL: m.config.labels[0], DEEP: m.extra.deep[0] },
      inputs: { text: toJSON(m.config) },
    });
  });
  expect(jobs["check"]).toMatchObject({
    name: "on ${{ matrix.config.os }}",
    "runs-on": "${{ matrix.config.os }}",
    "timeout-minutes": "${{ matrix.config.node }}",
    "continue-on-error": "${{ matrix.config.node == 20 }}",
    env: { LABEL: "${{ matrix.config.labels[0] }}", DEEP: "${{ matrix.extra.deep[0] }}" },
    strategy: {
      matrix: {
        config: configs,
        exclude: [{ config: { os: "windows-latest" } }],
        include: [{ extra: { deep: [true] } }],
      },
    },
  });
  expect(jobs["check"]?.steps.at(-1)).toMatchObject({
    env: { INPUT_TEXT: "${{ toJSON(matrix.config) }}" },
    // One of them has Windows.
    shell: "bash",
  });
});

test("GitHub's parser reads what is printed of them", async () => {
  const workflow = compiled(() => {
    const m = matrix({ config: configs, runner: [["self-hosted", "linux"]] });
    job(lint, { matrix: m, runsOn: m.runner, container: m.config.os });
  });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  expect(text).toContain("          - os: ubuntu-latest\n            node: 22\n");
  expect(await workflowFindings("ci.yml", text)).toEqual([]);
});

test("Windows is looked for in the property that names the runner", () => {
  const shells = ["linux", "windows"].map((os) => {
    const { jobs } = compiled(() => {
      const m = matrix({ config: [{ os, note: "windows" }], runner: [["self-hosted", os]] });
      job(lint, { matrix: m, runsOn: m.config.os });
      job(lint, { id: "other", matrix: m, runsOn: m.runner });
    });
    return Object.values(jobs).map(({ steps }) => "shell" in (steps.at(-1) ?? {}));
  });
  expect(shells).toEqual([
    [false, false],
    [true, true],
  ]);
});

test("what a run makes may have any property", () => {
  const { jobs } = compiled(() => {
    const planned = job(build).get("version");
    const m = matrix({ config: fromJSON<{ os: string; tags: { name: string }[] }[]>(planned) });
    job(check, { matrix: m, runsOn: m.config.os, inputs: { text: m.config.tags[1]?.name ?? "" } });
  });
  expect(jobs["check"]).toMatchObject({ "runs-on": "${{ matrix.config.os }}", needs: ["build"] });
  expect(jobs["check"]?.steps.at(-1)).toMatchObject({
    env: { INPUT_TEXT: "${{ matrix.config.tags[1].name }}" },
  });
});

test("a value that reads another job makes a dependency, however deep it is", () => {
  const { jobs } = compiled(() => {
    const version = job(build).get("version");
    job(lint, { matrix: matrix({ config: [{ tags: [{ name: `v${version}` }] }] }) });
  });
  expect(jobs["lint"]?.needs).toEqual(["build"]);
});

test("artifacts of its combinations are told apart by their index alone", () => {
  const { jobs } = compiled(() => {
    const made = job(build, { matrix: matrix({ config: configs, list: [["a"], ["b"]] }) });
    expect(made.id).toBe("build");
  });
  expect(jobs["build"]?.steps.at(-1)).toMatchObject({
    with: { name: "package-${{ strategy.job-index }}" },
  });
});

describe("a name that the values do not have is refused", () => {
  const missing = 'matrix.config has no "so". It has "os", "node" and "labels". Did you mean "os"?';

  test.each<[string, () => void]>([
    [`DeclarationError: automation "ci": the ${missing}`, () => void read()["config"]?.["so"]],
    [
      `job "lint", option "runsOn": the job's ${missing}`,
      () => untyped(lint, { matrix: read(), runsOn: expr`matrix.config.so` }),
    ],
    [
      'the job\'s matrix.config.os has no "name": its values are no objects.',
      () => untyped(lint, { matrix: read(), runsOn: expr`matrix.config.os.name` }),
    ],
    [
      'the job\'s matrix.config.labels has no "2". It has "0" and "1".',
      () => untyped(lint, { matrix: read(), runsOn: expr`matrix.config.labels[2]` }),
    ],
    [
      'option "inputs.text": ${{ matrix.config }} is an object or a list, and GitHub takes a text there: toJSON(m.config), or m.config.os.',
      () => {
        const m = read();
        untyped(check, { matrix: m, inputs: { text: m["config"] } });
      },
    ],
    ["no error", () => untyped(lint, { matrix: read(), runsOn: expr`matrix.CONFIG.Os` })],
    ["no error", () => untyped(lint, { matrix: read(), runsOn: expr`matrix.config.*.name` })],
  ])("%s", (message, jobs) => {
    const whole = (): void => {
      jobs();
      job(lint, { id: "other" });
    };
    expect(messageOf(() => automation({ name: "ci", jobs: whole }))).toContain(message);
  });
});

/** A matrix, with properties that the types do not know. */
function read(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  return matrix({ config: configs }) as never;
}

describe("a matrix that the run makes as a whole", () => {
  test("is an expression, and has any name", () => {
    const { jobs } = compiled(() => {
      const planned = job(build).get("version");
      const m = matrix(fromJSON<{ os: string[] }>(planned), { failFast: false, maxParallel: 2 });
      job(check, { matrix: m, runsOn: m.os, inputs: { text: m.os } });
    });
    expect(jobs["check"]).toMatchObject({
      needs: ["build"],
      "runs-on": "${{ matrix.os }}",
      strategy: {
        "fail-fast": false,
        "max-parallel": 2,
        matrix: "${{ fromJSON(needs.build.outputs.version) }}",
      },
    });
    expect(jobs["check"]?.steps.at(-1)).toMatchObject({ shell: "bash" });
  });

  test("gives each combination's artifact a name by its index", () => {
    const { jobs } = compiled(() => {
      const planned = job(build, { id: "plan" }).get("version");
      job(build, { matrix: matrix(fromJSON(planned)) });
    });
    expect(jobs["build"]?.steps.at(-1)).toMatchObject({
      with: { name: "build-package-${{ strategy.job-index }}" },
    });
  });

  test("has no entries of its own", () => {
    const jobs = (): void => void matrix(fromJSON("{}"), { include: [] } as never);
    expect(messageOf(() => automation({ name: "ci", jobs }))).toContain(
      'matrix() of a reference has no option "include".',
    );
  });
});
