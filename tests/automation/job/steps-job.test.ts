/** Ids, outputs, artifacts and setup of jobs of steps. */
import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { runs } from "../../../src/automation/job/runs.ts";
import { not } from "../../../src/expression/build/condition.ts";
import { github } from "../../../src/expression/build/github-context.ts";
import { checkout, setupNode } from "../../../src/index.ts";
import type { WorkflowStep } from "../../../src/model/workflow.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import type { SetupStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { task } from "../../../src/task/task.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { build, deploy, lint } from "../declarations.ts";
import { anyJob, measure, problemOf, push } from "./declared-steps.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const action = "a/b@f9f3042f7e2789586610d6e8b85c8f03e5195baf # v1.0.0";
const tag = github.refType.eq("tag");
const pack = task({ name: "pack", artifacts: ["package"], run() {} });

describe("ids of steps", () => {
  test.each<[string, () => unknown, string, string]>([
    ["a task's name is its step's", () => anyJob("x", { steps: [lint, lint] }), "steps", "lint"],
    [
      "another step may not have it",
      () => anyJob("x", { steps: [shell("a", { id: "lint" }), lint] }),
      "steps",
      "lint",
    ],
    [
      "GitHub ignores their case",
      () => anyJob("x", { steps: [push(), shell("b", { id: "PUSH" })] }),
      "steps",
      "PUSH",
    ],
    [
      "those of the setup count",
      () => anyJob("x", { setup: [checkout({ id: "a" })], steps: [lint, shell("x", { id: "a" })] }),
      "steps",
      "a",
    ],
    [
      "the setup has each once",
      () => anyJob("x", { setup: [checkout({ id: "a" }), shell("b", { id: "a" })], steps: [lint] }),
      "setup",
      "a",
    ],
    [
      "behind a task `run` is taken",
      () => anyJob(lint, { after: [shell("x", { id: "run" })] }),
      "after",
      "run",
    ],
  ])("%s", (_rule, jobs, option, id) => {
    const job = option === "after" ? "lint" : "x";
    expect(problemOf(jobs)).toBe(
      `job "${job}", option "${option}": two steps have the id "${id}"; GitHub ignores case.`,
    );
  });

  test("a task may be there twice, by ids", () => {
    const steps = [lint, runs(lint, { id: "again" })];
    expect(problemOf(() => anyJob("x", { steps }))).toBe("no error");
  });

  test.each(["__a", "1", "a b", ""])("they are valid: not %j", (id) => {
    expect(problemOf(() => shell("a", { id }))).toContain("shell(): the id");
  });

  test("the id of the job has the rules of all jobs", () => {
    const declare = (id: string) => () => void anyJob(id, { steps: [lint] });
    expect(problemOf(declare("1x"))).toContain(`a job has the id "1x", which is not valid.`);
    expect(problemOf(() => ["x", "X"].forEach((id) => declare(id)()))).toContain(
      `job "X": two jobs have this id ("x" and "X" are the same to GitHub).`,
    );
  });
});

describe("outputs of a job", () => {
  test.each<[string, () => unknown, string]>([
    [
      "two tasks with one",
      () => anyJob("x", { steps: [build, measure] }),
      `job "x", option "outputs": the tasks "build" and "measure" both have the output "version", and the job can have it once. Map the one that it has, and the other under another name.`,
    ],
    [
      "one that is mapped, and a task's",
      () => {
        const step = push();
        anyJob("x", { steps: [measure, step], outputs: { version: step.get("v") } });
      },
      `the task "measure" has the output "version", too, and the job can have it once. Map yours under another name.`,
    ],
    [
      "two that GitHub takes for one",
      () => {
        const step = push();
        anyJob("x", { steps: [measure, step], outputs: { Version: step.get("v") } });
      },
      `the outputs "version" and "Version" are the same to GitHub, which ignores case.`,
    ],
    [
      "an action's that is not mapped",
      () => anyJob("x", { steps: [push()] }).get("digest"),
      `job "x": there is no output "digest". The outputs of the job are none. An output of another step becomes the job's by its option \`outputs\`.`,
    ],
    [
      "one that no task has",
      () => anyJob("x", { steps: [lint, measure] }).get("coverge"),
      `job "x": there is no output "coverge". The outputs of the job are "version" and "coverage". Did you mean "coverage"?`,
    ],
    [
      "a name that is not valid",
      () => anyJob("x", { steps: [lint], outputs: { "a b": "x" } }),
      `job "x", option "outputs": the name "a b" is not valid.`,
    ],
  ])("are refused: %s", (_rule, jobs, message) => {
    expect(problemOf(jobs)).toContain(message);
  });

  test("are those of the tasks and those that are mapped", () => {
    const { outputs } = declared(() => {
      const [one, two, step] = [runs(measure), runs(build), push()];
      anyJob("x", {
        steps: [one, two, step],
        outputs: { version: one.get("version"), version_2: two.get("version"), d: step.get("d") },
      });
    });
    expect(outputs).toEqual({
      version: "${{ steps.measure.outputs.version }}",
      coverage: "${{ steps.measure.outputs.coverage }}",
      version_2: "${{ steps.build.outputs.version }}",
      d: "${{ steps.push.outputs.d }}",
    });
  });
});

