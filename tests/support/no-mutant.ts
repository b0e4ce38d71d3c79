/**
 * Beside Stryker's own setup file, which switches a change on before the tests of a file: the thread goes on from run to run,
 * so what was switched on last has to be off again while the next file is read.
 */
const stryker = (globalThis as { __stryker__?: { activeMutant?: string | undefined } }).__stryker__;
if (stryker !== undefined) stryker.activeMutant = undefined;
