import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { onPush, onWorkflowCall } from "../../../src/automation/triggers/trigger.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import type { Reference } from "../../../src/expression/build/reference.ts";
import { stringInput } from "../../../src/inputs/input.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { build, deploy, lint, messageOf } from "../declarations.ts";

const inputs = { version: stringInput({ default: "1" }) };

/** References that another automation handed out. */
function foreign(): { readonly output: Reference<string>; readonly input: Reference<string> } {
  const found: { output?: Reference<string>; input?: Reference<string> } = {};
  automation({
    name: "other",
    inputs: { stage: stringInput({ default: "dev" }) },
    jobs({ stage }) {
      found.output = job(build).get("version");
      found.input = stage;
    },
  });
  return found as { output: Reference<string>; input: Reference<string> };
}

describe("what an expression names has to be there", () => {
  test.each<[message: string, declare: () => void]>([
    [
      'job "lint", option "env.A": ${{ inputs.versoin }} reads the input "versoin", which there is not. The automation\'s inputs are "version". Did you mean "version"?',
      () => job(lint, { env: { A: expr`inputs.versoin` } }),
    ],
    [
      'job "lint", option "name": ${{ inputs.nope }} reads the input "nope"',
      () => job(lint, { name: "Lint ${{ inputs.nope }}" }),
    ],
    [
      'job "lint", option "env.A": ${{ needs.build.outputs.verison }} reads the output "verison" of the job "build". The outputs of its task are "version". Did you mean "version"?',
      () => {
        job(build);
        job(lint, { env: { A: expr`needs.build.outputs.verison` } });
      },
    ],
    [
      'job "lint", option "condition": ${{ needs.build.status == \'success\' }} reads the property "status" of the job "build", which has "result" and "outputs".',
      () => {
        job(build);
        job(lint, { condition: expr`needs.build.status == 'success'` });
      },
    ],
    [
      'job "lint", option "setup.A": ${{ inputs.nope }} reads the input "nope"',
      () => job(lint, { setup: [shell("echo $A", { env: { A: expr`inputs.nope` } })] }),
    ],
    [
      'job "lint", option "setup": ${{ inputs.nope }} reads the input "nope"',
      () => job(lint, { setup: [shell("x", { name: "Set up ${{ inputs.nope }}" })] }),
    ],
    [
      'job "lint", option "setup.A": ${{ steps.logn.outputs.token }} reads the step "logn", which there is not. The steps of its job with an id are "login" and "run". Did you mean "login"?',
      () =>
        job(lint, {
          setup: [
            uses("own/login@v1", { id: "login" }),
            shell("x", { env: { A: expr`steps.logn.outputs.token` } }),
          ],
        }),
    ],
    [
      'job "build", option "environment.url": ${{ steps.run.outputs.nope }} reads the output "nope" of its own task. The outputs of that are "version".',
      () =>
        job(build, {
          environment: { name: "x", url: `https://x/${expr`steps.run.outputs.nope`}` },
        }),
    ],
    [
      'job "lint", option "extra.snapshot": ${{ inputs.nope }} reads the input "nope"',
      () => job(lint, { extra: { snapshot: expr`inputs.nope` } }),
    ],
  ])("%s", (message, jobs) => {
    expect(messageOf(() => automation({ name: "ci", inputs, jobs }))).toContain(
      `DeclarationError: automation "ci", ${message}`,
    );
  });

  test("in whatever case", () => {
    const declaration = (): unknown =>
      automation({
        name: "ci",
        inputs,
        jobs() {
          job(build);
          job(deploy, {
            id: "late",
            inputs: { target: "dev" },
            environment: { name: "x", url: expr<string>`steps.anything.outputs.x` },
          });
          job(lint, { env: { A: expr`INPUTS.Version`, B: expr`needs.build.outputs.VERSION` } });
        },
      });
    expect(messageOf(declaration)).toBe("no error");
  });

  test("also in what a called workflow hands on", () => {
    const messageFor = (value: string): string =>
      messageOf(() =>
        automation({
          name: "ci",
          on: onWorkflowCall({ outputs: { version: { value } } }),
          jobs: () => void job(build),
        }),
      );
    expect(messageFor("${{ jobs.build.outputs.version }}")).toBe("no error");
    expect(messageFor("${{ jobs.biuld.outputs.version }}")).toContain(
      'option "on.workflow_call.outputs.version": ${{ jobs.biuld.outputs.version }} reads the job "biuld", which there is not. The automation\'s jobs are "build". Did you mean "build"?',
    );
    expect(messageFor("${{ jobs.build.outputs.verison }}")).toContain('reads the output "verison"');
    expect(messageFor("${{ needs.build.outputs.version }}")).toContain(
      'reads "needs", which GitHub does not offer there',
    );
  });
});

describe("a reference of another automation is refused in a text, too", () => {
  const { output, input } = foreign();

  test.each<[where: string, declare: () => unknown]>([
    ["a template string", () => job(deploy, { inputs: { target: "dev", version: `${output}` } })],
    ["a part of one", () => job(lint, { name: `Lint ${input}` })],
    ["a setup step", () => job(lint, { setup: [shell("x", { env: { A: `${output}` } })] })],
  ])("%s", (_, declare) => {
    const message = messageOf(() =>
      automation({ name: "ci", on: onPush(), jobs: () => void declare() }),
    );
    expect(message).toMatch(
      /^DeclarationError: automation "ci": \$\{\{ .* \}\} is of the automation "other", whose jobs are declared already\. A workflow sees its own jobs and inputs only\.$/,
    );
  });
});

test("a property that GitHub is not known to have is warned of", () => {
  const { warnings } = automation({
    name: "ci",
    jobs() {
      job(lint, {
        env: { A: expr`github.reff`, B: expr`github.event.anything`, C: expr`github.ref` },
      });
    },
  });
  expect(warnings.map(({ text }) => text)).toEqual([
    'job "lint", option "env.A": ${{ github.reff }} reads "reff", which the github context is not known to have. Did you mean "ref"?',
  ]);
});
