/** Which jobs a plan says will run, and what it says their conditions depend on. */
import { describe, expect, test } from "vitest";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../../src/runner/plan/plan-workflow.ts";
import { command, type JobOptions, output, workflowOf } from "../workflow-builders.ts";
import { project, testHost } from "../workflow-runs.ts";

describe("a condition that depends on what jobs come to", () => {
  async function conditions(
    jobs: Readonly<Record<string, JobOptions>>,
  ): Promise<Readonly<Record<string, string | undefined>>> {
    const plan = await planWorkflow(workflowOf(jobs), { root: project(), host: testHost() });
    const shown = plan.jobs.map((job): [string, string | undefined] => {
      const line = planLines({ ...plan, jobs: [job] }).find((text) => text.startsWith("  if:"));
      return [job.id, job.legs[0]?.notRun ?? line?.split("→ ")[1]];
    });
    return Object.fromEntries(shown);
  }

  const builds: Readonly<Record<string, JobOptions>> = {
    build: { outputs: { version: output("version") } },
    test: {},
  };
  const needs = ["build", "test"];

  test("says on what, where it may hold", async () => {
    const shown = await conditions({
      ...builds,
      failed: { needs, if: "${{ failure() }}" },
      one: { needs, if: "${{ always() && needs.build.result == 'failure' }}" },
      any: { needs, if: "${{ always() && contains(needs.*.result, 'failure') }}" },
      value: { needs, if: "${{ needs.build.outputs.version == '1' }}" },
      far: { needs: ["failed"], if: "${{ failure() }}" },
    });
    expect(shown).toMatchObject({
      failed: "depends on the result of build, the result of test",
      one: "depends on the result of build",
      any: "depends on the result of build, the result of test",
      value: "depends on the output version of build",
      far: "depends on the result of failed, the result of build, the result of test",
    });
  });

  test("is true or false where the results that are hoped for decide", async () => {
    const shown = await conditions({
      ...builds,
      skipped: { if: "${{ false }}" },
      after: { needs, if: "${{ !cancelled() && !failure() }}" },
      never: { needs, if: "${{ needs.build.result == 'failure' }}" },
      off: { needs, if: "${{ failure() && false }}" },
      behind: { needs: ["skipped"], if: "${{ always() && needs.skipped.result == 'failure' }}" },
    });
    expect(shown).toMatchObject({
      after: "true",
      never: "if: needs.build.result == 'failure' is false",
      off: "if: failure() && false is false",
      behind: "if: always() && needs.skipped.result == 'failure' is false",
    });
  });

  test("is that of a job elsewhere where it reads one, and what follows it", async () => {
    const shown = await conditions({
      mac: { "runs-on": "macos-latest", outputs: { x: output("x") } },
      reads: { needs: ["mac"], if: "${{ needs.mac.outputs.x == '1' }}" },
      input: { needs: ["mac"], env: { R: "${{ needs.mac.result }}" } },
      plain: { needs: ["mac"] },
      behind: { needs: ["reads"], if: "${{ success() }}" },
    });
    expect(shown).toMatchObject({
      reads: "elsewhere: needs outputs of mac",
      input: "elsewhere: needs the result of mac",
      plain: undefined,
      behind: "elsewhere: needs the result of reads",
    });
  });
});

