/** Checkouts of other files than those that are here. */
import { expect, test } from "vitest";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../../src/runner/plan/plan-workflow.ts";
import type { Environment, WorkflowStep } from "../../../src/model/workflow.ts";
import { command, type JobOptions, workflowOf } from "../workflow-builders.ts";
import { project, runHere, testHost } from "../workflow-runs.ts";

function checkout(inputs: Environment = {}): WorkflowStep {
  return { purpose: "other", uses: "actions/checkout@v7", with: inputs };
}

async function outcome(job: JobOptions): Promise<{ result: string | undefined; log: string }> {
  const { results, log } = await runHere(workflowOf({ a: job }));
  const logged = results["a"]?.startsWith("elsewhere") === true ? "" : log("a");
  return { result: results["a"], log: logged };
}

test.each<Environment>([
  {},
  { ref: "${{ github.sha }}" },
  { ref: "${{ github.event_name == 'pull_request' && github.event.pull_request.head.ref || '' }}" },
  { ref: "${{ github.head_ref || github.ref_name }}", path: "." },
  { repository: "${{ github.repository }}", "fetch-depth": 0 },
  { ref: "${{ inputs.commit }}", path: "./" },
])("a checkout of what is here is taken for granted: %j", async (inputs) => {
  const { result, log } = await outcome({ steps: [checkout(inputs), command("echo ran")] });
  expect({ result, log }).toEqual({ result: "success", log: "ran\n" });
});

test.each<[Environment, string]>([
  [{ ref: "v1" }, "the files of v1"],
  [{ repository: "own/other" }, "the files of own/other"],
  [{ repository: "own/other", ref: "v1" }, "the files of own/other@v1"],
  [{ ref: "${{ matrix.ref }}" }, "the files of v2"],
  [{ ref: "${{ env.REF }}" }, "the files of ${{ env.REF }}"],
])(
  "behind a checkout of other files nobody here knows what a command does: %j",
  async (inputs, files) => {
    const steps = [checkout(), checkout(inputs), command("echo ran")];
    const workflow = workflowOf({ a: { strategy: { matrix: { ref: ["v2"] } }, steps } });
    const { results } = await runHere(workflow);
    expect(Object.values(results)).toEqual([`elsewhere: elsewhere: needs ${files}`]);
    const plan = await planWorkflow(workflow, { root: project(), host: testHost() });
    expect(plan.jobs[0]?.legs[0]?.notRun).toBe(`elsewhere: needs ${files}`);
  },
);

test("what comes before such a checkout runs, and so does what comes behind the next one of what is here", async () => {
  const other = checkout({ ref: "v1" });
  const before = command("echo before");
  const again = await outcome({ steps: [before, other, checkout(), command("echo behind")] });
  expect(again.result).toBe("success");
  expect(again.log).toContain("before\n");
  expect(again.log).toContain("left out on this machine: actions/checkout, with the files of v1");
  expect(again.log).toContain("behind\n");
  const plan = await planWorkflow(workflowOf({ a: { steps: [before, other, command("x")] } }), {
    root: project(),
    host: testHost(),
  });
  expect(planLines(plan)).toContain(
    "  - actions/checkout  left out on this machine, with the files of v1",
  );
});

test("a checkout into a folder is named, and only what runs in that folder is elsewhere", async () => {
  const inFolder = checkout({ repository: "own/docs", path: "docs/" });
  const beside = await outcome({ steps: [inFolder, command("echo $UNSET beside")] });
  expect(beside.result).toBe("success");
  expect(beside.log).toContain("with the files of own/docs in docs");
  const inside = await outcome({
    steps: [inFolder, command("true"), command("true", { "working-directory": "docs/api" })],
  });
  expect(inside.result).toBe("elsewhere: elsewhere: needs the files of own/docs in docs");
});
