/** Options that workflows and jobs share, or that have parts. */
import {
  formatExpression,
  hasExpression,
  wholeExpression,
} from "../../expression/language/template.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { object, type Plan, type PlanObject } from "../../typescript/plan.ts";
import { listOf, mappingOf, textOf } from "../read-workflow.ts";
import { camelCase, yamlPlan } from "./event-plan.ts";
import {
  scalarPlan,
  templatePlan,
  textPlan,
  typedCondition,
  typedExpression,
  written,
} from "./expressions/expression-plan.ts";
import { isNumeric, isText, type TypedPlan } from "./expressions/typed-plan.ts";
import { type At, entryPlan } from "./at.ts";

/** Values by their names, as in `env` and `with`. */
export function valuesPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  if (value === undefined || value === null) return undefined;
  const mapping = mappingOf(value);
  if (mapping === undefined) {
    at.losses.add(at.path, "computed mapping", "the names are known only to the run");
    return undefined;
  }
  return object(
    Object.fromEntries(
      Object.entries(mapping).map(([key, part]) => [
        key,
        at.comments.on([...at.path, key], scalarPlan(part, at.scope)),
      ]),
    ),
  );
}

/** Values of variables that several steps get, without those that have a secret. */
export function sharedEnvPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return valuesPlan(value, at);
  const kept = Object.entries(mapping).filter(([key, part]) => {
    const [secret] = keysOf(readsIn(part), "secrets");
    if (secret === undefined) return true;
    const reason = `it has a secret, which recompose gives to no more than one step. Say it in the \`env\` of each step that needs it: env: { ${key}: secret(${JSON.stringify(secret)}) }`;
    at.losses.add([...at.path, key], "secret in the env of several steps", reason);
    return false;
  });
  return kept.length === 0 ? undefined : valuesPlan(Object.fromEntries(kept), at);
}

/** A condition, with or without `${{ }}` around it. GitHub takes a text with a value in it for true. */
export function conditionPlan(value: YamlValue | undefined, { scope }: At): Plan | undefined {
  const expression = conditionExpression(value);
  return expression && conditionOf(typedCondition(expression, scope), expression);
}

/** The condition of a step, which may be any reference, and is printed as a value. */
export function stepConditionPlan(value: YamlValue | undefined, { scope }: At): Plan | undefined {
  const expression = conditionExpression(value);
  return expression && typedExpression(expression, scope).plan;
}

/**
 * GitHub takes a text with values in it for the text that comes out, which is true, and nothing for `success()`
 * (`ConvertToIfCondition` in src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs of actions/runner).
 */
function conditionExpression(value: YamlValue | undefined): string | undefined {
  const text = textOf(value ?? "").trim();
  if (text === "") return undefined;
  return wholeExpression(text) ?? (hasExpression(text) ? formatExpression(text) : text);
}

function conditionOf(typed: TypedPlan, expression: string): Plan {
  return typed.isCondition ? typed.plan : written(expression).plan;
}

/** True, false, or an expression for the run to decide. GitHub takes no text (`boolean` in its schema). */
export function flagPlan(
  value: YamlValue | undefined,
  { path, scope, losses }: At,
): Plan | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  const expression = typeof value === "string" ? wholeExpression(value.trim()) : undefined;
  if (expression !== undefined) return conditionOf(typedExpression(expression, scope), expression);
  losses.add(
    path,
    "flag as a text",
    `${JSON.stringify(value)} is neither true, false nor an expression`,
  );
  return undefined;
}

/** A number, or an expression for one. GitHub takes no text (`number` in its schema). */
export function numberPlan(
  value: YamlValue | undefined,
  { path, scope, losses }: At,
): Plan | undefined {
  if (value === undefined || typeof value === "number") return value;
  const expression = typeof value === "string" ? wholeExpression(value.trim()) : undefined;
  if (expression !== undefined) {
    const typed = typedExpression(expression, scope);
    return isNumeric(typed) ? typed.plan : written(expression).plan;
  }
  losses.add(
    path,
    "number as a text",
    `${JSON.stringify(value)} is neither a number nor an expression`,
  );
  return undefined;
}

/** A text, a list, or a mapping of these, with names as in TypeScript. */
export function partsPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) {
    return (value as readonly YamlValue[]).map((item) => partsPlan(item, at) ?? "");
  }
  const mapping = mappingOf(value);
  if (mapping === undefined) return textPlan(value, at.scope);
  const entries = Object.entries(mapping).map(([key, part]) => [
    camelCase(key),
    partsPlan(part, at),
  ]);
  return object(Object.fromEntries(entries) as Record<string, Plan | undefined>);
}

export function concurrencyPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return value === undefined ? undefined : textPlan(value, at.scope);
  at.losses.unread(mapping, ["group", "cancel-in-progress", "queue"], at.path);
  const { group = "", queue } = mapping;
  return object({
    group: textPlan(group, at.scope),
    cancelInProgress: flagPlan(mapping["cancel-in-progress"], at),
    queue: queue as Plan | undefined,
  });
}

export function environmentPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping?.["deployment"] === undefined) return partsPlan(value, at);
  const { deployment, ...others } = mapping;
  return object({
    ...(partsPlan(others, at) as PlanObject).entries,
    deployment: flagPlan(deployment, { ...at, path: [...at.path, "deployment"] }),
  });
}

/** One word for all scopes, or a mapping of them. */
export function permissionsPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  if (value === undefined) return undefined;
  const mapping = mappingOf(value);
  if (mapping === undefined) return yamlPlan(value ?? {});
  const entries = Object.entries(mapping).map(([scope, access]) => [
    camelCase(scope),
    entryPlan(at, scope, yamlPlan(access)),
  ]);
  return object(Object.fromEntries(entries) as Record<string, Plan | undefined>);
}

/** The shell and the folder of all commands. */
export function defaultsPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return undefined;
  at.losses.unread(mapping, ["run"], at.path);
  const run = mappingOf(mapping["run"]) ?? {};
  at.losses.unread(run, ["shell", "working-directory"], [...at.path, "run"]);
  return Object.keys(run).length === 0 ? undefined : object({ run: partsPlan(run, at) });
}

/** A label, several, or a reference to either. */
export function runsOnPlan(value: YamlValue, at: At): Plan {
  const expression = typeof value === "string" ? wholeExpression(value.trim()) : undefined;
  const typed = expression === undefined ? undefined : typedExpression(expression, at.scope);
  return typed !== undefined && (isText(typed) || typed.values === "other")
    ? typed.plan
    : (partsPlan(value, at) ?? "");
}

export function containerPlan(
  value: YamlValue | undefined,
  at: At,
  envPlan: typeof valuesPlan = sharedEnvPlan,
): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return partsPlan(value, at);
  const { env, ports, volumes, credentials, options, entrypoint, command, ...others } = mapping;
  const text = (part: YamlValue): Plan => templatePlan(textOf(part), at.scope);
  const optional = (part: YamlValue | undefined): Plan | undefined =>
    part === undefined ? undefined : text(part);
  const list = (parts: YamlValue | undefined): Plan | undefined =>
    parts === undefined
      ? undefined
      : listOf(parts).map((part) => (typeof part === "number" ? part : text(part)));
  return object({
    ...(partsPlan(others, at) as PlanObject).entries,
    env: envPlan(env, { ...at, path: [...at.path, "env"] }),
    credentials: valuesPlan(credentials, at),
    options: optional(options),
    entrypoint: optional(entrypoint),
    command: optional(command),
    ports: list(ports),
    volumes: list(volumes),
  });
}
