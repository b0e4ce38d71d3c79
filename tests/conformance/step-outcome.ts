import { workflowOf } from "../runner/workflow-builders.ts";
import { commitAll, project, runHere, testHost } from "../runner/workflow-runs.ts";
import type { StepCase } from "./step-cases.ts";

/** What the steps of a job said here, and how it ended. */
export async function outcomeOf(one: StepCase): Promise<Pick<StepCase, "said" | "result">> {
  const root = project(one.files);
  commitAll(root);
  const workflow = workflowOf({ a: { ...one.job, steps: one.steps } }, one.workflow);
  const { results, log } = await runHere(workflow, { root, host: testHost() });
  const said = [...log("a").matchAll(/^> (.*)$/gm)].map(([, text = ""]) => text);
  return { said, result: results["a"] ?? "" };
}
