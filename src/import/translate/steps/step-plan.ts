/** The steps of a job. */
import { hasExpression } from "../../../expression/language/template.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import { effectiveShell } from "../../commands/effective-shell.ts";
import { moveValues } from "../../commands/moved-values.ts";
import { hasOnlyWritten, knownValues } from "../../commands/known-values.ts";
import { callWith, object, type Plan, type PlanObject } from "../../../typescript/plan.ts";
import { mappingOf, textOf, type YamlMapping } from "../../read-workflow.ts";
import { actionPlan } from "./action-plan.ts";
import { templatePlan, textPlan, typedExpression } from "../expressions/expression-plan.ts";
import { type At, entryPlan } from "../at.ts";
import { flagPlan, numberPlan, stepConditionPlan, valuesPlan } from "../option-plan.ts";

const commonKeys = ["name", "id", "if", "env", "continue-on-error", "timeout-minutes"];

/** The mappings around a step. */
export interface StepOwner {
  readonly job: YamlMapping;
  readonly workflow: YamlMapping;
}

/** Undefined where nothing of the step can be said; the losses then tell. */
export function stepPlan(value: YamlValue, owner: StepOwner, at: At): Plan | undefined {
  const step = mappingOf(value);
  if (step === undefined) {
    at.losses.add(at.path, "no step", "it is not a mapping");
    return undefined;
  }
  const { uses, run } = step;
  if (typeof uses === "string") {
    at.losses.unread(step, [...commonKeys, "uses", "with"], at.path);
    return actionPlan(uses, step["with"] ?? null, commonOptions(step, at), at);
  }
  if (typeof run !== "string") {
    at.losses.add(at.path, "no step", "it has neither `uses` nor `run`");
    return undefined;
  }
  at.losses.unread(step, [...commonKeys, "run", "shell", "working-directory"], at.path);
  return shellPlan(run, step, owner, at);
}

function commonOptions(step: YamlMapping, at: At): Readonly<Record<string, Plan | undefined>> {
  const { name, id } = step;
  const of = (key: string): At => ({ ...at, path: [...at.path, key] });
  const entry = (key: string, plan: Plan | undefined): Plan | undefined => entryPlan(at, key, plan);
  return {
    name: entry("name", name === undefined ? undefined : textPlan(name, at.scope)),
    id: entry("id", id as Plan | undefined),
    if: entry("if", stepConditionPlan(step["if"], of("if"))),
    env: valuesPlan(step["env"], of("env")),
    continueOnError: entry(
      "continue-on-error",
      flagPlan(step["continue-on-error"], of("continue-on-error")),
    ),
    timeoutMinutes: entry(
      "timeout-minutes",
      numberPlan(step["timeout-minutes"], of("timeout-minutes")),
    ),
  };
}

function shellPlan(
  run: string,
  step: YamlMapping,
  { job, workflow }: StepOwner,
  at: At,
): Plan | undefined {
  const options = commonOptions(step, at);
  const shell = step["shell"];
  const folder = step["working-directory"];
  const isComputed = typeof shell === "string" && hasExpression(shell);
  if (isComputed) {
    at.losses.add(
      [...at.path, "shell"],
      "shell as an expression",
      "shell() takes its shell as a text",
    );
  }
  const moved = hasOnlyWritten(run, job)
    ? { run, env: {} }
    : moveValues({
        run,
        shell: effectiveShell(step, job, workflow),
        stepEnv: namesOf(step),
        outerEnv: [...namesOf(job), ...namesOf(workflow)],
        known: (expression) => knownValues([step, job, workflow], expression),
      });
  if ("reason" in moved) {
    at.losses.add(at.path, moved.kind, moved.reason);
    return undefined;
  }
  const variables = Object.entries(moved.env).map(
    ([variable, expression]) => [variable, typedExpression(expression, at.scope).plan] as const,
  );
  const own = (options["env"] as PlanObject | undefined)?.entries ?? {};
  const env = { ...own, ...Object.fromEntries(variables) };
  return callWith(
    "shell",
    [templatePlan(moved.run, at.scope)],
    object({
      ...options,
      env: Object.keys(env).length === 0 ? undefined : object(env),
      shell: shell === undefined ? defaultShell(job) : isComputed ? undefined : textOf(shell),
      workingDirectory: entryPlan(
        at,
        "working-directory",
        folder === undefined ? undefined : textPlan(folder, at.scope),
      ),
    }),
  );
}

/** shell() names bash where a job may run on Windows; GitHub's own default is the word `default`. */
function defaultShell(job: YamlMapping): string | undefined {
  const text = JSON.stringify([job["runs-on"] ?? "", job["strategy"] ?? ""]);
  return /windows/i.test(text) || hasExpression(JSON.stringify(job["runs-on"] ?? ""))
    ? "default"
    : undefined;
}

function namesOf(owner: YamlMapping): readonly string[] {
  return Object.keys(mappingOf(owner["env"]) ?? {});
}
