/**
 * Beside Stryker's own setup file, which switches a change on before the tests of a file. The thread goes on from run to run, so
 * that what was switched on last has to be off again while the next file is read, and what an ended test left behind may
 * still fail: that is no result of another change.
 */
interface Global {
  __stryker__?: { activeMutant?: string | undefined; isQuiet?: boolean };
}

const stryker = (globalThis as Global).__stryker__;
if (stryker !== undefined) {
  stryker.activeMutant = undefined;
  // Vitest leaves an error to whoever listens beside it.
  if (stryker.isQuiet !== true) {
    for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, () => {});
  }
  stryker.isQuiet = true;
}
