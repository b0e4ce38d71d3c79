import { describe, expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import type { WorkflowCallConfig } from "../../../src/automation/triggers/trigger-filters.ts";
import { onWorkflowCall } from "../../../src/automation/triggers/trigger.ts";
import { secret } from "../../../src/expression/build/github-context.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../declarations.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

function declare(config: WorkflowCallConfig): Automation {
  const upload = uses("codecov/codecov-action@v5", { with: { token: secret("CODECOV_TOKEN") } });
  return automation({
    name: "coverage",
    on: onWorkflowCall(config),
    jobs: () => void job("upload", { steps: [upload] }),
  });
}

function callOf(config: WorkflowCallConfig): unknown {
  return compileWorkflow(declare(config), workflowDefaults).on["workflow_call"];
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

test("secrets of one name in two cases are refused, and so is the token of the run", () => {
  expect(messageOf(() => declare({ secrets: { TOKEN: {}, token: {} } }))).toContain(
    'the secrets "TOKEN" and "token" of a called workflow are the same to GitHub',
  );
  expect(messageOf(() => declare({ secrets: { github_token: {} } }))).toContain(
    'a called workflow cannot have a secret "github_token"',
  );
});

describe("a job that reads a secret which is not declared", () => {
  const textsOf = (config: WorkflowCallConfig): readonly string[] =>
    declare(config).warnings.map(({ kind, text }) => `${kind}: ${text}`);

  test("is warned of, since it is empty unless a caller passes all", () => {
    expect(textsOf({ secrets: { OTHER: {} } })).toEqual([
      'undeclared-secret: the job "upload" reads the secret "CODECOV_TOKEN", which `secrets` of onWorkflowCall() does not have: it is empty unless a caller passes all of its secrets. Add it: onWorkflowCall({ secrets: { CODECOV_TOKEN: { required: true } } }).',
    ]);
  });

  test.each<WorkflowCallConfig>([{}, { secrets: {} }, { secrets: { codecov_token: {} } }])(
    "is none with %j",
    (config) => {
      expect(textsOf(config)).toEqual([]);
    },
  );

  test("may have it from its environment", () => {
    const { warnings } = automation({
      name: "coverage",
      on: onWorkflowCall({ secrets: { OTHER: {} } }),
      jobs: () =>
        void job("upload", {
          environment: "production",
          steps: [shell("make", { env: { TOKEN: secret("TOKEN") } })],
        }),
    });
    expect(warnings).toEqual([]);
  });
});
