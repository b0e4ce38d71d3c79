import { expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { call } from "../../../src/automation/job/call.ts";
import { job } from "../../../src/automation/job/job.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

test("a called file may have any output, by get() and in an expression", () => {
  const declared = automation({
    name: "ci",
    jobs() {
      const plan = call("./.github/workflows/plan.yml");
      const isNew = expr`needs.plan.outputs.new == 'true'`;
      const env = { TAG: plan.get("tag") };
      job("release", { condition: isNew, steps: [shell("make release", { env })] });
    },
  });
  expect(declared.jobs.map(({ keys }) => keys.needs)).toEqual([[], ["plan"]]);
});

test("a file of a repository may be called from workflows that others call", () => {
  const declared = automation({
    name: "ci",
    jobs: () => void call("$/.github/workflows/plan.yml"),
  });
  expect(declared.jobs[0]?.keys.uses).toBe("$/.github/workflows/plan.yml");
});

test("the commit of a called file may have its release behind it, as an action's", () => {
  const uses = `owner/repo/.github/workflows/x.yml@${"a".repeat(40)}`;
  const declared = automation({ name: "ci", jobs: () => void call(`${uses} # v1.2.3`) });
  const { jobs } = compileWorkflow(declared, workflowDefaults);
  expect(jobs["x"]).toMatchObject({ uses, version: "v1.2.3" });
});
