import { ExpressionError } from "../expression/language/expression-error.ts";
import { segmentsOf } from "../expression/language/template.ts";

/**
 * What of a text is known before the run: its expressions are left out.
 *
 * @returns undefined for a text that GitHub cannot read. Who uses the step says so, and where.
 */
export function literalText(text: string): string | undefined {
  try {
    return segmentsOf(text)
      .map((segment) => ("text" in segment ? segment.text : ""))
      .join("");
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}
