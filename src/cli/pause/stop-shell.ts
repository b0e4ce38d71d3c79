/** A shell in which a step that waits can be looked into: in its folder, with its environment. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as eventLoopTurned } from "node:timers/promises";
import { statsOf } from "../../host/files/file-stats.ts";
import type { Host } from "../../host/host.ts";
import { Child } from "../../host/processes/child.ts";
import {
  findProgram,
  keepTerminalState,
  onOwnTerminal,
} from "../../host/processes/own-terminal.ts";
import { rememberProcess } from "../../host/processes/running-processes.ts";
import { StreamMasker } from "../../process/stream-masker.ts";
import type { Stop } from "../../runner/stop/step-stops.ts";

/**
 * What a person's own files would set, a step does not have. bash would cut the history of the person to the few lines that
 * it keeps by default.
 */
const setUp = "unset HISTFILE\nPS1='stopped \\W \\$ '\n";

/** In milliseconds: from SIGTERM to the end. */
const graceTime = 1000;

/**
 * Runs the shell until the person leaves it.
 *
 * @param show writes to the terminal.
 * @param signal Aborted when the step is not waited for any more.
 * @throws Error where there can be no shell.
 */
export async function openShell(
  stop: Stop,
  host: Pick<Host, "env" | "platform">,
  show: (text: string) => void,
  signal: AbortSignal,
): Promise<void> {
  // A step may have failed for that reason.
  if (statsOf(stop.folder)?.isDirectory() !== true) {
    throw new Error(`there is no folder ${stop.folder}`);
  }
  const environment = stop.environment();
  const start = onOwnTerminal(shellWords(environment), host);
  if (start === undefined) {
    throw new Error(
      "there is no program `script` here, and without its terminal secrets could not be hidden",
    );
  }
  // What was printed waits until the event loop turns. `script` would take the carriage returns from it.
  await eventLoopTurned();
  const restore = keepTerminalState();
  const child = new Child(start.program, start.arguments, {
    cwd: stop.folder,
    // `script` has this shell read the words that it is to start.
    env: { ...environment, SHELL: "/bin/sh" },
    stdin: "inherit",
    group: "shared",
  });
  const masker = new StreamMasker(stop.masker, show);
  for (const stream of ["stdout", "stderr"] as const) {
    child.onOutput(stream, (chunk) => masker.push(chunk));
  }
  child.whenAborted(signal, () => {
    child.signal("SIGTERM");
    child.later(graceTime, () => child.treeToEnd()?.signal("SIGKILL"));
  });
  // Where everything is ended at once, too. It is called behind what kills the child.
  const forget = rememberProcess(restore);
  const { startError } = await child.completion;
  forget();
  restore();
  masker.end();
  if (startError !== undefined) throw startError;
}

/** bash, in which the commands of most steps are; sh where there is none. */
function shellWords(environment: ReturnType<Stop["environment"]>): readonly string[] {
  const { SHELL, PATH, RUNNER_TEMP = "/tmp" } = environment;
  const env = SHELL === undefined ? ["env", "-u", "SHELL"] : ["env", `SHELL=${SHELL}`];
  const bash = findProgram("bash", PATH);
  if (bash === undefined) return [...env, "/bin/sh", "-i"];
  const file = join(RUNNER_TEMP, "stopped.bashrc");
  writeFileSync(file, setUp);
  return [...env, bash, "--noprofile", "--rcfile", file, "-i"];
}
