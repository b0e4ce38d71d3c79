import { expect, test } from "vitest";
import {
  artifactInput,
  automation,
  type AutomationOptions,
  expr,
  github,
  hashFiles,
  job,
  matrix,
  shell,
  task,
  upload,
} from "../../../src/index.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const build = task({ name: "build", artifacts: ["wheel"], run() {} });
const use = task({ name: "use", inputs: { w: artifactInput() }, run() {} });

function declare(jobs: AutomationOptions["jobs"]): ReturnType<typeof automation> {
  return automation({ name: "ci", jobs });
}

function problemWith(jobs: AutomationOptions["jobs"]): string {
  return messageOf(() => declare(jobs));
}

/** What the download of the job "use" says. */
function downloadOf(jobs: AutomationOptions["jobs"]): unknown {
  const workflow = compileWorkflow(declare(jobs), { ...workflowDefaults, permissions: {} });
  const step = workflow.jobs["use"]?.steps.find(
    (each) => "uses" in each && each.uses.includes("download"),
  );
  return (step as { readonly with?: unknown } | undefined)?.with;
}

test("a name that every job can read is downloaded by itself", () => {
  const name = `w-${github.sha}`;
  const source = downloadOf(() => {
    job(use, { inputs: { w: job(build, { artifacts: { wheel: { name } } }).artifact("wheel") } });
  });
  expect(source).toMatchObject({ name: "w-${{ github.sha }}" });
});

test.each([
  ["a step", (): string => `w-${expr`steps.v.outputs.v`}`],
  ["the job's id", (): string => `w-${expr`github.job`}`],
  ["the attempt", (): string => `w-${expr`github.run_attempt`}`],
  ["files", (): string => `w-${hashFiles("package.json")}`],
])("a name with %s is refused where another job asks for the artifact", (_, name) => {
  const steps = [shell("echo v=1", { id: "v" }), build];
  const declared = (): ReturnType<typeof job> =>
    job("j", { steps, artifacts: { wheel: { name: name() } } });
  expect(problemWith(() => void declared())).toBe("no error");
  const problem = problemWith(() => {
    job(use, { inputs: { w: declared().artifact("wheel") } });
  });
  expect(problem).toContain(
    'automation "ci", job "j", option "artifacts.wheel.name": no other job',
  );
  expect(problem).toContain("Leave out `name`");
});

test("the artifacts of a matrix are gathered by what their names begin with", () => {
  const source = downloadOf(() => {
    const m = matrix({ a: [1, 2] });
    const many = job(build, { matrix: m, artifacts: { wheel: { name: `many-${m.a}` } } });
    job("docs", { steps: [upload("docs-many", "run")] });
    job(use, { inputs: { w: many.artifacts("wheel") } });
  });
  expect(source).toMatchObject({ pattern: "many-*" });
});

test("the only combination of a matrix has a name, and a folder of that name", () => {
  const source = downloadOf(() => {
    const m = matrix({ a: ["x"] });
    const name = `many-${m.a}-${expr`strategy.job-index`}`;
    const one = job(build, { matrix: m, artifacts: { wheel: { name } } });
    job(use, { inputs: { w: one.artifacts("wheel") } });
  });
  expect(source).toEqual({
    name: "many-x-0",
    path: "${{ runner.temp }}/recompose/received/w/many-x-0",
  });
});

test.each([
  ["an upload", (): unknown => job("docs", { steps: [upload("many-docs", "run")] })],
  ["an upload in other case", (): unknown => job("docs", { steps: [upload("Many-Docs", "run")] })],
  [
    "a name with an expression",
    (): unknown => job("docs", { steps: [upload(`many${github.sha}`, "run")] }),
  ],
  [
    "a task's",
    (): unknown => job(build, { id: "docs", artifacts: { wheel: { name: "many-docs" } } }),
  ],
])("a pattern that would take another artifact is refused: %s", (_, other) => {
  const problem = problemWith(() => {
    const m = matrix({ a: [1, 2] });
    const many = job(build, { matrix: m, artifacts: { wheel: { name: `many-${m.a}` } } });
    job(use, { inputs: { w: many.artifacts("wheel") } });
    other();
  });
  expect(problem).toContain('the pattern "many-*", which also takes the artifact "');
  expect(problem).toContain('of the job "docs". Leave out `name`, or begin it');
});

test("an upload with a name like those that recompose chooses is refused where they are gathered", () => {
  const jobs = (gathered: boolean): void => {
    const many = job(build, { matrix: matrix({ a: [1, 2] }) });
    if (gathered) job(use, { inputs: { w: many.artifacts("wheel") } });
    job("docs", { steps: [upload("wheel-docs", "run")] });
  };
  expect(problemWith(() => jobs(true))).toBe(
    'DeclarationError: automation "ci", job "build": its artifacts are gathered by the pattern "wheel-*", which also takes the artifact "wheel-docs" of the job "docs". Give that one a name that begins with another text.',
  );
  expect(problemWith(() => jobs(false))).toBe("no error");
});

test("names without a beginning, and without a combination, are refused where they are gathered", () => {
  const gather = (name: (value: unknown) => string): string =>
    problemWith(() => {
      const m = matrix({ a: [1, 2] });
      const many = job(build, { matrix: m, artifacts: { wheel: { name: name(m.a) } } });
      job(use, { inputs: { w: many.artifacts("wheel") } });
    });
  expect(gather((value) => `${String(value)}-wheel`)).toContain("begins with an expression");
  expect(gather(() => "fix")).toContain('all combinations upload the artifact as "fix"');
});

test("a name that no artifact can have is refused", () => {
  const problem = problemWith(() => void job(build, { artifacts: { wheel: { name: "a/b:c" } } }));
  expect(problem).toContain('option "artifacts.wheel.name": an artifact cannot be called "a/b:c"');
});
