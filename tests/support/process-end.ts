/** Returns once the process is gone: the system takes a moment to bury one that was killed. */
export async function processEnd(id: number): Promise<void> {
  for (;;) {
    try {
      process.kill(id, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
