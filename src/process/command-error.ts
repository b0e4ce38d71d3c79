import { shellWord } from "../problems/shell-word.ts";

/** Why a command was ended from outside. */
export type EndReason = "timeout" | "cancelled";

interface CommandOutcome {
  /** The command line as a person would type it. */
  readonly command: string;
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** The signal that ended it. */
  readonly signal: string | undefined;
  /** Why it was ended; undefined when it ended by itself. */
  readonly reason?: EndReason | undefined;
  /** The last lines that it printed. */
  readonly lastLines: readonly string[];
}

/** A program that a task ran and that did not end well. */
export class CommandError extends Error {
  /** `CommandError`. */
  override readonly name: string = "CommandError";
  /** As one would type it; secrets in it are masked. */
  readonly command: string;
  /** Undefined when a signal ended it. */
  readonly exitCode: number | undefined;
  /** The signal that ended it: `SIGKILL`. */
  readonly signal: string | undefined;
  /** Why it was ended; undefined when it ended by itself. */
  readonly reason: EndReason | undefined;
  /** The last lines that it printed. */
  readonly lastLines: readonly string[];

  /** Only `run()` makes one. */
  constructor(outcome: CommandOutcome) {
    super(`\`${outcome.command}\` ${howItEnded(outcome)}`);
    this.command = outcome.command;
    this.exitCode = outcome.exitCode;
    this.signal = outcome.signal;
    this.reason = outcome.reason;
    this.lastLines = outcome.lastLines;
  }
}

function howItEnded({ reason, exitCode, signal }: CommandOutcome): string {
  if (reason === "timeout") return "took too long and was ended";
  if (reason === "cancelled") return "was cancelled";
  if (exitCode === undefined) return `was ended by ${signal ?? "an error"}`;
  return `exited with code ${exitCode}`;
}

/** The command line for people, with quotes around words that need them. */
export function commandLine(command: string, args: readonly string[]): string {
  return [command, ...args].map(shellWord).join(" ");
}
