/**
 * The environment variable that holds the token, in a process whose output is read by a run. Such a process takes it
 * out of its environment before any other code runs: what it starts itself is not part of the run.
 */
export const wireVariable = "RECOMPOSE_EVENTS";

/** Set beside it where the process ends with the one that reads it, as a task that `./run TASK` reads from does. */
export const readerVariable = "RECOMPOSE_READER";
