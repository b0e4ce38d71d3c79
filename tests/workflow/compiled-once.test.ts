import { expect, test, vi } from "vitest";
import { automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job.ts";
import { task } from "../../src/task/task.ts";
import { compileWorkflow } from "../../src/workflow/compile.ts";
import { FolderContents } from "../../src/workflow/folder-contents.ts";
import { generateWorkflows } from "../../src/workflow/generate.ts";
import { workflowWarnings } from "../../src/workflow/workflow-warnings.ts";

vi.mock("../../src/workflow/compile.ts", { spy: true });

test("each automation is compiled once, for its file and for its warnings", async () => {
  const lint = task({ name: "lint", run() {} });
  const request = {
    automations: ["ci", "nightly"].map((name) => automation({ name, jobs: () => void job(lint) })),
    defaults: {
      entryPoint: "./run",
      runsOn: "ubuntu-latest",
      permissions: { contents: "read" },
      setup: [],
    },
    folder: new FolderContents("/no/such/folder"),
    source: "recompose.ts",
    regenerate: "./run generate-gha",
  } as const;
  await workflowWarnings(request, await generateWorkflows(request), "/no/actionlint");
  expect(compileWorkflow).toHaveBeenCalledTimes(2);
});
