/** The child processes that run right now, for a program that has to end or to stop this very moment. */

type Pause = (signal: "SIGSTOP" | "SIGCONT") => void;

const runningProcesses = new Map<() => void, Pause | undefined>();

/**
 * `kill` ends one with all that it started, `pause` stops it so, or lets it go on; the returned function says that it has
 * ended.
 */
export function rememberProcess(kill: () => void, pause?: Pause): () => void {
  runningProcesses.set(kill, pause);
  return () => void runningProcesses.delete(kill);
}

export function killProcesses(): void {
  for (const kill of runningProcesses.keys()) kill();
}

export function stopProcesses(): void {
  // Twice: what one started while it was stopped is found then.
  for (const pause of [...runningProcesses.values(), ...runningProcesses.values()])
    pause?.("SIGSTOP");
}

export function continueProcesses(): void {
  for (const pause of runningProcesses.values()) pause?.("SIGCONT");
}