describe("artifacts of a job", () => {
  const settings = (value: unknown) => () => anyJob("x", { steps: [pack], artifacts: value });

  test.each<[string, unknown, string]>([
    [
      "there is none",
      { pakage: {} },
      `option "artifacts": there is no artifact "pakage". The artifacts of its tasks are "package". Did you mean "package"?`,
    ],
    [
      "an option that there is not",
      { package: { days: 3 } },
      `option "artifacts.package": it has no option "days".`,
    ],
    [
      "days",
      { package: { retentionDays: -1 } },
      `option "artifacts.package.retentionDays": it is a whole number from 0 to 400, not -1.`,
    ],
    [
      "level",
      { package: { compressionLevel: 10 } },
      `compressionLevel": it is a whole number from 0 to 9, not 10.`,
    ],
    [
      "overwrite",
      { package: { overwrite: "yes" } },
      `overwrite": it is true, false or a condition, not "yes".`,
    ],
    [
      "ifNoFilesFound",
      { package: { ifNoFilesFound: "no" } },
      `it is one of "error", "warn" or "ignore", not "no".`,
    ],
    [
      "if",
      { package: { if: "x" } },
      `option "artifacts.package.if": it takes a condition, not "x".`,
    ],
    ["name", { package: { name: "" } }, `option "artifacts.package.name": it is empty.`],
  ])("have settings that fit: %s", (_name, value, message) => {
    expect(problemOf(settings(value))).toContain(message);
  });

  test("are saved once", () => {
    expect(problemOf(() => anyJob("x", { steps: [pack, runs(pack, { id: "again" })] }))).toBe(
      `job "x", option "artifacts": the steps "pack" and "again" both save the artifact "package", and a second upload under a name fails. Give one of them a job of its own, or let the second replace the first.`,
    );
  });

  test("may be saved by one of two tasks, or by the second in place of the first", () => {
    const either = [runs(pack, { if: tag }), runs(pack, { id: "other", if: not(tag) })];
    expect(problemOf(() => anyJob("x", { steps: either }))).toBe("no error");
    const artifacts = { package: { overwrite: true } };
    const both = [pack, runs(pack, { id: "again" })];
    expect(problemOf(() => anyJob("x", { steps: both, artifacts }))).toBe("no error");
  });

  test("are those of its tasks", () => {
    const problem = problemOf(() => anyJob("x", { steps: [pack, push()] }).artifact("report"));
    expect(problem).toContain(
      `job "x": there is no artifact "report". The artifacts of the job are "package".`,
    );
  });

  test("are uploaded right behind their task, as the job says", () => {
    const { steps } = declared(() =>
      anyJob("x", {
        steps: [pack, lint],
        artifacts: { package: { name: `p-${github.sha}`, retentionDays: 3, overwrite: true } },
      }),
    );
    expect(steps.map(({ name }) => name)).toEqual([undefined, "pack", "Upload package", "lint"]);
    expect(steps[2]).toMatchObject({
      with: { name: "p-${{ github.sha }}", "retention-days": 3, overwrite: true },
    });
  });
});

