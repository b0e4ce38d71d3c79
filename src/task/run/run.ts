import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { addedMask, mayBecomeCommand } from "../../events/workflow-command.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { CommandError, commandLine } from "../../process/command-error.ts";
import { LastLines } from "../../process/last-lines.ts";
import { sortLines } from "../../process/line-bytes.ts";
import { LineSplitter, maskedParts } from "../../process/line-splitter.ts";
import { shellAdvice } from "./missing-program.ts";
import { follow, placeAt } from "../pending-work.ts";
import type { Position } from "../running-task.ts";

/** Options of `run()`, behind its arguments. */
export interface RunOptions {
  /**
   * Where the command runs, relative to the project's folder: that of `recompose.ts`, or `app({ root })`. Default: that
   * folder.
   */
  readonly cwd?: string;
  /** Added to the environment; `undefined` removes a variable. Default: nothing is added. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Keep the output for the returned `stdout` and `stderr` instead of printing it. Default: false. */
  readonly capture?: boolean;
  /** Whether an exit code other than 0 throws. Default: true. */
  readonly check?: boolean;
  /** What the command reads from its standard input. Default: nothing. */
  readonly input?: string | Uint8Array;
  /** The command, with all that it started, is ended after so many milliseconds. Default: never. */
  readonly timeoutMs?: number;
}

/** How a program ended, as `run()` gives it. */
export interface CommandResult {
  /** Whether the exit code is 0. False only with `check: false`: else `run()` throws. */
  readonly ok: boolean;
  /** What the program ended with. 0 is a success. */
  readonly exitCode: number;
  /** With `capture` only; without the last line ending. */
  readonly stdout: string;
  /** With `capture` only; without the last line ending. */
  readonly stderr: string;
  /** How long it ran, in milliseconds. */
  readonly durationMs: number;
}

/** How many last lines of the output an error has, and to how many UTF-16 units each is cut. */
const lastLineCount = 20;
const longestLastLine = 2000;

/**
 * Runs a program with exactly these arguments; no shell reads them. Its output becomes output of the running task.
 * When the task is cancelled the program is interrupted, and killed with all that it started if that does not help.
 *
 * @throws CommandError when it exits with another code than 0 (unless `check` is false), was ended by a signal, took
 *   longer than `timeoutMs`, or when the task was cancelled.
 * @throws UsageError when there is no such program or folder.
 * @example
 * await run("npm", "publish", { cwd: "packages/core" });
 * const { stdout } = await run("git", "rev-parse", "HEAD", { capture: true });
 */
export function run(
  command: string,
  ...rest: string[] | [...string[], RunOptions]
): Promise<CommandResult> {
  const nameOf = (position: Position): string =>
    `\`${maskedLine(position, command, splitOptions(command, rest).args)}\``;
  return follow("run", nameOf, (position, site) =>
    runProgram(position, command, rest).catch((error: unknown) => {
      throw placeAt(error, site);
    }),
  );
}

function maskedLine({ task }: Position, command: string, args: readonly string[]): string {
  const mask = (word: string): string => task.session.masker.mask(word);
  return commandLine(mask(command), args.map(mask));
}

