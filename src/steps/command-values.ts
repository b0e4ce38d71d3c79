/** Which expressions may stand in a command: the shell reads their values as code. */
import { readsOf } from "../expression/analysis/usage.ts";
import { ExpressionError } from "../expression/language/expression-error.ts";
import { parse } from "../expression/language/parser.ts";
import { expressionsIn } from "../expression/language/template.ts";

/** Whether all values in a command come from a matrix: `OptionReader.command()` knows whether they are written there. */
export function readsOnlyMatrix(command: string): boolean {
  try {
    return expressionsIn(command).every((expression) => {
      const { contexts, functions } = readsOf(parse(expression));
      return contexts.every((name) => name === "matrix") && !functions.includes("hashfiles");
    });
  } catch (error) {
    if (error instanceof ExpressionError) return false;
    throw error;
  }
}
