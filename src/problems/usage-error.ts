/**
 * A mistake in what the user wrote: a command line, a declaration in `recompose.ts`, a file.
 * It is shown without a stack, and the program ends with exit code 2. Any other error is a fault of the program or of a
 * task, and is shown with its stack.
 */
export class UsageError extends Error {
  override readonly name: string = "UsageError";
  /** What to type next, one suggestion a line. */
  readonly hints: readonly string[];

  constructor(message: string, hints: readonly string[] = []) {
    super(message);
    this.hints = hints;
  }
}
