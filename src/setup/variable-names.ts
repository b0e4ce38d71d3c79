import { hasExpression } from "../expression/language/template.ts";
import { UsageError } from "../problems/usage-error.ts";

/** What no environment variable can have in its name; a shell takes fewer names, but other programs do not. */
const notInVariables = /[\s=\0]|^$/;

/**
 * The names of an `env`, each of which an environment variable can have.
 *
 * @throws UsageError that says which cannot.
 */
export function checkVariableNames(env: object, what: string): void {
  const wrong = Object.keys(env).find((name) => notInVariables.test(name) || hasExpression(name));
  if (wrong === undefined) return;
  throw new UsageError(
    `${what} has ${JSON.stringify(wrong)}, which is no name of a variable: it is empty, or has a space or "=" in it.`,
  );
}
