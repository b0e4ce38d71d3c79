/** The keys of a workflow: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax */
import type { Workflow } from "../../model/workflow.ts";
import type { AutomationOptions } from "./automation-options.ts";
import { readConcurrency } from "./values/concurrency.ts";
import { readDefaults } from "./values/defaults.ts";
import { type KeyTable, text, variables } from "./key-table.ts";
import { readPermissions } from "./values/permissions.ts";

/** The options of an automation as keys of the workflow. The other keys come from its name, jobs and inputs. */
export type AutomationKeys = Omit<PrintedKeys, "name" | "on" | "jobs">;

type PrintedKeys = Omit<Partial<Workflow>, "command" | "file">;

export const automationKeys: KeyTable<AutomationOptions, PrintedKeys> = {
  name: {},
  title: { key: "name" },
  description: {},
  runName: { key: "run-name", read: text },
  on: { key: "on" },
  inputs: {},
  permissions: {
    key: "permissions",
    read: (value, { option, reader }) =>
      value === "repository" ? undefined : readPermissions(value, reader.place(option)),
  },
  concurrency: { key: "concurrency", read: readConcurrency },
  env: { key: "env", read: variables },
  defaults: { key: "defaults", read: readDefaults },
  file: {},
  condition: {},
  warnings: {},
  extra: {},
  jobs: { key: "jobs" },
};
