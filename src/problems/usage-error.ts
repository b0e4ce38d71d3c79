/**
 * A mistake in what the user wrote: a command line, a declaration in `recompose.ts`, a file.
 * It is shown without a stack, and the program ends with exit code 2. Any other error is a fault of the program or of a
 * task, and is shown with its stack.
 */
export class UsageError extends Error {
  /** `UsageError`. */
  override readonly name: string = "UsageError";
  /** What to type next, one suggestion a line. */
  readonly hints: readonly string[];

  /**
   * For a mistake that the reader of the message can put right.
   *
   * @param message What is wrong, and where. One sentence or more.
   * @param hints What to type next. Default: none.
   */
  constructor(message: string, hints: readonly string[] = []) {
    super(message);
    this.hints = hints;
  }
}
