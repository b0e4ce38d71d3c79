/** Keeps every workflow that a test compiles and GitHub's own parser reads: the others are written by no one. */
import { afterAll, vi } from "vitest";
import type * as Compile from "../../src/workflow/compile/compile.ts";
import type { Workflow } from "../../src/model/workflow.ts";
import { currentTest, keep, keptFolder } from "./kept-workflows.ts";

const pending: Promise<void>[] = [];

// Else nothing stands in for the module: a test that counts its calls has a stand-in of its own.
if (keptFolder !== undefined) {
  vi.doMock("../../src/workflow/compile/compile.ts", async (importOriginal) => {
    const original = await importOriginal<typeof Compile>();
    return {
      ...original,
      compileWorkflow(...given: Parameters<typeof original.compileWorkflow>) {
        const workflow = original.compileWorkflow(...given);
        pending.push(keepCompiled(workflow, currentTest()));
        return workflow;
      },
    };
  });
}

afterAll(async () => {
  await Promise.all(pending);
});

async function keepCompiled(workflow: Workflow, test: string): Promise<void> {
  const { renderWorkflow } = await import("../../src/workflow/print/render.ts");
  const { workflowFindings } = await import("../../src/workflow/checks/validate.ts");
  const content = renderWorkflow(workflow, test, "./run generate-gha");
  if ((await workflowFindings("kept.yml", content)).length === 0) keep(content);
}
