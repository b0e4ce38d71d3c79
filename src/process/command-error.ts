/** A program that a task ran and that did not end well. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  /** As one would type it. */
  readonly command: string;
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  /** The end of what it printed. */
  readonly lastLines: readonly string[];

  constructor(outcome: {
    readonly command: string;
    readonly exitCode: number | undefined;
    readonly signal: string | undefined;
    readonly lastLines: readonly string[];
  }) {
    const how =
      outcome.exitCode === undefined
        ? `was ended by ${outcome.signal ?? "an error"}`
        : `exited with code ${outcome.exitCode}`;
    super(`\`${outcome.command}\` ${how}`);
    this.command = outcome.command;
    this.exitCode = outcome.exitCode;
    this.signal = outcome.signal;
    this.lastLines = outcome.lastLines;
  }
}

/** For people: words that need quotes get them. */
export function commandLine(command: string, args: readonly string[]): string {
  return [command, ...args]
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`))
    .join(" ");
}
