/**
 * What expressions in an `action.yml` may read. GitHub reads all of them before it runs a step of the action, and fails
 * where one cannot be read: https://github.com/actions/runner/blob/main/src/Runner.Worker/action_yaml.json
 */
import { type KnownNames, parse } from "../../expression/language/parser.ts";
import { expressionsIn, hasExpression } from "../../expression/language/template.ts";

const shared = ["github", "strategy", "matrix", "job", "runner"];
const ofSteps = [...shared, "inputs", "steps", "env"];
const status = ["success", "failure", "cancelled", "always"];

/** Where an expression stands. */
export type ActionPlace = "step" | "condition" | "default" | "output" | "nowhere";

const offers: Readonly<Record<ActionPlace, KnownNames>> = {
  step: { contexts: new Set(ofSteps), functions: new Set(["hashfiles"]) },
  condition: { contexts: new Set(ofSteps), functions: new Set(["hashfiles", ...status]) },
  default: { contexts: new Set(shared), functions: new Set(["hashfiles"]) },
  output: { contexts: new Set(ofSteps), functions: new Set() },
  nowhere: { contexts: new Set(), functions: new Set() },
};

/** @throws ExpressionError for an expression that cannot be read, or reads what GitHub does not offer there. */
export function checkExpressions(text: string, place: ActionPlace): void {
  const isBare = place === "condition" && !hasExpression(text) && text.trim() !== "";
  for (const expression of isBare ? [text] : expressionsIn(text)) parse(expression, offers[place]);
}
