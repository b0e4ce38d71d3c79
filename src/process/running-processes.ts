/** The child processes that run right now, for a program that has to end this very moment. */

const running = new Set<() => void>();

/** `kill` ends one with all that it started; the returned function says that it has ended. */
export function rememberProcess(kill: () => void): () => void {
  running.add(kill);
  return () => void running.delete(kill);
}

export function killProcesses(): void {
  for (const kill of running) kill();
}
