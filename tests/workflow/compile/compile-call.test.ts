import { describe, expect, test } from "vitest";
import { automation, type Automation } from "../../../src/automation/automation.ts";
import { call } from "../../../src/automation/job/call.ts";
import { job } from "../../../src/automation/job/job.ts";
import type { CallSettings } from "../../../src/automation/keys/call-options.ts";
import type { WorkflowCallConfig } from "../../../src/automation/triggers/trigger-filters.ts";
import { onPush, onWorkflowCall } from "../../../src/automation/triggers/trigger.ts";
import { secret } from "../../../src/expression/build/github-context.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { messageOf } from "../../automation/declarations.ts";
import { workflowDefaults } from "../workflow-defaults.ts";

type Secrets = CallSettings["secrets"];

/** Its job reads the secrets of these names. */
function lib(names: readonly string[], config: WorkflowCallConfig = {}): Automation {
  const env = Object.fromEntries(names.map((name, index) => [`S${index}`, secret(name)]));
  return automation({
    name: "lib",
    on: onWorkflowCall(config),
    jobs: () => void job("a", { steps: [shell("make", { env })] }),
  });
}

function between(
  called: Automation,
  secrets: Secrets,
  config: WorkflowCallConfig = {},
): Automation {
  return automation({
    name: "between",
    on: onWorkflowCall(config),
    jobs: () => void call(called, secrets === undefined ? {} : { secrets }),
  });
}

function problem(called: Automation, secrets?: Secrets): string {
  const jobs = (): void => void call(called, secrets === undefined ? {} : { secrets });
  return messageOf(() =>
    compileWorkflow(automation({ name: "ci", on: onPush(), jobs }), workflowDefaults),
  );
}

function declaredBy(called: Automation): unknown {
  const config = compileWorkflow(called, workflowDefaults).on["workflow_call"];
  return (config as { readonly secrets?: unknown } | null)?.secrets;
}

describe("the secrets that a call passes", () => {
  test("are those that the automation has, whatever their case", () => {
    expect(problem(lib(["TOKEN"]), ["TOKEN"])).toBe("no error");
    expect(problem(lib(["TOKEN"]), ["token"])).toBe("no error");
    expect(problem(lib(["token", "TOKEN"]), ["TOKEN"])).toBe("no error");
    expect(problem(lib(["TOKEN"]), { token: secret("OTHER") })).toBe("no error");
  });

  test("are not others, which GitHub refuses", () => {
    expect(problem(lib(["TOKEN"]), ["TOKEN", "TOKE"])).toBe(
      'DeclarationError: automation "ci", job "lib", option "secrets": the automation "lib" has no secret "TOKE", and GitHub refuses a call that passes it. Its secrets are "TOKEN". Did you mean "TOKEN"?',
    );
    expect(problem(lib([]), ["TOKEN"])).toContain('has no secret "TOKEN"');
    expect(problem(lib(["TOKEN"], { secrets: {} }), ["TOKEN"])).toContain('has no secret "TOKEN"');
  });

  test("are not the token of the run, which the automation has anyway", () => {
    expect(problem(lib(["GITHUB_TOKEN"]), ["GITHUB_TOKEN"])).toContain(
      'the automation "lib" has the token of the run without being passed it',
    );
  });

  test("are all that it requires", () => {
    expect(problem(lib(["TOKEN"]))).toContain(
      'the automation "lib" requires "TOKEN", and the job passes no secret.',
    );
    expect(problem(lib(["TOKEN"], { secrets: { TOKEN: {} } }))).toBe("no error");
  });

  test.each<[Secrets, string]>([
    [["TOKEN", "token"], 'the secret "token" is "TOKEN" to GitHub, which ignores case.'],
    [["TOKEN", "TOKEN"], 'the secret "TOKEN" is there twice.'],
  ])("are each passed once: %j", (secrets, message) => {
    expect(problem(lib(["TOKEN"]), secrets)).toContain(message);
  });
});

describe("a secret that a job reads in two cases", () => {
  test("is declared once", () => {
    expect(declaredBy(lib(["npm_token", "NPM_TOKEN"]))).toEqual({ npm_token: { required: true } });
  });
});

describe("an automation between two", () => {
  const optional = { secrets: { TOKEN: {} } };

  test("declares what the call needs that passes all on", () => {
    expect(declaredBy(between(lib(["TOKEN"]), "inherit"))).toEqual({ TOKEN: { required: true } });
    expect(declaredBy(between(lib(["TOKEN"], optional), "inherit"))).toEqual({
      TOKEN: { required: false },
    });
  });

  test("declares what it passes by name, required where the automation requires it", () => {
    const renamed = { TOKEN: secret("OTHER") };
    expect(declaredBy(between(lib(["TOKEN"]), renamed))).toEqual({ OTHER: { required: true } });
    expect(declaredBy(between(lib(["TOKEN"], optional), ["TOKEN"]))).toEqual({
      TOKEN: { required: false },
    });
  });

  test("needs what it passes on", () => {
    expect(problem(between(lib(["TOKEN"]), "inherit"))).toContain(
      'automation "ci", job "between", option "secrets": the automation "between" requires "TOKEN", and the job passes no secret.',
    );
    expect(problem(between(lib(["TOKEN"]), "inherit"), ["TOKEN"])).toBe("no error");
  });

  test("that declares no secrets gets all where it passes all on", () => {
    const called = between(lib(["TOKEN"]), "inherit", { secrets: {} });
    expect(problem(called)).toContain('the automation "between" requires "TOKEN"');
    expect(problem(called, "inherit")).toBe("no error");
  });
});
