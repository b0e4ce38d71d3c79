/** What is found out of a job before it starts; unknown here is whatever a left-out step would put out. */
import { describe, expect, test } from "vitest";
import { Unknown, UnknownError } from "../../../src/expression/values/unknown.ts";
import { checkFirstStep } from "../../../src/runner/schedule/preflight.ts";
import type { ActionStep, WorkflowStep } from "../../../src/model/workflow.ts";
import { command, type JobOptions, workflowOf } from "../workflow-builders.ts";

const filter: ActionStep = { purpose: "setup", id: "filter", uses: "dorny/paths-filter@v3" };
const src = "${{ steps.filter.outputs.src }}";
const plain = command("true");

const known = { needs: { mac: { outputs: new Unknown("outputs of mac") } } };

/** Whether a job with these steps is known to come to its first command, as far as that can be told. */
function isKnown(steps: readonly WorkflowStep[], rest: JobOptions = {}, env = {}): boolean {
  const { jobs } = workflowOf({ a: { ...rest, steps } });
  const [job] = Object.values(jobs);
  if (job === undefined) throw new Error("no job");
  try {
    checkFirstStep(job, env, known);
    return true;
  } catch (error) {
    if (error instanceof UnknownError) return false;
    throw error;
  }
}

describe("a job does not come to its first command where nobody knows", () => {
  test.each<[string, readonly WorkflowStep[]]>([
    ["that command", [filter, command(`echo ${src}`)]],
    ["its folder", [filter, command("true", { "working-directory": src })]],
    ["its environment", [filter, command("true", { env: { A: 1, SRC: src } })]],
    ["its condition", [filter, command("true", { if: src })]],
    [
      "what an action is given",
      [filter, { purpose: "artifact", uses: "actions/upload-artifact@v7", with: { name: src } }],
    ],
    [
      "the environment of an action",
      [filter, { purpose: "artifact", uses: "actions/upload-artifact@v7", env: { SRC: src } }],
    ],
    [
      "that of the next, where it is skipped",
      [filter, { ...plain, if: "${{ false }}" }, command(src)],
    ],
    [
      "what a step is that may be wanted",
      [{ ...filter, if: "${{ steps.none.outputs.x == '' }}" }, command(src)],
    ],
    [
      "a left-out step's condition",
      [filter, { ...filter, id: "b", if: src }, command("${{ steps.b.outputs.x }}")],
    ],
  ])("%s", (_what, steps) => {
    expect(isKnown(steps)).toBe(false);
  });
});

describe("a job comes to its first command where nobody knows", () => {
  test.each<[string, readonly WorkflowStep[]]>([
    ["what comes after it", [filter, plain, command(src)]],
    ["a command that is skipped", [filter, command(src, { if: "${{ false }}" }), plain]],
    ["one for when a step failed", [filter, command(src, { if: "${{ failure() }}" }), plain]],
    ["one for when it is cancelled", [filter, command(src, { if: "${{ cancelled() }}" }), plain]],
    ["what a left-out step is given", [filter, { ...filter, id: "b", with: { a: src } }, plain]],
    [
      "what a step would have said that is skipped",
      [{ ...filter, if: "${{ false }}" }, command(src)],
    ],
    [
      "what comes after a condition that only a run can tell",
      [filter, command("true", { if: "${{ env.A }}" }), command(src)],
    ],
    ["what a step without a name would have said", [{ purpose: "setup", uses: "a/b@v1" }, plain]],
  ])("%s", (_what, steps) => {
    expect(isKnown(steps)).toBe(true);
  });

  test("but whether it succeeded, as a step that is left out has", () => {
    const code: ActionStep = { purpose: "setup", id: "code", uses: "actions/checkout@v7" };
    const after = (id: string, outcome: string): WorkflowStep =>
      command(src, { if: `\${{ steps.${id}.outcome == '${outcome}' }}` });
    expect(isKnown([filter, code, after("code", "success")])).toBe(false);
    expect(isKnown([filter, code, after("code", "skipped"), plain])).toBe(true);
    const skipped = { ...code, if: "${{ false }}" };
    expect(isKnown([filter, skipped, after("code", "skipped")])).toBe(false);
    expect(isKnown([filter, skipped, after("code", "success"), plain])).toBe(true);
    const ran = command("true", { id: "ran", if: "${{ false }}" });
    expect(isKnown([filter, ran, after("ran", "skipped")])).toBe(false);
  });
});

test("all of the environment of the job and of its workflow is asked, less what the job has anew", () => {
  const unknown = { A: "1", SRC: "${{ needs.mac.outputs.src }}" };
  expect(isKnown([plain], { env: unknown })).toBe(false);
  expect(isKnown([plain], {}, unknown)).toBe(false);
  expect(isKnown([plain], { env: { SRC: "" } }, unknown)).toBe(true);
});

test("what cannot be computed at all is left to the job", () => {
  expect(isKnown([command("${{ fromJSON('') }}"), command("${{ none() }}")])).toBe(true);
  expect(isKnown([{ ...filter, if: "${{ fromJSON('') }}" }, plain])).toBe(true);
});
