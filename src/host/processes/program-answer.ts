import process from "node:process";
import { Child } from "./child.ts";

export interface Question {
  readonly cwd?: string | undefined;
  /** Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** When it is aborted, the program is ended. */
  readonly cancelSignal?: AbortSignal;
  /** All that it reads from its input. Default: nothing. */
  readonly input?: Uint8Array | undefined;
  /** Lets the program write to the terminal; its output is not returned then. */
  readonly show?: boolean;
  /** In milliseconds. Default: as long as it takes. */
  readonly timeoutMs?: number;
  /** How many bytes it may print to one of its outputs. */
  readonly longestAnswer?: number;
}

export interface Answer {
  /** Whether it has ended by itself, and with exit code 0. */
  readonly ok: boolean;
  /** Undefined when a signal ended it, or when it never started. */
  readonly exitCode: number | undefined;
  /** Without the last line ending, as `stderr`. */
  readonly stdout: string;
  readonly stderr: string;
  /** Why it could not be started; `ENOENT` where there is no such program. */
  readonly startError: string | undefined;
}

/** From telling a program to end to killing it, in milliseconds. */
const grace = 1000;

/** Starts a program, and reads all that it prints. It stays in the process group of this one. */
export async function askProgram(
  program: string,
  args: readonly string[],
  question: Question = {},
): Promise<Answer> {
  const { cwd, env = process.env, cancelSignal, input, show = false, timeoutMs } = question;
  const output = show ? "inherit" : "pipe";
  const options = { cwd, env, stdin: input ?? "ignore", stdout: output, stderr: output } as const;
  const child = new Child(program, args, { ...options, group: "shared" });
  let wasEnded = false;
  const end = (): void => {
    if (wasEnded) return;
    wasEnded = true;
    const tree = child.treeToEnd();
    tree?.signal("SIGTERM");
    child.later(grace, () => tree?.signal("SIGKILL"));
  };
  const [stdout, stderr] = (["stdout", "stderr"] as const).map((stream) => {
    const chunks: Buffer[] = [];
    let length = 0;
    child.onOutput(stream, (chunk) => {
      length += chunk.length;
      if (length > (question.longestAnswer ?? Infinity)) end();
      else chunks.push(chunk);
    });
    return chunks;
  });
  if (timeoutMs !== undefined) child.later(timeoutMs, end);
  if (cancelSignal !== undefined) child.whenAborted(cancelSignal, end);
  const { exitCode, startError } = await child.completion;
  return {
    ok: exitCode === 0 && !wasEnded,
    exitCode,
    stdout: textOf(stdout),
    stderr: textOf(stderr),
    startError: startError?.code,
  };
}

function textOf(chunks: readonly Buffer[] = []): string {
  return Buffer.concat(chunks)
    .toString()
    .replace(/\r?\n$/, "");
}
