/** The child processes that run now, for a program that has to end or to stop at once. */

type Pause = (signal: "SIGSTOP" | "SIGCONT") => void;

const runningProcesses = new Map<() => void, Pause | undefined>();

/**
 * `kill` ends the process with all that it started; `pause` stops them or lets them go on. Call the returned function
 * when the process has ended.
 */
export function rememberProcess(kill: () => void, pause?: Pause): () => void {
  runningProcesses.set(kill, pause);
  return () => void runningProcesses.delete(kill);
}

export function killProcesses(): void {
  for (const kill of runningProcesses.keys()) kill();
}

export function stopProcesses(): void {
  // The second round finds what a process started while the first one stopped it.
  for (const pause of [...runningProcesses.values(), ...runningProcesses.values()])
    pause?.("SIGSTOP");
}

export function continueProcesses(): void {
  for (const pause of runningProcesses.values()) pause?.("SIGCONT");
}
