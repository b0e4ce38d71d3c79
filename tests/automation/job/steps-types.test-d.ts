/** What the types of jobs of steps and of calls infer, and what does not compile. */
import { describe, expectTypeOf, test } from "vitest";
import {
  type Automation,
  automation,
  boolInput,
  call,
  choiceInput,
  type Condition,
  type Job,
  job,
  onWorkflowCall,
  type Reference,
  runs,
  secret,
  setupUv,
  shell,
  stringInput,
  task,
  upload,
  uses,
  when,
} from "../../../src/index.ts";

const build = task({
  name: "build",
  inputs: { release: boolInput() },
  outputs: ["version"],
  artifacts: ["wheel"],
  run() {},
});
const check = task({
  name: "check",
  inputs: { node: stringInput(), level: choiceInput(["low", "high"], { default: "low" }) },
  outputs: ["coverage"],
  run() {},
});
const lint = task({ name: "lint", run() {} });
declare const failed: Condition;
declare const node: Reference<string>;

const push = uses("docker/build-push-action@v6", { id: "push", with: { push: true } });
const built = runs(build, { inputs: { release: true } });
const checked = runs(check, { inputs: { node } });

/** Never called: only its types are of interest. */
function imageJob() {
  return job("image", {
    steps: [
      lint,
      build,
      built,
      shell("npm ci"),
      push,
      checked,
      upload("report", "out", { if: failed }),
    ],
    outputs: { digest: push.get("digest") },
    artifacts: { wheel: { retentionDays: 3, if: failed } },
  });
}

test("a job of steps has the outputs and artifacts of its tasks, and the outputs that it maps", () => {
  expectTypeOf(imageJob).returns.toEqualTypeOf<Job<"version" | "coverage" | "digest", "wheel">>();
  expectTypeOf(
    (output: Parameters<typeof built.get>[0]) => output,
  ).returns.toEqualTypeOf<"version">();
  expectTypeOf(push.get("digest")).toEqualTypeOf<Reference<string>>();
  expectTypeOf(push.outcome).toEqualTypeOf<
    Reference<"success" | "failure" | "cancelled" | "skipped">
  >();
});

test("a job of actions has no outputs but those that it maps", () => {
  const lock = (): Job<never, never> => job("lock", { steps: [uses("a/b@v1")] });
  expectTypeOf(lock).returns.toEqualTypeOf<Job<never, never>>();
});

describe("what does not compile", () => {
  test("in a job of steps", () => {
    const declare = (): void => {
      const image = imageJob();
      // @ts-expect-error no such output
      image.get("nothing");
      // @ts-expect-error no such artifact
      image.artifact("report");
      // @ts-expect-error the outputs of a task are known
      built.get("nothing");
      // @ts-expect-error it needs `node`
      runs(check);
      // @ts-expect-error it needs `node` among its inputs
      runs(check, { inputs: {} });
      // @ts-expect-error not one of the choices
      runs(check, { inputs: { node, level: "mid" } });
      // @ts-expect-error no such input
      runs(build, { inputs: { relase: true } });
      // @ts-expect-error a task with required inputs is no step by itself
      job("x", { steps: [check] });
      // @ts-expect-error the action's outputs are not the job's unless it maps them
      job("y", { steps: [push] }).get("digest");
      // @ts-expect-error no artifact of its tasks
      job("z", { steps: [build], artifacts: { report: {} } });
      // @ts-expect-error no steps
      job("w", {});
      // @ts-expect-error an output is a text
      job("v", { steps: [lint], outputs: { a: 3 } });
      // @ts-expect-error a job of steps has no inputs
      job("u", { steps: [lint], inputs: {} });
      // @ts-expect-error a job of a task has no steps
      job(lint, { steps: [lint] });
      // @ts-expect-error a step has no condition, but an `if`
      shell("a", { condition: failed });
      // @ts-expect-error what stands in is a task, outputs or "skip"
      uses("a/b@v1", { local: "none" });
      // @ts-expect-error what stands in for outputs are texts
      uses("a/b@v1", { local: { outputs: { a: 3 } } });
    };
    expectTypeOf(declare).toBeFunction();
  });

  test("in a call", () => {
    const declare = (checks: Automation<{ level: ReturnType<typeof level> }, "coverage">): void => {
      call(checks, { inputs: { level: "low" } }).get("coverage");
      call("./.github/workflows/x.yml", { inputs: { any: 1 }, secrets: "inherit" }).get("any");
      call(checks, { inputs: { level: "high" }, secrets: { TOKEN: secret("OTHER") } });
      // @ts-expect-error it needs `level`
      call(checks);
      // @ts-expect-error not one of the choices
      call(checks, { inputs: { level: "mid" } });
      // @ts-expect-error no such output
      call(checks, { inputs: { level: "low" } }).get("nothing");
      // @ts-expect-error a call has no steps
      call(checks, { inputs: { level: "low" }, steps: [lint] });
      // @ts-expect-error a call has no runner
      call("./.github/workflows/x.yml", { runsOn: "ubuntu-latest" });
      // @ts-expect-error a call saves no artifacts
      call("./.github/workflows/x.yml").artifact("x");
    };
    const level = () => choiceInput(["low", "high"]);
    expectTypeOf(declare).toBeFunction();
  });
});

