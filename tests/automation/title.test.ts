import { expect, test } from "vitest";
import { automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import type { AutomationOptions } from "../../src/automation/keys/automation-options.ts";
import { makeDispatchable } from "../../src/automation/make-dispatchable.ts";
import { onPullRequest, onWorkflowRun } from "../../src/automation/triggers/trigger.ts";
import type { Workflow } from "../../src/model/workflow.ts";
import { task } from "../../src/task/task.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";
import { messageOf } from "./declarations.ts";
import { workflowDefaults } from "../workflow/workflow-defaults.ts";

const lint = task({ name: "lint", run() {} });

type Options = Partial<AutomationOptions<Record<never, never>>>;

function declare(options: Options): ReturnType<typeof automation> {
  return automation({ name: "docs", jobs: () => void job(lint), ...options });
}

function compile(options: Options): Workflow {
  return compileWorkflow(declare(options), workflowDefaults);
}

test("a title is the name on GitHub, and the name stays the command and the file", () => {
  const workflow = compile({ title: "Deploy Docs" });
  expect(workflow).toMatchObject({ name: "Deploy Docs", command: "docs" });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  expect(text).toContain("\nname: Deploy Docs\non:");
  expect(text).not.toContain("command");
  expect(declare({ title: "Deploy Docs" }).file).toBe("docs.yml");
});

test("without a title the name is shown, and nothing more is kept of it", () => {
  const workflow = compile({});
  expect(workflow.name).toBe("docs");
  expect(Object.keys(workflow)).toEqual(["name", "on", "permissions", "concurrency", "jobs"]);
});

test("a file of another name is not printed", () => {
  const workflow = compile({ file: "pages.yml" });
  expect(workflow.file).toBe("pages.yml");
  expect(renderWorkflow(workflow, "a", "b")).not.toContain("pages.yml");
});

test("an automation that another one waits for is named by its title", () => {
  const docs = declare({ title: "Deploy Docs" });
  const on = onWorkflowRun({ workflows: [docs, declare({}), "By hand"] });
  expect(on.config).toEqual({ workflows: ["Deploy Docs", "docs", "By hand"] });
});

test("makeDispatchable() takes a title", () => {
  expect(makeDispatchable(lint, { title: "Lint it" })).toMatchObject({
    name: "lint",
    title: "Lint it",
  });
});

test.each([[""], [" "], [1], ["Deploy ${{ inputs.to }}"]])("the title %j is refused", (title) => {
  expect(messageOf(() => declare({ title: title as string }))).toContain(
    `option "title": it is a text without expressions, not ${JSON.stringify(title)}.`,
  );
});

test("concurrency: false writes none, for an automation and for a job", () => {
  const on = onPullRequest();
  expect(compile({ on })).toHaveProperty("concurrency.cancel-in-progress", true);
  const jobs = (): void => void job(lint, { concurrency: false });
  const workflow = compile({ on, concurrency: false, jobs });
  expect(workflow).not.toHaveProperty("concurrency");
  expect(workflow.jobs["lint"]).not.toHaveProperty("concurrency");
});

test.each<[object, string]>([
  [{ run: {} }, 'option "defaults.run": it is empty.'],
  [{ run: { shell: "" } }, 'option "defaults.run.shell": it is empty.'],
  [{ run: { folder: "a" } }, 'option "defaults.run": it has no option "folder".'],
  [{}, 'option "defaults.run": it takes options'],
  [
    { run: { shell: "${{ vars.SHELL }}" } },
    'option "defaults.run.shell": ${{ vars.SHELL }} reads "vars", which GitHub does not offer there',
  ],
])("the defaults %j of a workflow are refused", (defaults, message) => {
  expect(messageOf(() => declare({ defaults: defaults as never }))).toContain(message);
});
