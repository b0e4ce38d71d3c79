/**
 * Names of the options that `./run AUTOMATION` has, which none of its inputs may take. Each needs its row in
 * src/cli/flags/automation-flags.ts, or that file does not compile.
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
