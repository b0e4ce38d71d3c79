/**
 * Names of the options that `./run AUTOMATION` has, which none of its inputs may take. What they are stands in
 * src/cli/flags/automation-flags.ts, which does not compile without one of them.
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
