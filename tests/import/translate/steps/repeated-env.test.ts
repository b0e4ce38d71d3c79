import { expect, test } from "vitest";
import { readWorkflow } from "../../../../src/import/read-workflow.ts";
import { translateWorkflow } from "../../../../src/import/translate/workflow-plan.ts";
import { statementsText } from "../plan-text.ts";

function jobsOf(env: string, commands: readonly string[]): string {
  const steps = commands.map((run) => `{ run: ${run} }`).join(", ");
  const workflow = readWorkflow(
    `on: push\nenv: ${env}\njobs: { a: { runs-on: a, steps: [${steps}] } }`,
  );
  return statementsText(translateWorkflow(workflow, { file: "ci.yml" }).plan.statements);
}

test("the secrets of a workflow, which its steps have, are named once", () => {
  const env = "{ TURBO_TOKEN: '${{ secrets.TOKEN }}', TURBO_TEAM: '${{ secrets.TEAM }}' }";
  expect(jobsOf(env, ["a", "b", "c"]))
    .toBe(`const turboEnv = { TURBO_TOKEN: secret("TOKEN"), TURBO_TEAM: secret("TEAM") };

job("a", {
  runsOn: "a",
  steps: [
    shell("a", { env: turboEnv }),
    shell("b", { env: turboEnv }),
    shell("c", { env: turboEnv }),
  ],
});`);
});

test("they stay at two steps, and have a name of their own where they have nothing in common", () => {
  const env = "{ TOKEN: '${{ secrets.TOKEN }}', LOGIN: '${{ secrets.LOGIN }}' }";
  expect(jobsOf(env, ["a", "b"])).not.toContain("const");
  expect(jobsOf(env, ["a", "b", "c"])).toContain("const secretsEnv = {");
});

test("they stay at steps where one of them refers to a job, which comes before", () => {
  const env = "{ T: '${{ secrets.T }}', V: '${{ needs.a.outputs.v }}' }";
  const steps = ["b", "c", "d"].map((run) => `{ run: ${run}, env: ${env} }`).join(", ");
  const workflow = readWorkflow(`
on: push
jobs:
  a: { runs-on: a, outputs: { v: "1" }, steps: [{ run: a }] }
  b: { runs-on: a, needs: a, steps: [${steps}] }
`);
  const { statements } = translateWorkflow(workflow, { file: "ci.yml" }).plan;
  expect(statements.map(({ constant }) => constant)).toEqual(["a", undefined]);
});
