/** A job that calls a workflow. */
import { wholePath } from "../../expression/analysis/usage.ts";
import { wholeExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { withRelease } from "../releases.ts";
import { callWith, name, object, type Plan, type PlanStatement } from "../../typescript/plan.ts";
import { listOf, mappingOf, textOf } from "../read-workflow.ts";
import { textPlan, typedExpression, written } from "./expressions/expression-plan.ts";
import type { Scope } from "./expressions/scope.ts";
import { isText } from "./expressions/typed-plan.ts";
import { matrixPlan, matrixStatements } from "./matrix-plan.ts";
import { type JobSource, needsPlan } from "./job-source.ts";
import { type At, entryPlan } from "./at.ts";
import { concurrencyPlan, conditionPlan, permissionsPlan, valuesPlan } from "./option-plan.ts";

const callKeys = "name needs if permissions concurrency strategy uses with secrets".split(" ");

export function callPlan(source: JobSource, at: At): readonly PlanStatement[] {
  const { id, job, constant } = source;
  at.losses.unread(job, callKeys, at.path);
  const of = (key: string): At => ({ ...at, path: [...at.path, key] });
  const matrix = matrixPlan(source, of("strategy"));
  const scope: Scope = { ...at.scope, matrix };
  const { permissions } = job;
  const options = object({
    id: isDefaultId(textOf(job["uses"] ?? ""), id) ? undefined : id,
    name: entryPlan(
      at,
      "name",
      job["name"] === undefined ? undefined : textPlan(job["name"], scope),
    ),
    needs: entryPlan(at, "needs", needsPlan(job["needs"], at.scope)),
    condition: entryPlan(at, "if", conditionPlan(job["if"], of("if"))),
    permissions: entryPlan(at, "permissions", permissionsPlan(permissions, of("permissions"))),
    concurrency: concurrencyPlan(job["concurrency"], of("concurrency")),
    matrix: matrix && name(matrix.constant),
    inputs: entryPlan(at, "with", valuesPlan(job["with"], { ...of("with"), scope })),
    secrets:
      job["secrets"] === undefined
        ? undefined
        : secretsPlan(job["secrets"], { ...of("secrets"), scope }),
  });
  const declared = {
    constant,
    value: callWith("call", [withRelease(textOf(job["uses"] ?? ""), at.scope.releases)], options),
    comment: at.comments.textOf(at.path),
    after: at.comments.afterOf(at.path),
    job: id,
  };
  return [...matrixStatements(matrix, source, at), declared];
}

/** The id of a call without one. */
function isDefaultId(uses: string, id: string): boolean {
  return uses.replace(/@.*/, "").replaceAll(/^.*\/|\.ya?ml$/g, "") === id;
}

/** A list of names, where each secret keeps its name. */
function secretsPlan(value: YamlValue, { scope }: At): Plan {
  const mapping = mappingOf(value);
  if (mapping === undefined) return listOf(value).length === 0 ? object({}) : textOf(value);
  const entries = Object.entries(mapping);
  const same = entries.every(([secret, text]) => {
    const [context, key, ...others] = (typeof text === "string" && wholePath(text)) || [];
    return context === "secrets" && key === secret && others.length === 0;
  });
  if (same) return entries.map(([secret]) => secret);
  return object(
    Object.fromEntries(entries.map(([secret, text]) => [secret, secretPlan(textOf(text), scope)])),
  );
}

/** A secret, or a reference to another text. */
function secretPlan(text: string, scope: Scope): Plan {
  const expression = wholeExpression(text.trim());
  if (expression === undefined) return textPlan(text, scope);
  const typed = typedExpression(expression, scope);
  return typed.isSecret === true || isText(typed) ? typed.plan : written(expression).plan;
}
