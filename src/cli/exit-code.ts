/** What the program's exit codes mean. */
export const exitCode = {
  /** All that ran succeeded. A job that was skipped or is elsewhere fails no run. */
  success: 0,
  /** Something ran and failed, or `--check` found a difference. */
  failure: 1,
  /** Nothing ran: the command line, `recompose.ts` or a file is wrong. */
  usage: 2,
  /** Ctrl-C. */
  interrupted: 130,
} as const;
