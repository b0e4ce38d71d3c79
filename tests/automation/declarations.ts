/** Automations for tests of what is wrong with them, as callers without types can write them. */
import { automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import { task } from "../../src/task/task.ts";
import { boolInput, choiceInput, restInput, stringInput } from "../../src/inputs/input.ts";

export const build = task({
  name: "build",
  outputs: ["version"],
  artifacts: ["package"],
  run(_inputs, context) {
    context.setOutput("version", "1");
    context.saveArtifact("package", ".");
  },
});

export const lint = task({ name: "lint", run() {} });

export const deploy = task({
  name: "deploy",
  inputs: {
    target: choiceInput(["dev", "prod"]),
    version: stringInput({ default: "1" }),
    force: boolInput(),
    flags: restInput(),
  },
  run() {},
});

/** `job()` without its types. */
export const untyped = job as unknown as (
  task: unknown,
  options?: unknown,
) => ReturnType<typeof job>;

/** `automation()` without its types. */
export const untypedAutomation = automation as unknown as (
  options: unknown,
) => ReturnType<typeof automation>;

export function declare(jobs: (inputs: never) => void, options: object = {}): void {
  untypedAutomation({ name: "ci", jobs, ...options });
}

/** The message of the error that a declaration ends with. */
export function messageOf(declaration: () => unknown): string {
  try {
    declaration();
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
  }
  return "no error";
}
