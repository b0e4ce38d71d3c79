/** A secret that is not set is empty, as on GitHub. There the repository has it, so the job says that it is empty here. */
import { expect, test } from "vitest";
import type { ActionStep, RunStep } from "../../../src/model/workflow.ts";
import { command, workflowOf } from "../workflow-builders.ts";
import { runHere, testHost } from "../workflow-runs.ts";

const shell = (run: string, rest: Partial<RunStep> = {}): RunStep =>
  command(run, { purpose: "other", ...rest });
const action = (rest: Partial<ActionStep>): ActionStep => ({
  purpose: "other",
  uses: "acme/publish@v1",
  ...rest,
});
const env = { T: "${{ secrets.NPM_TOKEN }}" };
const note = "the secret NPM_TOKEN is not set here";

async function notesOf(
  steps: readonly (RunStep | ActionStep)[],
  variables: Readonly<Record<string, string>> = {},
): Promise<readonly string[] | undefined> {
  const ran = await runHere(workflowOf({ a: { steps: [shell("true"), ...steps] } }), {
    host: testHost(variables),
  });
  return ran.job("a").notes;
}

test("a job names each secret once that its steps read and this machine does not have", async () => {
  const other = { U: "${{ secrets.npm_token }}-${{ secrets.Other }}", V: "${{ secrets.THERE }}" };
  const steps = [shell("true", { env }), shell("true", { env: { ...env, ...other } })];
  expect(await notesOf(steps, { THERE: "value" })).toEqual([
    note,
    "the secret OTHER is not set here",
  ]);
});

test("its log and the end of the job in the events say the same", async () => {
  const ran = await runHere(workflowOf({ a: { steps: [shell("true", { env })] } }));
  expect(ran.log("a")).toContain(note);
  expect(ran.events.find(({ type }) => type === "job-finished")).toMatchObject({ notes: [note] });
});

test("a step that is skipped by a condition over its variables counts, and one skipped for another reason does not", async () => {
  expect(await notesOf([shell("true", { env, if: "env.T != ''" })])).toEqual([note]);
  expect(await notesOf([shell("true", { env, if: "${{ env.T != '' }}" })])).toEqual([note]);
  expect(await notesOf([shell("true", { env, if: "github.ref == 'other'" })])).toBeUndefined();
});

test("a step that fails without its secret counts", async () => {
  expect(await notesOf([shell('test -n "$T"', { env })])).toEqual([note]);
});

test("a step that is left out or replaced here needs no secret", async () => {
  const steps = [
    action({ with: env }),
    action({ with: env, local: { outputs: {} } }),
    action({ with: env, local: { run: "true" } }),
    action({ with: env, local: "skip" }),
    shell("true", { env, local: "skip" }),
  ];
  expect(await notesOf(steps)).toBeUndefined();
});

test("neither GITHUB_TOKEN nor a secret that a task declares is named", async () => {
  const steps = [
    shell("true", { env: { A: "${{ secrets.GITHUB_TOKEN }}" } }),
    command("true", { env: { NPM_TOKEN: "${{ secrets.NPM_TOKEN }}" } }),
  ];
  expect(await notesOf(steps)).toBeUndefined();
  expect(await notesOf([command("true", { env })])).toEqual([note]);
});

test("a job that passes a secret to a call names it", async () => {
  const called = workflowOf({ b: {} }, { name: "called", on: { workflow_call: null } });
  const call = { called, uses: "./.github/workflows/called.yml", steps: [], secrets: env };
  const ran = await runHere(workflowOf({ a: call }));
  expect(ran.record.jobs.map(({ id, notes }) => [id, notes])).toEqual([
    ["a", [note]],
    ["a/b", undefined],
  ]);
  const set = await runHere(workflowOf({ a: call }), { host: testHost({ NPM_TOKEN: "value" }) });
  expect(set.job("a").notes).toBeUndefined();
});
