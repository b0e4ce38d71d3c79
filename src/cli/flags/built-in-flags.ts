/** The options of the built-in commands that have some. */
import type { FlagTable } from "./flag-table.ts";
import { jsonFlag } from "./run-flags.ts";

export const generateFlags = {
  check: {
    kind: "option",
    summary: "Write nothing; show what is out of date, and end with 1 if anything is",
  },
  target: {
    kind: "value",
    completedBy: "automations",
    summary: "Only the workflow of this automation",
  },
  replace: {
    kind: "list",
    completedBy: "files",
    summary:
      "Overwrite this workflow, which was not generated; `all` for each that an automation has",
  },
  "output-dir": {
    kind: "value",
    completedBy: "files",
    summary: "Another folder than .github/workflows, relative to where you are",
  },
} satisfies FlagTable;

export const initFlags = {
  yes: { kind: "option", short: "y", summary: "Ask nothing, and write what is proposed" },
  install: { kind: "option", summary: "Install what package.json gets, too" },
} satisfies FlagTable;

export const importFlags = {
  check: {
    kind: "option",
    summary: "Write nothing; say how what is generated differs, and end with 1 if it does",
  },
  tasks: { kind: "option", summary: "Make each command that stands alone a task" },
} satisfies FlagTable;

export const pinsFlags = {
  update: { kind: "option", summary: "Ask GitHub for the newest releases, with gh" },
} satisfies FlagTable;

export const actionsFlags = {
  from: {
    kind: "value",
    completedBy: "files",
    summary: "Read this action.yml, in place of asking GitHub with gh",
  },
} satisfies FlagTable;

export const mcpFlags = {
  project: {
    kind: "value",
    completedBy: "files",
    summary: "A folder of the project; default: where it is started",
  },
} satisfies FlagTable;

export const inspectFlags = {
  json: { ...jsonFlag, summary: "Print it as JSON" },
  mermaid: { kind: "option", summary: "Draw an automation's jobs as a Mermaid flowchart" },
} satisfies FlagTable;
