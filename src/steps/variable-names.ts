import { hasExpression } from "../expression/language/template.ts";
import { isVariableName } from "../github/name-rules.ts";
import { UsageError } from "../problems/usage-error.ts";

/** @throws UsageError for a name that no environment variable can have. */
export function checkVariableNames(env: object, what: string): void {
  const wrong = Object.keys(env).find(
    (name) => name === "__proto__" || !isVariableName(name) || hasExpression(name),
  );
  if (wrong === undefined) return;
  throw new UsageError(
    `${what} has ${JSON.stringify(wrong)}, which is not a name for a variable: it is empty, has a space or "=" in it, or is "__proto__".`,
  );
}
