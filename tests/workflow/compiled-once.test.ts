import { expect, onTestFinished, test, vi } from "vitest";

test("each automation is compiled once, for its file and for its warnings, and its artifacts are named once", async () => {
  // Test files share their modules: this one needs them anew, around one that counts.
  vi.resetModules();
  vi.doMock("../../src/workflow/compile/compile.ts", { spy: true });
  vi.doMock("../../src/automation/artifact-names.ts", { spy: true });
  onTestFinished(() => {
    vi.doUnmock("../../src/workflow/compile/compile.ts");
    vi.doUnmock("../../src/automation/artifact-names.ts");
    vi.resetModules();
  });
  const { automation } = await import("../../src/automation/automation.ts");
  const { artifactNames } = await import("../../src/automation/artifact-names.ts");
  const { job } = await import("../../src/automation/job/job.ts");
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
  expect(artifactNames).toHaveBeenCalledTimes(2);
});
