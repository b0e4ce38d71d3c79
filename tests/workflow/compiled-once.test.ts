import { expect, onTestFinished, test, vi } from "vitest";

test("each automation is compiled once, for its file and for its warnings", async () => {
  // Test files share their modules: this one needs them anew, around one that counts.
  vi.resetModules();
  vi.doMock("../../src/workflow/compile/compile.ts", { spy: true });
  onTestFinished(() => {
    vi.doUnmock("../../src/workflow/compile/compile.ts");
    vi.resetModules();
  });
  const { automation } = await import("../../src/automation/automation.ts");
  const { job } = await import("../../src/automation/job.ts");
  const { task } = await import("../../src/task/task.ts");
  const { compileWorkflow } = await import("../../src/workflow/compile/compile.ts");
  const { generateWorkflows } = await import("../../src/workflow/generate.ts");
  const { workflowWarnings } = await import("../../src/workflow/workflow-warnings.ts");
  const { generateRequest } = await import("./generate-request.ts");

  const lint = task({ name: "lint", run() {} });
  const request = generateRequest(
    ["ci", "nightly"].map((name) => automation({ name, jobs: () => void job(lint) })),
  );
  await workflowWarnings(request, await generateWorkflows(request), "/no/actionlint");
  expect(compileWorkflow).toHaveBeenCalledTimes(2);
});
