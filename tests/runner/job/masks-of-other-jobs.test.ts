/** The runner of a job knows what that job hides: JobExtension.FinalizeJob in actions/runner. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { command, output, workflowOf } from "../workflow-builders.ts";
import { runHere, testHost } from "../workflow-runs.ts";

test("what one job masks takes no output from another, and is hidden there all the same", async () => {
  const ran = await runHere(
    workflowOf({
      login: { run: "echo ::add-mask::production" },
      plan: {
        needs: ["login"],
        run: 'echo "env=production" >> "$GITHUB_OUTPUT"; echo to production',
        outputs: { env: output("env") },
      },
      deploy: { needs: ["plan"], if: "needs.plan.outputs.env == 'production'" },
    }),
  );
  expect(ran.results).toEqual({ login: "success", plan: "success", deploy: "success" });
  expect(ran.log("plan")).toBe("to ***\n");
  expect(readFileSync(path.join(ran.folder, "run.json"), "utf8")).not.toContain("production");
});

test("what a job masks itself, and its secrets, are in none of its outputs", async () => {
  const ran = await runHere(
    workflowOf({
      a: {
        steps: [
          command(
            'echo ::add-mask::abcd; for v in v=abcd w=efgh x=plain; do echo "$v" >> "$GITHUB_OUTPUT"; done',
            { env: { T: "${{ secrets.TOKEN }}" } },
          ),
        ],
        outputs: { v: output("v"), w: output("w"), x: output("x") },
      },
    }),
    { host: testHost({ TOKEN: "efgh" }) },
  );
  expect(ran.job("a").outputs).toEqual({ x: "plain" });
});

test("what a called job masks takes no output from another called job", async () => {
  const called = workflowOf(
    {
      login: { run: "echo ::add-mask::production" },
      plan: {
        needs: ["login"],
        run: 'echo "env=production" >> "$GITHUB_OUTPUT"',
        outputs: { env: output("env") },
      },
    },
    {
      name: "called",
      on: { workflow_call: { outputs: { env: { value: "${{ jobs.plan.outputs.env }}" } } } },
    },
  );
  const ran = await runHere(
    workflowOf({
      checks: { called, uses: "./.github/workflows/called.yml", steps: [] },
      deploy: { needs: ["checks"], if: "needs.checks.outputs.env == 'production'" },
    }),
  );
  expect(ran.record.jobs.find(({ id }) => id === "deploy")?.result).toBe("success");
});
