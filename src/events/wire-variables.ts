/**
 * The environment variable with the token, for a process whose output a run reads. The process removes it before any other
 * code runs, since the programs that it starts must not emit events.
 */
export const wireVariable = "RECOMPOSE_EVENTS";

/** Set if the process has to end when its reader does, as the task that `./run TASK` reads. */
export const readerVariable = "RECOMPOSE_READER";
