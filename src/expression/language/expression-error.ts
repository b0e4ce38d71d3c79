/** An expression that GitHub would refuse, in the words of GitHub's log; or one whose evaluation failed. */
export class ExpressionError extends Error {
  override readonly name: string = "ExpressionError";
  readonly kind: "lexing" | "parsing" | "evaluation";
  /** Index of the character at fault, where there is one. */
  readonly position: number | undefined;

  constructor(kind: ExpressionError["kind"], message: string, position?: number) {
    super(message);
    this.kind = kind;
    this.position = position;
  }
}
