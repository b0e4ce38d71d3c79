/** The child processes that run right now, for a program that has to end or to stop this very moment. */

type Pause = (signal: "SIGSTOP" | "SIGCONT") => void;

const running = new Map<() => void, Pause | undefined>();

/**
 * `kill` ends one with all that it started, `pause` stops it so, or lets it go on; the returned function says that it has
 * ended.
 */
export function rememberProcess(kill: () => void, pause?: Pause): () => void {
  running.set(kill, pause);
  return () => void running.delete(kill);
}

export function killProcesses(): void {
  for (const kill of running.keys()) kill();
}

export function stopProcesses(): void {
  // Twice: what one started while it was stopped is found then.
  for (const pause of [...running.values(), ...running.values()]) pause?.("SIGSTOP");
}

export function continueProcesses(): void {
  for (const pause of running.values()) pause?.("SIGCONT");
}
