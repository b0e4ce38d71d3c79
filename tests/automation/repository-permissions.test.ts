import { expect, test } from "vitest";
import { automation, type Automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import type { PermissionOptions } from "../../src/automation/keys/values/permissions.ts";
import type { Workflow } from "../../src/model/workflow.ts";
import { uses } from "../../src/steps/uses.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";
import { workflowDefaults } from "../workflow/workflow-defaults.ts";

function declare(
  permissions: PermissionOptions | "repository",
  ofJob?: PermissionOptions,
): Automation {
  const options = ofJob === undefined ? {} : { permissions: ofJob };
  return automation({
    name: "lock",
    permissions,
    jobs: () => void job("lock", { steps: [uses("dessant/lock-threads@v6")], ...options }),
  });
}

function compile(declared: Automation): Workflow {
  return compileWorkflow(declared, workflowDefaults);
}

test("permissions that are the repository's are not written", () => {
  const workflow = compile(declare("repository"));
  expect(workflow.permissions).toBeUndefined();
  expect(renderWorkflow(workflow, "recompose.ts", "./run generate-gha")).not.toContain(
    "permissions",
  );
});

test("a job has its own permissions beside those of the repository", () => {
  const workflow = compile(declare("repository", { issues: "write" }));
  expect(workflow.permissions).toBeUndefined();
  expect(workflow.jobs["lock"]?.permissions).toEqual({ issues: "write" });
});

test("a job cannot leave its permissions to the repository", () => {
  expect(() => declare("repository", "repository" as unknown as "read-all")).toThrow(
    'automation "lock", job "lock", option "permissions": permissions are "read-all", "write-all" or scopes with levels, not "repository".',
  );
});
