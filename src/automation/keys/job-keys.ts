/** The keys of a job: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobs */
import type { JobKeys } from "../declaration.ts";
import { readConcurrency } from "./values/concurrency.ts";
import { readContainer, readServices } from "./values/container.ts";
import { readDefaults } from "./values/defaults.ts";
import { readEnvironment } from "./values/environment.ts";
import type { JobSettings } from "./job-options.ts";
import { flag, type KeyTable, type OtherKey, text, variables } from "./key-table.ts";
import { amounts } from "./values/number-kinds.ts";
import { readPermissions } from "./values/permissions.ts";
import { readRunsOn } from "./values/runs-on.ts";

/** The options that some jobs have: one of a task, one of steps, one that calls a workflow. */
interface OwnOptions {
  readonly id?: unknown;
  readonly inputs?: unknown;
  readonly steps?: unknown;
  readonly after?: unknown;
  readonly outputs?: unknown;
  readonly artifacts?: unknown;
}

export const jobKeys: KeyTable<JobSettings & OwnOptions, JobKeys> = {
  id: {},
  name: { key: "name", read: text },
  needs: { key: "needs" },
  inputs: {},
  condition: {
    key: "if",
    read: (value, { option, reader }) => `\${{ ${reader.condition(value, option)} }}`,
  },
  setup: {},
  permissions: {
    key: "permissions",
    read: (value, { option, reader }) => readPermissions(value, reader.place(option)),
  },
  runsOn: { key: "runs-on", read: readRunsOn },
  environment: { key: "environment", read: readEnvironment, here: "not applied" },
  concurrency: { key: "concurrency", read: readConcurrency, here: "not applied" },
  matrix: { key: "strategy" },
  timeoutMinutes: {
    key: "timeout-minutes",
    read: (value, { option, contexts, reader }) => reader.number(value, option, contexts, amounts),
  },
  continueOnError: { key: "continue-on-error", read: flag },
  container: { key: "container", read: readContainer, here: "not applied" },
  services: { key: "services", read: readServices, here: "not applied" },
  env: { key: "env", read: variables },
  defaults: { key: "defaults", read: readDefaults },
  outputs: {},
  steps: {},
  after: {},
  artifacts: {},
  warnings: {},
  extra: {},
};

/** The options of a job by what it does. */
const onlyOf: Readonly<Record<"task" | "steps", readonly string[]>> = {
  task: ["id", "inputs", "after"],
  steps: ["steps", "outputs"],
};

export function optionsOfJob(kind: "task" | "steps"): readonly string[] {
  const others = onlyOf[kind === "task" ? "steps" : "task"];
  return Object.keys(jobKeys).filter((option) => !others.includes(option));
}

/** The keys that have no option: what to use in their place, and the option that an error about one names. */
export const otherJobKeys: Readonly<Record<string, OtherKey>> = {
  outputs: { instead: "the `outputs` of a task, or of a job of steps", option: "outputs" },
  steps: { instead: "the option `steps`", option: "steps" },
  uses: { instead: "call()" },
  with: { instead: "call() and its option `inputs`", option: "inputs" },
  secrets: { instead: "the `secrets` of the task, or call()", option: "secrets" },
};
