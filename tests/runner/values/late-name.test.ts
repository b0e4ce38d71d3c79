/**
 * Names that rest on what other jobs came to. GitHub evaluates a name after `needs` and the matrix:
 * `string-strategy-context` in https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/workflow-v1.0.json
 */
import { expect, test } from "vitest";
import { planLines } from "../../../src/runner/plan/plan-lines.ts";
import { planWorkflow } from "../../../src/runner/plan/plan-workflow.ts";
import { type JobOptions, output, workflowOf } from "../workflow-builders.ts";
import { project, runHere, testHost } from "../workflow-runs.ts";

const version: JobOptions = {
  run: 'echo "v=1.2" >> $GITHUB_OUTPUT',
  outputs: { v: output("v") },
};
const name = "Deploy ${{ needs.version.outputs.v }}";

test("a name that reads outputs is computed when the job's needs have ended", async () => {
  const { results, events, log } = await runHere(
    workflowOf({
      version,
      deploy: { needs: ["version"], name, run: "echo deployed" },
      each: {
        needs: ["version"],
        name: "${{ matrix.n }} of ${{ needs.version.outputs.v }}",
        strategy: { matrix: { n: [1, 2] } },
      },
      after: { needs: ["deploy", "each"], name: "After ${{ needs.deploy.result }}" },
    }),
  );
  expect(results).toEqual({
    version: "success",
    "Deploy 1.2": "success",
    "1 of 1.2": "success",
    "2 of 1.2": "success",
    "After success": "success",
  });
  expect(log("Deploy 1.2")).toBe("deployed\n");
  expect(events.find(({ type }) => type === "automation-started")).toMatchObject({
    jobs: [
      { name: "version" },
      { name: "deploy" },
      { name: "each (1)" },
      { name: "each (2)" },
      { name: "after" },
    ],
  });
  expect(events).toContainEqual(
    expect.objectContaining({
      type: "job-expanded",
      id: "deploy",
      jobs: [{ id: "deploy", name: "Deploy 1.2", needs: ["version"] }],
    }),
  );
});

test("a job that is skipped keeps its id for a name, and a plan shows it as it is written", async () => {
  const workflow = workflowOf({
    version,
    deploy: { needs: ["version"], name, if: "${{ false }}" },
  });
  const { results } = await runHere(workflow);
  expect(results["deploy"]).toBe("skipped: if: false is false");
  const plan = await planWorkflow(workflow, { root: project(), host: testHost() });
  expect(plan.jobs[1]?.legs[0]).toMatchObject({ name, runsOn: ["ubuntu-latest"] });
  expect(planLines(plan)).toContain(`deploy "${name}"  needs version`);
});

test("a name that cannot be computed fails its job", async () => {
  const { job } = await runHere(
    workflowOf({
      version,
      bad: { needs: ["version"], name: "${{ fromJSON(needs.version.outputs.none).a }}" },
    }),
  );
  expect(job("bad").result).toBe("failure");
});

test("--resume keeps a job whose name rests on another that is kept", async () => {
  const root = project();
  const workflow = workflowOf({
    version,
    deploy: { needs: ["version"], name },
    bad: { run: "exit 1" },
  });
  const first = await runHere(workflow, { root });
  const second = await runHere(workflow, { root, resume: true });
  expect(second.job("Deploy 1.2")).toMatchObject({
    result: "success",
    reason: `kept from the run ${first.record.id}`,
  });
});
