/** Variables of steps that are made of another one with a secret, as `Bearer ${{ env.TOKEN }}` is: made of the secret itself. */
import { pathOf, readsIn } from "../expression/analysis/usage.ts";
import { ExpressionError } from "../expression/language/expression-error.ts";
import { parse } from "../expression/language/parser.ts";
import { print } from "../expression/language/print.ts";
import { hasExpression, segmentsOf, wholeExpression } from "../expression/language/template.ts";
import type { YamlValue } from "../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "./read-workflow.ts";
import { withPaths } from "./replaced-paths.ts";

export function isOnlySecret(value: YamlValue): boolean {
  const [path, ...others] = readsIn(value).paths;
  if (typeof value !== "string" || path?.[0] !== "secrets" || others.length > 0) return false;
  const whole = wholeExpression(value.trim());
  return whole !== undefined && pathOf(parse(whole)) !== undefined;
}

/**
 * @param variables Of the job and around it. A step's own do not see each other.
 */
export function withOwnSecrets(steps: YamlValue, variables: YamlMapping): readonly YamlValue[] {
  return listOf(steps).map((value) => {
    const step = mappingOf(value);
    const env = mappingOf(step?.["env"]);
    if (step === undefined || env === undefined) return value;
    const entries = Object.entries(env).map(([name, text]) => [name, ofText(text, variables)]);
    return { ...step, env: Object.fromEntries(entries) as YamlMapping };
  });
}

function ofText(value: YamlValue, variables: YamlMapping): YamlValue {
  if (typeof value !== "string" || !hasExpression(value)) return value;
  try {
    const parts = segmentsOf(value).map((part) =>
      "text" in part ? part.text : `\${{ ${ofExpression(part.expression, variables)} }}`,
    );
    return parts.join("");
  } catch (error) {
    // What GitHub cannot read, the translation tells.
    if (error instanceof ExpressionError) return value;
    throw error;
  }
}

function ofExpression(expression: string, variables: YamlMapping): string {
  let isChanged = false;
  const tree = withPaths(parse(expression), ([context, name = "", ...others]) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (context !== "env" || others.length > 0 || typeof value !== "string") return undefined;
    const whole = wholeExpression(value);
    isChanged ||= whole !== undefined;
    return whole === undefined ? undefined : parse(whole);
  });
  return isChanged ? print(tree) : expression;
}
