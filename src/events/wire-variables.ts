/**
 * The environment variable with the token, in a process whose output a run reads. The process removes the variable before
 * any other code runs, since the programs that it starts must not emit events.
 */
export const wireVariable = "RECOMPOSE_EVENTS";

/** Set as well where the process has to end when its reader does, as the task that `./run TASK` reads. */
export const readerVariable = "RECOMPOSE_READER";
