import { expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import {
  onWorkflowCall,
  type WorkflowCallConfig,
} from "../../../src/automation/triggers/trigger.ts";
import { secret } from "../../../src/expression/build/github-context.ts";
import { uses } from "../../../src/steps/uses.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";

function declare(config: WorkflowCallConfig): Automation {
  const upload = uses("codecov/codecov-action@v5", { with: { token: secret("CODECOV_TOKEN") } });
  return automation({
    name: "coverage",
    on: onWorkflowCall(config),
    jobs: () => void job("upload", { steps: [upload] }),
  });
}

function callOf(config: WorkflowCallConfig): unknown {
  const defaults = { entryPoint: "./run", runsOn: "ubuntu-latest", setup: [] };
  const permissions = { contents: "read" } as const;
  return compileWorkflow(declare(config), { ...defaults, permissions }).on["workflow_call"];
}

test("without secrets a caller passes those that the jobs read", () => {
  expect(callOf({})).toEqual({ secrets: { CODECOV_TOKEN: { required: true } } });
});

test("secrets are written as they are declared, in place of those that the jobs read", () => {
  const secrets = { OTHER: { description: "For uploads", required: false }, PLAIN: {} };
  expect(callOf({ secrets })).toEqual({ secrets });
});

test("an empty mapping writes none: a caller passes all of its secrets", () => {
  expect(callOf({ secrets: {} })).toBeNull();
});

test.each([
  [{ secrets: { "a b": {} } }, 'the secret "a b"'],
  [{ secrets: { TOKEN: true } }, 'the secret "TOKEN"'],
  [{ secrets: { TOKEN: { required: "yes" } } }, 'the secret "TOKEN"'],
  [{ secrets: { TOKEN: { deprecated: true } } }, 'the secret "TOKEN"'],
  [{ secrets: ["TOKEN"] }, 'the secret "secrets"'],
])("%j is refused", (config, what) => {
  expect(messageOf(() => declare(config as WorkflowCallConfig))).toContain(
    `automation "coverage", option "on": ${what} of a called workflow has \`required\` and \`description\``,
  );
});
