/** The keys of a job: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobs */
import type { JobKeys } from "../declaration.ts";
import { readConcurrency } from "./values/concurrency.ts";
import { readContainer, readServices } from "./values/container.ts";
import { readEnvironment } from "./values/environment.ts";
import type { JobSettings } from "./job-options.ts";
import { flag, type KeyTable, type OtherKey, text, variables } from "./key-table.ts";
import { amounts } from "./option-reader.ts";
import { readPermissions } from "./values/permissions.ts";
import { readRunsOn } from "./values/runs-on.ts";

export const jobKeys: KeyTable<JobSettings & { readonly inputs?: unknown }, JobKeys> = {
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
  warnings: {},
  extra: {},
};

/** The keys that have no option: what to use in their place, and the option that an error about one names. */
export const otherJobKeys: Readonly<Record<string, OtherKey>> = {
  outputs: { instead: "the `outputs` of the task", option: "task" },
  steps: { instead: "the option `setup`", option: "setup" },
  uses: { instead: "a workflow that is written by hand: a job here runs a task" },
  with: { instead: "the option `inputs`" },
  secrets: { instead: "the `secrets` of the task" },
};