describe("the setup of a job", () => {
  const appSetup = [checkout(), setupNode("22")];
  const titles = (jobs: () => unknown): readonly string[] =>
    declared(jobs, appSetup).steps.map((step) =>
      "uses" in step ? step.uses.replace(/@.*/, "") : step.run,
    );

  test.each<[string, () => unknown, readonly string[]]>([
    [
      "comes first where a task is among the steps",
      () => anyJob("x", { steps: [shell("a"), lint] }),
      ["actions/checkout", "actions/setup-node", "a", "./run lint"],
    ],
    [
      "is not there where a checkout is before the first task",
      () => anyJob("x", { steps: [shell("a"), checkout(), lint] }),
      ["a", "actions/checkout", "./run lint"],
    ],
    [
      "is there where the checkout comes too late",
      () => anyJob("x", { steps: [lint, checkout()] }),
      ["actions/checkout", "actions/setup-node", "./run lint", "actions/checkout"],
    ],
    [
      "is there where the checkout is one of another repository",
      () => anyJob("x", { steps: [checkout({ repository: "a/b", path: "b" }), lint] }),
      ["actions/checkout", "actions/setup-node", "actions/checkout", "./run lint"],
    ],
    [
      "is there where the checkout may be skipped",
      () => anyJob("x", { steps: [checkout({ if: tag }), lint] }),
      ["actions/checkout", "actions/setup-node", "actions/checkout", "./run lint"],
    ],
    [
      "is none without a task",
      () => anyJob("x", { steps: [uses(action), shell("a")] }),
      ["a/b", "a"],
    ],
    [
      "is the job's own, with a checkout before a task",
      () => anyJob("x", { setup: [shell("s")], steps: [lint] }),
      ["actions/checkout", "s", "./run lint"],
    ],
    [
      "is the job's own without a task, too",
      () => anyJob("x", { setup: [shell("s")], steps: [shell("a")] }),
      ["s", "a"],
    ],
  ])("%s", (_rule, jobs, expected) => {
    expect(titles(jobs)).toEqual(expected);
  });

  test("is that of each task once, and the app's for tasks without one", () => {
    const own = task({ name: "own", setup: [setupNode("20")], run() {} });
    const same = task({ name: "same", setup: own.definition.setup ?? [], run() {} });
    expect(titles(() => anyJob("x", { steps: [own, lint, same] }))).toEqual([
      "actions/setup-node",
      "actions/checkout",
      "actions/setup-node",
      "./run own",
      "./run lint",
      "./run same",
    ]);
  });
});

describe("after a task", () => {
  test("come its uploads, then the steps", () => {
    const { steps } = declared(() => anyJob(pack, { after: [uses(action, { name: "b" }), lint] }));
    expect(steps.map(({ name }) => name)).toEqual([
      undefined,
      "pack",
      "Upload package",
      "b",
      "lint",
    ]);
  });

  test("a step may read the task, by the id `run`", () => {
    const reads = shell("a", { env: { V: "${{ steps.run.outputs.version }}" } });
    expect(problemOf(() => anyJob(build, { after: [reads] }))).toBe("no error");
  });

  test("a task with required inputs needs runs()", () => {
    expect(problemOf(() => anyJob(lint, { after: [deploy] }))).toBe(
      `job "lint", option "after": the task "deploy" needs the input "target".`,
    );
  });

  test("options of a job of steps are not for a job of a task, and the other way round", () => {
    const problem = (jobs: () => unknown): string => problemOf(jobs).replace(/ The options.*/, "");
    expect(problem(() => anyJob(lint, { steps: [lint] }))).toBe(
      `job "lint": a job has no option "steps".`,
    );
    expect(problem(() => anyJob(lint, { outputs: { a: "b" } }))).toBe(
      'job "lint", option "outputs": a job of a task has the outputs of its task. Other outputs belong to a job of steps.',
    );
    for (const option of ["after", "inputs", "id"]) {
      expect(problem(() => anyJob("x", { steps: [lint], [option]: [] }))).toBe(
        `job "x": a job has no option "${option}".`,
      );
    }
  });
});

/** The one job of an automation, compiled. */
function declared(
  jobs: () => unknown,
  setup: readonly SetupStep[] = [],
): {
  readonly steps: readonly WorkflowStep[];
  readonly outputs?: Readonly<Record<string, string>>;
} {
  const compiled = compileWorkflow(automation({ name: "ci", jobs: () => void jobs() }), {
    ...workflowDefaults,
    permissions: {},
    setup,
  });
  const [only] = Object.values(compiled.jobs);
  if (only === undefined) throw new Error("there is no job");
  return only;
}
