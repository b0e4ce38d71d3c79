import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../problems/usage-error.ts";
import { CommandError, commandLine } from "../process/command-error.ts";
import { LineSplitter } from "../process/line-splitter.ts";
import { requirePosition } from "./running-task.ts";

export interface RunOptions {
  /** Where the command runs, relative to the folder of the command line. */
  readonly cwd?: string;
  /** Added to the environment; `undefined` removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Keep the output for the returned `stdout` and `stderr` instead of printing it. */
  readonly capture?: boolean;
  /** Whether an exit code other than 0 throws. Default: true. */
  readonly check?: boolean;
}

export interface CommandResult {
  readonly ok: boolean;
  readonly exitCode: number;
  /** With `capture` only; without the last line ending. */
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

/** How many of a command's last lines an error carries. */
const keptLines = 20;

/**
 * Runs a program with exactly these arguments; no shell reads them. Its output becomes output of the running task.
 *
 * @throws CommandError when it exits with another code than 0 (unless `check` is false) or was ended by a signal.
 * @throws UsageError when there is no such program or folder.
 * @example
 * await run("npm", "publish", { cwd: "packages/core" });
 * const { stdout } = await run("git", "rev-parse", "HEAD", { capture: true });
 */
export async function run(
  command: string,
  ...rest: string[] | [...string[], RunOptions]
): Promise<CommandResult> {
  const position = requirePosition("run");
  const { session } = position.task;
  const { args, options } = splitOptions(rest);
  const cwd = resolve(session.cwd, options.cwd ?? ".");
  if (!existsSync(cwd)) {
    throw new UsageError(
      `${commandLine(command, args)} cannot run in ${cwd}: there is no such folder.`,
    );
  }
  // Loaded here: a task that starts no program does not pay for it.
  const { execa } = await import("execa");
  const startedAt = session.now();
  const child = execa(command, args, {
    cwd,
    env: { ...session.env, ...options.env },
    extendEnv: false,
    stdin: "inherit",
    buffer: false,
    reject: false,
    cancelSignal: session.signal,
  });
  const last: string[] = [];
  const captured = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const splitters = (["stdout", "stderr"] as const).map((stream) => {
    const splitter = new LineSplitter((text) => {
      last.push(text);
      if (last.length > keptLines) last.shift();
      if (options.capture !== true) {
        session.emit({ type: "line", path: position.path, stream, text });
      }
    });
    child[stream].on("data", (chunk: Buffer) => {
      if (options.capture === true) captured[stream].push(chunk);
      splitter.push(chunk);
    });
    return splitter;
  });
  const ended = await child;
  for (const splitter of splitters) splitter.end();

  if (ended.code === "ENOENT")
    throw new UsageError(`There is no program ${JSON.stringify(command)} on the PATH.`);
  if (ended.code === "EACCES")
    throw new UsageError(`${JSON.stringify(command)} is not executable.`);
  const outcome = {
    command: commandLine(command, args),
    exitCode: ended.exitCode,
    signal: ended.signal,
    lastLines: last,
  };
  // Without an exit code it was ended from outside: there is no result to check.
  if (ended.exitCode === undefined) throw new CommandError(outcome);
  if (ended.exitCode !== 0 && options.check !== false) throw new CommandError(outcome);
  return {
    ok: ended.exitCode === 0,
    exitCode: ended.exitCode,
    stdout: text(captured.stdout),
    stderr: text(captured.stderr),
    durationMs: session.now() - startedAt,
  };
}

function splitOptions(rest: readonly (string | RunOptions)[]): {
  args: string[];
  options: RunOptions;
} {
  const final = rest.at(-1);
  const options = typeof final === "object" ? final : undefined;
  const given = options === undefined ? rest : rest.slice(0, -1);
  const args = given.map((argument) => {
    if (typeof argument === "string") return argument;
    throw new UsageError(
      `run() takes strings, then options at the end; it got ${JSON.stringify(argument) ?? typeof argument}.`,
    );
  });
  return { args, options: options ?? {} };
}

function text(chunks: readonly Buffer[]): string {
  return Buffer.concat(chunks)
    .toString("utf8")
    .replace(/\r?\n$/, "");
}
