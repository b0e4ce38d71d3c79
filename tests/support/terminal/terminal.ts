/** A program on a terminal of its own, driven as a person would: it waits for what it sees before it types. */
import { spawnSync } from "node:child_process";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";

/** util-linux's `script` makes the terminal; that of macOS and BSD takes other arguments. */
export const hasTerminals =
  process.platform === "linux" &&
  spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux");

export interface Typing {
  /** What has to be on the screen since the last keys. */
  readonly see: string;
  /** Keys, or what to do elsewhere, which may return keys. */
  readonly type: string | (() => unknown);
}

export const keys = {
  enter: "\r",
  escape: "\u001B",
  interrupt: "\u0003",
  stop: "\u001A",
  space: " ",
  down: "\u001B[B",
  right: "\u001B[C",
};

/**
 * The exit code, and all that was on the screen, with and without control sequences.
 *
 * @param timeout After so many milliseconds the program is ended, and the test fails.
 */
export async function onTerminal(
  command: string,
  cwd: string,
  typings: readonly Typing[],
  timeout = 4000,
): Promise<{
  readonly exitCode: number | undefined;
  readonly screen: string;
  readonly raw: string;
}> {
  const { CI: _ci, ...env } = process.env;
  // Where it is started without a terminal, the one it makes has no size.
  const sized = `stty cols 100 rows 40 && ${command}`;
  const child = execa("script", ["--quiet", "--return", "--command", sized, "/dev/null"], {
    cwd,
    env: { ...env, TERM: "xterm-256color", NO_COLOR: "1" },
    extendEnv: false,
    reject: false,
    timeout,
  });
  const waiting = [...typings];
  let screen = "";
  let raw = "";
  let from = 0;
  child.stdout.on("data", (data: Buffer) => {
    raw += data.toString();
    screen += stripVTControlCharacters(data.toString());
    const [next] = waiting;
    if (next === undefined || !screen.slice(from).includes(next.see)) return;
    waiting.shift();
    from = screen.length;
    const typed = typeof next.type === "string" ? next.type : next.type();
    if (typeof typed === "string") child.stdin.write(typed);
  });
  const { exitCode, timedOut } = await child;
  if (timedOut) {
    throw new Error(`waited for ${JSON.stringify(waiting[0]?.see)} on this screen:\n${screen}`);
  }
  return { exitCode, screen, raw };
}
