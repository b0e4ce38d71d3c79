/** Names of the options that `./run AUTOMATION` has, which none of its inputs may take. */
export const automationOptions: readonly string[] = [
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
];
