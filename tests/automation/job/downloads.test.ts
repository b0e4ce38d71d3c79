import { expect, test } from "vitest";
import {
  app,
  automation,
  type AutomationOptions,
  download,
  type Job,
  job,
  matrix,
  task,
} from "../../../src/index.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const build = task({ name: "build", artifacts: ["wheel"], run() {} });

/** The job "use" of an automation. */
function use(jobs: AutomationOptions["jobs"]): {
  readonly needs?: readonly string[] | undefined;
  readonly inputs: unknown;
} {
  const workflow = compileWorkflow(automation({ name: "ci", jobs }), {
    ...workflowDefaults,
    permissions: {},
  });
  const { needs, steps = [] } = workflow.jobs["use"] ?? {};
  return { needs, inputs: steps.map((step) => ("uses" in step ? step.with : step.run)) };
}

test("a download of a job's artifact has its name, and the job needs that job", () => {
  const { needs, inputs } = use(() => {
    job(build);
    const other = job(build, { id: "b2" });
    job("use", { steps: [download(other.artifact("wheel"), { path: "dist" })] });
  });
  expect(needs).toEqual(["b2"]);
  expect(inputs).toEqual([{ name: "b2-wheel", path: "dist" }]);
});

test("a download of an artifact with a name from its job has that name", () => {
  const { inputs } = use(() => {
    const built = job(build, { artifacts: { wheel: { name: "mine" } } });
    job("use", { steps: [download(built.artifact("wheel"), { skipDecompress: true })] });
  });
  expect(inputs).toEqual([{ name: "mine", "skip-decompress": true }]);
});

test("a download of the artifacts of a matrix has their pattern", () => {
  const { needs, inputs } = use(() => {
    const built = job(build, { matrix: matrix({ a: [1, 2] }) });
    const wheels = built.artifacts("wheel");
    job("use", {
      steps: [
        download(wheels, { path: "dist" }),
        download(wheels, { path: "all", mergeMultiple: true }),
      ],
    });
  });
  expect(needs).toEqual(["build"]);
  expect(inputs).toEqual([
    { pattern: "wheel-*", path: "dist" },
    { pattern: "wheel-*", path: "all", "merge-multiple": true },
  ]);
});

test("the artifact of the only combination has a folder of its own, unless it is merged", () => {
  const { inputs } = use(() => {
    const wheels = job(build, { matrix: matrix({ a: ["x"] }) }).artifacts("wheel");
    job("use", {
      steps: [
        download(wheels),
        download(wheels, { path: "dist/" }),
        download(wheels, { path: "all", mergeMultiple: true }),
      ],
    });
  });
  expect(inputs).toEqual([
    { name: "wheel-0-x", path: "wheel-0-x" },
    { name: "wheel-0-x", path: "dist/wheel-0-x" },
    { name: "wheel-0-x", path: "all" },
  ]);
});

test("a download in the setup of a job needs the artifact's job, too", () => {
  const { needs } = use(() => {
    const wheel = job(build).artifact("wheel");
    job(build, { id: "use", setup: [download(wheel)] });
  });
  expect(needs).toEqual(["build"]);
});

test("an artifact of another automation, and one in the setup of all jobs, is refused", () => {
  let built: Job<never, "wheel"> | undefined;
  const first = automation({ name: "first", jobs: () => void (built = job(build)) });
  const step = download((built as unknown as Job<never, "wheel">).artifact("wheel"), {
    path: "dist",
  });
  const second = (): unknown =>
    automation({ name: "second", jobs: () => void job("use", { steps: [step] }) });
  const message = "the artifact is of a job of another automation";
  expect(messageOf(second)).toContain(
    `job "use", step "actions/download-artifact", option "artifact": ${message}`,
  );
  const shared = (): unknown =>
    app({ entryPoint: "./run", setup: [step], commands: [build], automations: [first] });
  expect(messageOf(shared)).toContain(message);
});

test("one artifact is not merged", () => {
  const problem = messageOf(() =>
    use(() => {
      job("use", { steps: [download(job(build).artifact("wheel"), { mergeMultiple: true })] });
    }),
  );
  expect(problem).toContain("`mergeMultiple` is for the artifacts of a matrix");
});

test("a download of a job's artifact takes no other run", () => {
  const problem = messageOf(() =>
    use(() => {
      const wheel = job(build).artifact("wheel");
      // @ts-expect-error The artifact is of this run.
      job("use", { steps: [download(wheel, { runId: 1 })] });
    }),
  );
  expect(problem).toContain("runId");
});
