/** What the program's exit codes mean. */
export const exitCode = {
  success: 0,
  /** Something ran and failed. */
  failure: 1,
  /** Nothing ran: the command line, `recompose.ts` or a file is wrong. */
  usage: 2,
  /** Ctrl-C. */
  interrupted: 130,
} as const;
