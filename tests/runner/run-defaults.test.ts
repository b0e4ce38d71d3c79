/**
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/JobExtension.cs, "Evaluate the job defaults": each level
 * begins with an empty dictionary. https://github.com/opentofu/setup-opentofu/pull/17 saw it so: a shell of the workflow
 * "is unset if `defaults: run:` is re-defined at the job-level".
 */
import { expect, test } from "vitest";
import { command, type JobOptions, workflowOf } from "./workflow-builders.ts";
import { runHere } from "./workflow-runs.ts";

const where: JobOptions["steps"] = [
  command("mkdir docs docs/api", { id: "folders", shell: "bash", "working-directory": "." }),
  command('echo "in ${PWD##*/}, pipefail ${SHELLOPTS##*pipefail*}"'),
];
const bash = { shell: "bash", "working-directory": "docs" };

test("the defaults of a workflow are read as those of a job are", async () => {
  const { log } = await runHere(workflowOf({ a: { steps: where } }, { defaults: { run: bash } }));
  expect(log("a")).toBe("in docs, pipefail \n");
});

test("the defaults of a job stand for all of the workflow's", async () => {
  const { log } = await runHere(
    workflowOf(
      {
        a: { steps: where, defaults: { run: { "working-directory": "docs/${{ github.job }}pi" } } },
      },
      { defaults: { run: bash } },
    ),
  );
  expect(log("a")).toMatch(/^in api, pipefail .+\n$/);
});

test("an expression in a default shell is evaluated, and an empty one counts as none", async () => {
  const run = { shell: "${{ github.nothing }}", "working-directory": "" };
  const { record } = await runHere(workflowOf({ a: { steps: where, defaults: { run } } }));
  expect(record.jobs[0]).toMatchObject({ result: "success" });
});
