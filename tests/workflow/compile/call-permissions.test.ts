import { expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { call } from "../../../src/automation/job/call.ts";
import { job } from "../../../src/automation/job/job.ts";
import { onPush, onWorkflowCall } from "../../../src/automation/triggers/trigger.ts";
import type { PermissionOptions } from "../../../src/automation/keys/values/permissions.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { workflowDefaults } from "../workflow-defaults.ts";

type Own = PermissionOptions | undefined;

function lib(ofJob: Own, own?: PermissionOptions | "repository"): Automation {
  return automation({
    name: "lib",
    on: onWorkflowCall(),
    ...(own !== undefined && { permissions: own }),
    jobs: () => void job("pages", { ...(ofJob && { permissions: ofJob }), steps: [shell("make")] }),
  });
}

function caller(called: Automation, ofCall?: Own, own?: PermissionOptions | "repository") {
  return automation({
    name: "ci",
    on: onPush(),
    ...(own !== undefined && { permissions: own }),
    jobs: () => void call(called, ofCall === undefined ? {} : { permissions: ofCall }),
  });
}

function refusal(declared: Automation): { readonly message: string; readonly hint?: string } {
  try {
    compileWorkflow(declared, workflowDefaults);
  } catch (error) {
    const { message, hints } = error as Error & { readonly hints: readonly string[] };
    return { message, hint: hints[0] ?? "" };
  }
  return { message: "none" };
}

test("a call that allows less than a job of the automation asks for is an error that says what to type", () => {
  expect(refusal(caller(lib({ pages: "write", idToken: "write" })))).toEqual({
    message:
      'automation "ci", job "lib", option "permissions": the job "pages" of the automation "lib" asks for id-token: write, pages: write, and the call allows id-token: none, pages: none: GitHub refuses a workflow that calls one with more permissions than it gives.',
    hint: 'call(lib, { permissions: { contents: "read", idToken: "write", pages: "write" } })',
  });
});

test("the hint is enough", () => {
  const enough = { contents: "read", idToken: "write", pages: "write" } as const;
  const called = lib({ pages: "write", idToken: "write" });
  expect(refusal(caller(called, enough)).message).toBe("none");
  expect(refusal(caller(called, undefined, enough)).message).toBe("none");
});

test("a call that allows less than the automation asks for as a whole is one, too", () => {
  expect(refusal(caller(lib({}), {})).message).toContain(
    'the automation "lib" asks for contents: read, and the call allows contents: none',
  );
});

test.each<[Own, Own, string]>([
  [
    { contents: "write" },
    "read-all",
    ', contents: "write", copilotRequests: "write", deployments: "read", ',
  ],
  ["read-all", { contents: "read" }, 'call(lib, { permissions: "read-all" })'],
  ["write-all", { contents: "read" }, 'call(lib, { permissions: "write-all" })'],
])("a job that asks for %j of a call that allows %j is one", (ofJob, ofCall, hint) => {
  const { message, hint: shown } = refusal(caller(lib(ofJob), ofCall));
  expect(message).toContain('the job "pages" of the automation "lib" asks for ');
  expect(shown).toContain(hint);
});

test.each<[Own, Own]>([
  [{ contents: "read" }, "read-all"],
  [{ contents: "none" }, { contents: "read" }],
  ["write-all", "write-all"],
])("a job may ask for %j of a call that allows %j", (ofJob, ofCall) => {
  expect(refusal(caller(lib(ofJob), ofCall)).message).toBe("none");
});

test("an automation between that says nothing passes on what its caller allows", () => {
  const deep = lib({ pages: "write" }, "repository");
  const between = automation({
    name: "between",
    on: onWorkflowCall(),
    permissions: "repository",
    jobs: () => void call(deep),
  });
  expect(refusal(caller(between, { pages: "write" })).message).toBe("none");
  expect(refusal(caller(between, { contents: "read" })).message).toContain(
    'automation "ci", job "between", option "permissions": the job "pages" of the automation "lib" asks for pages: write',
  );
});

test("where the repository says what a token may do, nothing is known", () => {
  const called = lib({ pages: "write" }, "repository");
  expect(refusal(caller(called, undefined, "repository")).message).toBe("none");
});
