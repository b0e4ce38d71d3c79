/** Whether this start runs what most starts of its kind run: only then is V8's data of it worth keeping. */
export const thisStart = { isUsual: true };
