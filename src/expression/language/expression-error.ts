/** An expression that GitHub would refuse, with GitHub's message, or one whose evaluation failed. */
export class ExpressionError extends Error {
  override readonly name: string = "ExpressionError";
  readonly kind: "lexing" | "parsing" | "evaluation";
  /** Index of the wrong character, if there is one. */
  readonly position: number | undefined;

  constructor(kind: ExpressionError["kind"], message: string, position?: number) {
    super(message);
    this.kind = kind;
    this.position = position;
  }
}

export function evaluationError(message: string): ExpressionError {
  return new ExpressionError("evaluation", message);
}