async function runProgram(
  position: Position,
  command: string,
  rest: readonly (string | RunOptions)[],
): Promise<CommandResult> {
  const { task, path } = position;
  const { session } = task;
  const { args, options } = splitOptions(command, rest);
  const line = maskedLine(position, command, args);
  const cwd = resolve(session.cwd, options.cwd ?? ".");
  if (!existsSync(cwd)) {
    throw new UsageError(`\`${line}\` cannot run in ${cwd}: there is no such folder.`);
  }
  const { input } = options;
  if (input !== undefined && typeof input !== "string" && !(input instanceof Uint8Array)) {
    throw new UsageError(
      `the input of \`${line}\` is a text or a Uint8Array, not ${shown(input)}.`,
    );
  }
  const hide = (value: string): void => {
    // The value was masked by whoever printed it.
    if (value.includes("***")) return;
    session.masker.add(value);
    session.emit({ type: "mask", path, value });
  };
  const startedAt = session.now();
  // Loaded here, since many tasks start no program.
  const { startChild } = await import("./run-child.ts");
  const child = startChild(command, args, { ...options, cwd }, task);
  const last = new LastLines<undefined>(lastLineCount, longestLastLine);
  const capturedChunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const splitters: LineSplitter[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    const onUnfinished = (text: string): void => {
      if (!mayBecomeCommand(text)) session.emit({ type: "unfinished-line", path, stream, text });
    };
    const keep = (lines: Uint8Array): void => last.addLines(undefined, lines);
    const show = (lines: Buffer): void => {
      // A command in the lines before may have added a mask.
      for (const bytes of maskedParts(lines, session.masker)) {
        keep(bytes);
        session.emit({ type: "lines", path, stream, bytes });
      }
    };
    const sort = (lines: Buffer): void =>
      sortLines(lines, { read: addedMask, onCommand: hide, onLines: show });
    // Captured output is data: a command in it adds no mask.
    const splitter =
      options.capture === true
        ? new LineSplitter(keep, { masker: session.masker })
        : new LineSplitter(sort, { masker: session.masker, isRaw: true, onUnfinished });
    child.onOutput(stream, (chunk) => {
      if (options.capture === true) capturedChunks[stream].push(chunk);
      // A shell asks on one stream, and prints on the other after the answer.
      if (session.isInteractive) {
        for (const other of splitters) if (other !== splitter) other.break();
      }
      session.together(() => splitter.push(chunk));
    });
    splitters.push(splitter);
  }
  const childEnd = await child.completion;
  for (const splitter of splitters) splitter.end();
  const { exitCode, signal, reason, startError } = childEnd;
  if (startError !== undefined) throw explainStartError(command, args, cwd, startError);
  // A program without an exit code, or ended by this process, has no result that `check` could accept.
  const isResult = exitCode !== undefined && reason === undefined;
  if (!isResult || (exitCode !== 0 && options.check !== false)) {
    const lastLines = last.list().map(({ text }) => text);
    // Captured output is not shown elsewhere, and it may say why.
    for (const text of options.capture === true ? lastLines : []) {
      session.emit({ type: "line", path, stream: "stderr", text, quoted: true });
    }
    throw new CommandError({ command: line, exitCode, signal, reason, lastLines });
  }
  return {
    ok: exitCode === 0,
    exitCode,
    stdout: text(capturedChunks.stdout),
    stderr: text(capturedChunks.stderr),
    durationMs: session.now() - startedAt,
  };
}

function explainStartError(
  command: string,
  args: readonly string[],
  cwd: string,
  { code = "unknown", message }: NodeJS.ErrnoException,
): UsageError {
  const name = JSON.stringify(command);
  // Node itself refuses what no system takes, such as a NUL character in an argument.
  if (code.startsWith("ERR_")) return new UsageError(`${name} could not be started: ${message}`);
  if (code === "EACCES") return new UsageError(`${name} is not executable.`);
  if (code !== "ENOENT") return new UsageError(`${name} could not be started (${code}).`);
  const advice = shellAdvice(command, args);
  if (advice !== undefined) return new UsageError(`there is no program ${name}. ${advice}`);
  return command.includes("/")
    ? new UsageError(`there is no program ${resolve(cwd, command)}.`)
    : new UsageError(`there is no program ${name} on the PATH.`);
}

function splitOptions(
  command: unknown,
  rest: readonly (string | RunOptions)[],
): { args: string[]; options: RunOptions } {
  const final = rest.at(-1);
  const options = typeof final === "object" ? final : undefined;
  const words = options === undefined ? rest : rest.slice(0, -1);
  const args = [command, ...words].map((argument) => {
    if (typeof argument === "string") return argument;
    throw new UsageError(
      `run() takes strings, then options at the end; it got ${JSON.stringify(argument) ?? typeof argument}.`,
    );
  });
  return { args: args.slice(1), options: options ?? {} };
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}
