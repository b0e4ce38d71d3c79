import { expect, test, vi } from "vitest";
import { automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job.ts";
import { task } from "../../src/task/task.ts";
import { compileWorkflow } from "../../src/workflow/compile.ts";
import { generateWorkflows } from "../../src/workflow/generate.ts";
import { workflowWarnings } from "../../src/workflow/workflow-warnings.ts";
import { generateRequest } from "./generate-request.ts";

vi.mock("../../src/workflow/compile.ts", { spy: true });

test("each automation is compiled once, for its file and for its warnings", async () => {
  const lint = task({ name: "lint", run() {} });
  const request = generateRequest(
    ["ci", "nightly"].map((name) => automation({ name, jobs: () => void job(lint) })),
  );
  await workflowWarnings(request, await generateWorkflows(request), "/no/actionlint");
  expect(compileWorkflow).toHaveBeenCalledTimes(2);
});
