/**
 * A program on a terminal of its own, whose output another process may read on its way. Node makes no terminals; the program
 * `script` does, which belongs to every macOS and to nearly every Linux.
 */
import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { shellWord } from "../../problems/shell-word.ts";
import type { Host } from "../host.ts";

export interface StartedWords {
  readonly program: string;
  readonly arguments: readonly string[];
}

/**
 * What starts `words` on a terminal of their own, with the environment that `script` gets. Undefined where there is no
 * `script`. It reads keys from the terminal that it is started on, takes the size of that, and writes all that the program
 * writes to its standard output.
 */
export function onOwnTerminal(
  words: readonly string[],
  { env, platform }: Pick<Host, "env" | "platform">,
): StartedWords | undefined {
  const program = findProgram("script", env["PATH"]);
  if (program === undefined) return undefined;
  // https://man7.org/linux/man-pages/man1/script.1.html and https://man.freebsd.org/cgi/man.cgi?script(1), which macOS has
  const rest =
    platform === "linux"
      ? ["-c", `exec ${words.map(shellWord).join(" ")}`, "/dev/null"]
      : ["/dev/null", ...words];
  return { program, arguments: ["-q", ...rest] };
}

/**
 * Returns what brings the terminal of this process back into the state that it has now. A `script` that is killed leaves it
 * without echo and without line endings.
 */
export function keepTerminalState(): () => void {
  const stty = (argument: string): string =>
    spawnSync("stty", [argument], { stdio: ["inherit", "pipe", "ignore"], encoding: "utf8" })
      .stdout ?? "";
  const state = stty("-g").trim();
  return () => {
    if (state !== "") stty(state);
  };
}

/** The absolute path of a program in one of the folders of `path`. */
export function findProgram(name: string, path = ""): string | undefined {
  return path
    .split(delimiter)
    .filter((folder) => folder.startsWith("/"))
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats?.isFile() === true && (stats.mode & 0o111) !== 0;
}
