/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables#default-environment-variables */
import { expect, test } from "vitest";
import {
  machineEnvironment,
  runnerContext,
  runnerEnvironment,
} from "../../../src/runner/values/runner-environment.ts";
import { selectJobs } from "../../../src/runner/plan/job-selection.ts";
import { merge } from "../../../src/runner/event/event-payload.ts";
import { workflowOf } from "../workflow-builders.ts";

const folders = { workspace: "/work/tool/tool", temp: "/work/temp" };

test("a step finds the machine's variables, but none of a run or a hook around it, nor a secret that it did not ask for", () => {
  const env = {
    PATH: "/bin",
    CI: "1",
    GITHUB_TOKEN: "mine",
    GITHUB_ENV: "outer",
    RUNNER_TEMP: "outer",
    MY_GITHUB_X: "own",
    GIT_DIR: "/hook",
    TOKEN: "hush",
  };
  expect(machineEnvironment(env, ["TOKEN"])).toEqual({
    PATH: "/bin",
    CI: "1",
    GITHUB_TOKEN: "mine",
    MY_GITHUB_X: "own",
  });
  expect(machineEnvironment(env)).toMatchObject({ TOKEN: "hush" });
});

test("a step finds the context as variables, empty where the context has nothing", () => {
  const found = runnerEnvironment(
    { event_name: "push", run_number: 3, ref_protected: false, secret: "no" },
    { platform: "linux", architecture: "x64" },
    folders,
  );
  expect(found).toMatchObject({
    GITHUB_EVENT_NAME: "push",
    GITHUB_RUN_NUMBER: "3",
    GITHUB_REF_PROTECTED: "false",
    GITHUB_HEAD_REF: "",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: "/work/temp",
    RUNNER_TOOL_CACHE: "/work/temp/_tool",
    RUNNER_ENVIRONMENT: "self-hosted",
    RUNNER_WORKSPACE: "/work/tool",
    RECOMPOSE_LOCAL: "1",
  });
  expect(found).not.toHaveProperty("GITHUB_SECRET");
  expect(found).not.toHaveProperty("GITHUB_EVENT");
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#runner-context
test.each([
  ["linux", "x64", "Linux", "X64"],
  ["darwin", "arm64", "macOS", "ARM64"],
  ["win32", "ia32", "Windows", "X86"],
  ["linux", "arm", "Linux", "ARM"],
  ["freebsd", "riscv64", "freebsd", "riscv64"],
])("%s on %s is %s on %s", (platform, architecture, os, arch) => {
  expect(runnerContext({ platform, architecture } as never, "/work/temp")).toMatchObject({
    os,
    arch,
    name: "local",
  });
});

test("what a file says of an event is over what git knows, part by part, and a list as a whole", () => {
  const known = { a: 1, b: { c: [1, 2], d: { e: 1 } }, f: { g: 1 }, h: [{ i: 1 }] };
  expect(merge(known, { b: { c: [3], d: { x: 2 } }, f: null, h: { i: 2 }, n: { m: 1 } })).toEqual({
    a: 1,
    b: { c: [3], d: { e: 1, x: 2 } },
    f: null,
    h: { i: 2 },
    n: { m: 1 },
  });
  expect(merge(known, "text")).toBe("text");
  expect(merge(null, { a: 1 })).toEqual({ a: 1 });
  expect(merge({}, { toString: { a: 1 } })).toEqual({ toString: { a: 1 } });
});

test("jobs are chosen with all that they need, in the order of the workflow", () => {
  const workflow = workflowOf({
    a: {},
    b: { needs: ["a"] },
    c: {},
    d: { needs: ["b"] },
    e: { needs: ["c"] },
  });
  const chosen = (only?: readonly string[]): readonly string[] =>
    Object.keys(selectJobs(workflow, only).jobs);
  expect(chosen()).toEqual(["a", "b", "c", "d", "e"]);
  expect(chosen([])).toEqual(["a", "b", "c", "d", "e"]);
  expect(chosen(["d"])).toEqual(["a", "b", "d"]);
  expect(chosen(["e", "a"])).toEqual(["a", "c", "e"]);
  expect(selectJobs(workflow, ["c"])).toMatchObject({ name: workflow.name, on: workflow.on });
});

test("a job that is none is answered with those that are, and the nearest", () => {
  expect(() => selectJobs(workflowOf({ lint: {}, test: {} }), ["lint", "tset"])).toThrow(
    expect.objectContaining({
      message: expect.stringMatching(
        /^--only: the automation "[^"]*" has no job "tset"\..* Its jobs are "lint" and "test"\. Did you mean "test"\?$/,
      ),
      hints: ["--only lint"],
    }),
  );
});
