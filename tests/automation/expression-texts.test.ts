import { describe, expect, test } from "vitest";
import { job } from "../../src/automation/job/job.ts";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import { onEvent, onPush, onWorkflowCall } from "../../src/automation/triggers/trigger.ts";
import { github } from "../../src/expression/build/github-context.ts";
import { choiceInput, stringInput } from "../../src/inputs/input.ts";
import { shell } from "../../src/steps/shell-step.ts";
import { uses } from "../../src/steps/uses.ts";
import { task } from "../../src/task/task.ts";
import { declare, deploy, lint, messageOf, untypedAutomation } from "./declarations.ts";

const open = "see ${{ github.ref";
const broken = "${{ github..ref }}";

// ParseScalar and ParseExpression in actions/runner, src/Sdk/WorkflowParser/ObjectTemplating/TemplateReader.cs.
describe("a text with an expression that GitHub could not read is refused where it is declared", () => {
  test.each<[option: string, settings: object]>([
    ["name", { name: open }],
    ["runsOn", { runsOn: ["self-hosted", open] }],
    ["env.A", { env: { A: open } }],
    ["environment.url", { environment: { name: "x", url: open } }],
    ["environment.deployment", { environment: { name: "x", deployment: open } }],
    ["concurrency.group", { concurrency: { group: open } }],
    ["continueOnError", { continueOnError: open }],
    ["timeoutMinutes", { timeoutMinutes: broken }],
    ["container.image", { container: { image: open } }],
    ["services.db", { services: { db: open } }],
    ["extra.snapshot", { extra: { snapshot: { a: [open] } } }],
    ["extra", { extra: { snapshot: { [open]: 1 } } }],
    ["setup", { setup: [uses("a/b@v1", { with: { a: open } })] }],
    ["setup", { setup: [uses("a/b@v1", { with: { [open]: 1 } })] }],
    ["setup", { setup: [shell("npm ci", { env: { A: open } })] }],
    ["setup", { setup: [shell("npm ci", { name: open })] }],
    ["setup", { setup: [shell("npm ci", { if: broken })] }],
    ["setup", { setup: [shell("npm ci", { if: "a }} && ${{ b" })] }],
  ])("%s: %j", (option, settings) => {
    const message = messageOf(() => declare(() => void job(lint, settings)));
    expect(message).toMatch(
      new RegExp(`^DeclarationError: automation "ci", job "lint", option "${option}.*": `),
    );
    expect(message).toContain("is nothing that GitHub can read: ");
  });

  test("an input of the task, also one item of a list", () => {
    for (const inputs of [{ version: open }, { flags: ["a", open] }]) {
      const [name] = Object.keys(inputs);
      expect(
        messageOf(() => declare(() => void job(deploy, { inputs: { target: "dev", ...inputs } }))),
      ).toContain(`automation "ci", job "deploy", option "inputs.${name}": `);
    }
  });

  test("a value of a matrix", () => {
    expect(
      messageOf(() => declare(() => void job(lint, { matrix: matrix({ node: [open] }) }))),
    ).toContain('automation "ci", job "lint", option "matrix.node": ');
  });

  test.each(["env", "runName", "extra"])("%s of an automation", (option) => {
    const value = option === "runName" ? open : { description: open };
    expect(
      messageOf(() => untypedAutomation({ name: "ci", [option]: value, jobs: () => job(lint) })),
    ).toMatch(new RegExp(`^DeclarationError: automation "ci", option "${option}`));
  });

  test("and so is one with nothing in it", () => {
    expect(messageOf(() => declare(() => void job(lint, { env: { A: "${{ }}" } })))).toContain(
      "An expression was expected",
    );
  });
});

// "A template expression is not allowed in this context": TemplateStrings.ExpressionNotAllowed in actions/runner.
describe("where GitHub reads no expressions, a text that looks like one is refused", () => {
  test.each<[what: string, options: object]>([
    ["a branch", { on: onPush({ branches: ["${{ vars.BRANCH }}"] }) }],
    ["a name of a filter's item", { on: onEvent("repository_dispatch", { types: ["${{ 1 }}"] }) }],
    [
      "the description of an output",
      { on: onWorkflowCall({ outputs: { a: { value: "", description: "${{ 1 }}" } } }) },
    ],
    ["a default", { inputs: { a: stringInput({ default: "${{ github.ref }}" }) } }],
    ["a description", { inputs: { a: stringInput({ description: "${{ github.ref }}" }) } }],
    ["a choice", { inputs: { a: choiceInput(["${{ github.ref }}"]) } }],
  ])("%s", (_what, options) => {
    expect(
      messageOf(() => untypedAutomation({ name: "ci", ...options, jobs: () => job(lint) })),
    ).toMatch(/^DeclarationError: automation "ci", option "(?:on|inputs)": .* no expression there/);
  });

  test("the name of an action or of an artifact", () => {
    expect(messageOf(() => uses("docker://${{ vars.IMAGE }}"))).toContain("has an expression");
    expect(messageOf(() => task({ name: "a", artifacts: ["${{ x }}"], run() {} }))).toContain(
      'the artifact name "${{ x }}" has an expression in it',
    );
  });
});

describe("a quoted text that looks like a reference", () => {
  test("makes no dependency and reads no secret", () => {
    const { jobs } = untypedAutomation({
      name: "ci",
      jobs() {
        job(lint, {
          condition: github.refName.ne("needs no outputs of needs.build.outputs.x"),
          env: { A: "${{ github.ref != 'secrets.TOKEN' }}" },
        });
      },
    });
    expect(jobs[0]?.keys.needs).toEqual([]);
  });
});

test("the condition of a step may be written with the braces that GitHub has around it", () => {
  expect(shell("npm ci", { if: "${{ always() }}" }).if).toBe("always()");
  expect(shell("npm ci", { if: "always()" }).if).toBe("always()");
});

test("an action of this repository is a folder of it, or all of it", () => {
  for (const action of ["./", "./tools/build", "$/", "$/tools/build"]) {
    expect(uses(action).action).toBe(action);
  }
});