describe("a job behind one that is elsewhere", () => {
  /** What the plan says of the last of these, which needs `mac`, and `build` and `list` that run here. */
  async function planned(job: JobOptions): Promise<string> {
    const plan = await planWorkflow(
      workflowOf({
        mac: { "runs-on": "macos-latest", outputs: { x: output("x") } },
        list: { outputs: { v: output("v") } },
        build: { outputs: { v: output("v") } },
        last: { needs: ["mac", "build", "list"], ...job },
      }),
      { root: project(), host: testHost() },
    );
    const lines = planLines({ ...plan, jobs: plan.jobs.filter(({ id }) => id === "last") });
    return lines.slice(3).join("\n").replaceAll(/^ +/gm, "");
  }
  const mac = "needs.mac.outputs.x == '1'";

  test.each([
    [`always() && (${mac} || true)`, "true"],
    [`always() && (true || ${mac})`, "true"],
    [`!cancelled() && !(${mac} && false)`, "true"],
    [`always() || needs.mac.result == 'failure'`, "true"],
    [`github.ref_name != 'other' || ${mac}`, "true"],
    [`${mac} || !failure()`, "true"],
    [
      `${mac} || needs.build.outputs.v == '1'`,
      "depends on the output x of mac, the output v of build",
    ],
    [
      `always() && !(needs.mac.result == 'success' && needs.build.outputs.v)`,
      "depends on the result of mac, the output v of build",
    ],
  ])("runs where its condition does not rest on that one: %s", async (condition, value) => {
    const lines = await planned({ if: `\${{ ${condition} }}` });
    expect(lines.split(" → ")[1]).toBe(`${value}\ntrue`);
  });

  test.each([
    `${mac} || false`,
    `always() && ${mac}`,
    `${mac} && needs.build.outputs.v == '1'`,
    `needs.build.outputs.v == needs.mac.outputs.x`,
    `contains(needs.*.outputs.x, '1') && needs.mac.result == 'success'`,
  ])("is elsewhere where it does: %s", async (condition) => {
    const lines = await planned({ if: `\${{ ${condition} }}` });
    expect(lines).toMatch(/does not run: elsewhere: needs (?:outputs|the result) of mac$/);
  });

  test("does not run where it is false whatever that one comes to", async () => {
    expect(await planned({ if: `\${{ ${mac} && false }}` })).toContain("is false");
  });

  const off = "${{ needs.mac.outputs.x && false }}";
  const reads = "${{ needs.mac.outputs.x }}";
  test.each<[string, JobOptions]>([
    [
      "a value that is the same all the same",
      { env: { A: "${{ github.ref != 'x' || needs.mac.outputs.x }}" } },
    ],
    ["a text that looks like it", { env: { A: "${{ 'needs.mac.outputs.x' }} needs.mac.result" } }],
    [
      "a step that is skipped",
      { steps: [command("true", { if: off, env: { A: reads } }), command("true")] },
    ],
    [
      "a step that is left out",
      { steps: [{ purpose: "setup", uses: "a/b@v1", with: { a: reads } }, command("true")] },
    ],
    ["what this machine does not apply", { concurrency: { group: reads } }],
    ["an output that it does not have", { env: { A: "[${{ needs.mac.outputs.none }}]" } }],
    ["an output of another", { env: { A: "${{ needs.build.outputs.v }}" } }],
  ])("runs where it reads that one in %s", async (_name, job) => {
    expect(await planned(job)).toMatch(/^(?:- )?true$/m);
  });

  test.each<[string, JobOptions]>([
    ["the condition of a step", { steps: [command("true"), command("true", { if: reads })] }],
    ["a later step", { steps: [command("true"), command("true", { env: { A: reads } })] }],
    ["its runner", { "runs-on": "${{ fromJSON(needs.mac.outputs.x) }}" }],
    ["its matrix", { strategy: { matrix: { a: "${{ fromJSON(needs.mac.outputs.x) }}" } } }],
    [
      "how its matrix runs",
      { strategy: { matrix: { a: [1] }, "fail-fast": "${{ needs.mac.result == 'success' }}" } },
    ],
    ["its name", { name: "for ${{ needs.mac.outputs.x }}" }],
    ["how its commands run", { defaults: { run: { "working-directory": reads } } }],
    ["its time", { "timeout-minutes": "${{ fromJSON(needs.mac.outputs.x) }}" }],
    ["what it puts out", { outputs: { y: "${{ needs.*.outputs.x }}${{ toJSON(needs) }}" } }],
    ["a name that is computed", { env: { A: "${{ needs[format('{0}', 'mac')].outputs.x }}" } }],
  ])("is elsewhere where it reads that one in %s", async (_name, job) => {
    expect(await planned(job)).toMatch(
      /^(?:.*\n)?does not run: elsewhere: needs (?:outputs|the result) of mac$/,
    );
  });
});

