/**
 * The options of `./run AUTOMATION`. Inputs may not have these names. src/cli/flags/automation-flags.ts compiles only with
 * a row for each of them.
 */
export const runOptionNames = [
  "all-runners",
  "dry-run",
  "event",
  "event-file",
  "isolate",
  "jobs",
  "only",
  "quiet",
  "ref",
  "remote",
  "report",
  "resume",
  "status",
  "strict-tools",
  "var",
  "verbose",
] as const;

export type RunOptionName = (typeof runOptionNames)[number];
