/** Options that workflows and jobs share, or that have parts. */
import { hasExpression, wholeExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { object, type Plan } from "../../typescript/plan.ts";
import { listOf, mappingOf, textOf } from "../read-workflow.ts";
import { camelCase } from "./event-plan.ts";
import { expressionPlan, scalarPlan, type Scope } from "./expression-plan.ts";
import type { Losses, Path } from "./lost.ts";

/** Where an option stands, and what its expressions may name. */
export interface At {
  readonly path: Path;
  readonly scope: Scope;
  readonly losses: Losses;
}

/** Values by their names, as in `env` and `with`. */
export function valuesPlan(
  value: YamlValue | undefined,
  { path, scope, losses }: At,
): Plan | undefined {
  if (value === undefined || value === null) return undefined;
  const mapping = mappingOf(value);
  if (mapping === undefined) {
    losses.add(path, "computed mapping", "the names are known only to the run");
    return undefined;
  }
  return object(
    Object.fromEntries(
      Object.entries(mapping).map(([key, part]) => [key, scalarPlan(part, scope)]),
    ),
  );
}

/** A condition, with or without `${{ }}` around it. GitHub takes a text with a value in it for true. */
export function conditionPlan(
  value: YamlValue | undefined,
  { path, losses }: At,
): Plan | undefined {
  if (value === undefined) return undefined;
  const text = textOf(value).trim();
  const expression = wholeExpression(text) ?? (hasExpression(text) ? undefined : text);
  if (expression !== undefined) return { kind: "expression", text: expression.trim() };
  losses.add(path, "condition that is a text", "GitHub takes a text with a value in it for true");
  return undefined;
}

/** True, false, or an expression for the run to decide. GitHub takes no text (`boolean` in its schema). */
export function flagPlan(value: YamlValue | undefined, { path, losses }: At): Plan | undefined {
  if (value === undefined || typeof value === "boolean") return value;
  const expression = typeof value === "string" ? wholeExpression(value.trim()) : undefined;
  if (expression !== undefined) return { kind: "expression", text: expression.trim() };
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
  if (expression !== undefined) return expressionPlan(expression, scope);
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
  if (mapping === undefined) return scalarPlan(value, at.scope);
  const entries = Object.entries(mapping).map(([key, part]) => [
    camelCase(key),
    key === "env" ? valuesPlan(part, at) : partsPlan(part, at),
  ]);
  return object(Object.fromEntries(entries) as Record<string, Plan | undefined>);
}

export function concurrencyPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return value === undefined ? undefined : scalarPlan(value, at.scope);
  at.losses.unread(mapping, ["group", "cancel-in-progress", "queue"], at.path);
  const { group = "", queue } = mapping;
  return object({
    group: scalarPlan(group, at.scope),
    cancelInProgress: flagPlan(mapping["cancel-in-progress"], at),
    queue: queue as Plan | undefined,
  });
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

export function runsOnPlan(value: YamlValue, at: At): Plan {
  return partsPlan(value, at) ?? "";
}

export function containerPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return partsPlan(value, at);
  const { ports, volumes, ...others } = mapping;
  return object({
    ...(partsPlan(others, at) as { readonly entries: Record<string, Plan> }).entries,
    ports:
      ports === undefined ? undefined : listOf(ports).map((port) => scalarPlan(port, at.scope)),
    volumes:
      volumes === undefined ? undefined : listOf(volumes).map((it) => scalarPlan(it, at.scope)),
  });
}
