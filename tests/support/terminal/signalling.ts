/** For tests that signal real processes, or wait for the system to tell of a file: a busy machine may be late once, so one that fails is tried once more. */
export const signalling = { retry: 1 } as const;
