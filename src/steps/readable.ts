/** Checks the expressions of setup steps before a job uses them. */
import { ExpressionError } from "../expression/language/expression-error.ts";
import { parse, parseInserted } from "../expression/language/parser.ts";
import { expressionsIn } from "../expression/language/template.ts";
import { UsageError } from "../problems/usage-error.ts";
import { isSetupStep, type SetupStep, valuesOfStep } from "./step.ts";

/** @throws UsageError that names the owner and the text. Other code refuses values that are not steps. */
export function checkReadable(setup: readonly SetupStep[], owner: string): void {
  for (const step of setup) {
    if (!isSetupStep(step)) continue;
    for (const text of valuesOfStep(step)) {
      if (typeof text !== "string") continue;
      check(text, () => expressionsIn(text).forEach(parseInserted), owner);
    }
    const { if: condition } = step;
    if (condition !== undefined) check(condition, () => parse(condition), owner);
  }
}

function check(text: string, read: () => void, owner: string): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new UsageError(
      `${owner}: \`setup\`: ${text} is nothing that GitHub can read: ${error.message}`,
    );
  }
}