test("a job whose first command rests on a step that is left out does not run", async () => {
  const filter = { purpose: "setup", id: "filter", uses: "dorny/paths-filter@v3" } as const;
  const reads = command("true", { env: { SRC: "${{ steps.filter.outputs.src }}" } });
  const plan = await planWorkflow(
    workflowOf({
      input: { steps: [filter, reads] },
      condition: { steps: [filter, command("true", { if: "${{ steps.filter.outputs.src }}" })] },
      later: { steps: [filter, command("true"), reads] },
      skipped: { steps: [{ ...filter, if: "${{ false }}" }, reads] },
      env: { env: { A: "1" }, steps: [filter, command("true", { if: "${{ env.A == '1' }}" })] },
      behind: { needs: ["input"] },
    }),
    { root: project(), host: testHost() },
  );
  const leftOut = "elsewhere: needs outputs of dorny/paths-filter, left out here";
  expect(Object.fromEntries(plan.jobs.map(({ id, legs }) => [id, legs[0]?.notRun]))).toEqual({
    input: leftOut,
    condition: leftOut,
    later: undefined,
    skipped: undefined,
    env: undefined,
    behind: "elsewhere: needs the result of input",
  });
});

test("what other jobs put out decides over no job of a plan: neither its runner nor continue-on-error", async () => {
  const late = workflowOf({
    list: { outputs: { os: output("os") } },
    each: {
      needs: ["list"],
      "runs-on": "${{ fromJSON(needs.list.outputs.os) }}",
      "continue-on-error": "${{ needs.list.outputs.may == 'yes' }}",
    },
    other: { needs: ["list"], "continue-on-error": "${{ fromJSON(needs.list.outputs.may) }}" },
  });
  const plan = await planWorkflow(late, { root: project(), host: testHost() });
  expect(plan.jobs.map(({ id, legs }) => [id, legs[0]?.runsOn, legs[0]?.notRun])).toEqual([
    ["list", ["ubuntu-latest"], undefined],
    ["each", [], undefined],
    ["other", ["ubuntu-latest"], undefined],
  ]);
});

test("what a called workflow puts out is as unknown in a plan as in a run", async () => {
  const called = workflowOf(
    { scan: { outputs: { found: output("found") } } },
    {
      name: "checks",
      on: { workflow_call: { outputs: { found: { value: "${{ jobs.scan.outputs.found }}" } } } },
    },
  );
  const reads = (id: string, name = "found"): JobOptions => ({
    needs: [id],
    if: `\${{ needs.${id}.outputs.${name} == 'yes' }}`,
  });
  const workflow = workflowOf({
    file: { uses: "./.github/workflows/scan.yml", steps: [] },
    other: { uses: "own/repo/.github/workflows/scan.yml@v1", steps: [] },
    own: { uses: "./.github/workflows/checks.yml", called, steps: [] },
    after_file: reads("file"),
    after_other: reads("other"),
    negated: { needs: ["file"], if: "${{ !needs.file.outputs.found }}" },
    always: { needs: ["file"], if: "${{ always() || needs.file.outputs.found }}" },
    env: { needs: ["file"], env: { A: "${{ needs.file.outputs.found }}" } },
    after_own: reads("own"),
    undeclared: reads("own", "none"),
  });
  const plan = await planWorkflow(workflow, { root: project(), host: testHost() });
  const shown = plan.jobs.map(({ id, condition, legs }) => [
    id,
    legs[0]?.notRun ?? condition?.value,
  ]);
  expect(Object.fromEntries(shown)).toMatchObject({
    after_file: "elsewhere: needs outputs of file",
    after_other: "elsewhere: needs outputs of other",
    negated: "elsewhere: needs outputs of file",
    always: "true",
    env: "elsewhere: needs outputs of file",
    after_own: "unknown",
    undeclared: "if: needs.own.outputs.none == 'yes' is false",
  });
});