test("after a task come steps, and tasks without required inputs", () => {
  const declare = (): void => {
    job(check, { inputs: { node: "20" } });
    job(build, { after: [push, lint] });
    // @ts-expect-error it needs `node`
    job(build, { after: [check] });
  };
  expectTypeOf(declare).toBeFunction();
});

test("an automation that is called has its outputs by type", () => {
  const callee = () =>
    automation({
      name: "callee",
      on: onWorkflowCall(),
      inputs: { flag: boolInput() },
      jobs() {
        job(lint);
      },
    });
  const declare = (): void => {
    call(callee());
    call(callee(), { inputs: { flag: true } });
    // @ts-expect-error a boolean
    call(callee(), { inputs: { flag: "yes" } });
  };
  expectTypeOf(declare).toBeFunction();
});

test("a mistake is reported at the option that it is in", () => {
  const declare = (checks: Automation<{ flag: ReturnType<typeof boolInput> }>): void => {
    job(build, {
      // @ts-expect-error a number
      timeoutMinutes: "5",
    });
    job(build, {
      artifacts: {
        wheel: {
          // @ts-expect-error no such setting
          retention: 3,
        },
      },
    });
    job(check, {
      inputs: {
        node,
        // @ts-expect-error not one of the choices
        level: "mid",
      },
    });
    job("x", {
      steps: [lint],
      // @ts-expect-error a number
      timeoutMinutes: "5",
    });
    call(checks, {
      inputs: {
        // @ts-expect-error a boolean
        flag: "yes",
      },
    });
    call(checks, {
      inputs: { flag: true },
      // @ts-expect-error "inherit"
      secrets: "Inherit",
    });
    call("./.github/workflows/x.yml", {
      // @ts-expect-error a condition
      condition: "yes",
    });
  };
  expectTypeOf(declare).toBeFunction();
});

test("a secret stands where one step, a service, a registry or a called workflow gets it, and nowhere else", () => {
  const token = secret("TOKEN");
  const declare = (): void => {
    shell("a", { env: { T: token, U: when(token.ne(""), token, "none") } });
    uses("a/b@v1", { with: { t: token } });
    call("./.github/workflows/x.yml", { secrets: { T: token } });
    const credentials = { username: token, password: token };
    job("a", { steps: [lint], container: { image: "a", credentials } });
    job("s", { steps: [lint], services: { db: { image: "a", env: { T: token } } } });
    // @ts-expect-error every step would get it
    job("r", { steps: [lint], container: { image: "a", env: { T: token } } });
    // @ts-expect-error every step would get it
    job("b", { steps: [lint], env: { T: token } });
    // @ts-expect-error a task declares its secrets
    job(check, { inputs: { node: token } });
    // @ts-expect-error other jobs would get it
    job("c", { steps: [lint], outputs: { t: token } });
    // @ts-expect-error everybody can see it
    shell("a", { name: token });
  };
  expectTypeOf(declare).toBeFunction();
});

test("what stands in for an action is a task without required inputs", () => {
  const declare = (): void => {
    uses("a/b@v1", { local: build });
    // @ts-expect-error it needs `node`
    uses("a/b@v1", { local: check });
  };
  expectTypeOf(declare).toBeFunction();
});

test("an output of a job may be a reference to a number", () => {
  const declare = (count: Reference<number>): Job<"count", never> =>
    job("a", { steps: [shell("a")], outputs: { count } });
  expectTypeOf(declare).toBeFunction();
});

test("a version of uv and a file that says it exclude each other", () => {
  const declare = (): void => {
    setupUv({ version: "0.9" });
    setupUv({ versionFile: "uv.toml" });
    // @ts-expect-error one of them
    setupUv({ version: "0.9", versionFile: "uv.toml" });
  };
  expectTypeOf(declare).toBeFunction();
});
