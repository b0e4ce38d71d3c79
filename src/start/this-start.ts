/** Whether this start runs the same code as most starts of its kind. Only then V8's data of it is saved. */
export const thisStart = { isUsual: true };
