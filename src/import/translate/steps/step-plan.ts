/** The steps of a job. */
import { hasExpression } from "../../../expression/language/template.ts";
import type { WorkflowMatrix, YamlValue } from "../../../model/workflow.ts";
import { mayHaveWindows } from "../../../workflow/compile/runner-shell.ts";
import { withoutLastBreak } from "../../commands/one-line.ts";
import { effectiveShell } from "../../commands/effective-shell.ts";
import { type MovedCommand, moveValues } from "../../commands/moved-values.ts";
import { hasOnlyWritten, knownValues } from "../../commands/known-values.ts";
import { publishingWords } from "../../commands/publishing.ts";
import { callWith, object, type Plan, type PlanObject } from "../../../typescript/plan.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../../read-workflow.ts";
import type { RefusedStep } from "../job-source.ts";
import { actionPlan } from "./action-plan.ts";
import { standIn, type StepOptions } from "./stand-in.ts";
import { templatePlan, textPlan, typedExpression } from "../expressions/expression-plan.ts";
import { type At, entryPlan } from "../at.ts";
import { flagPlan, numberPlan, stepConditionPlan, valuesPlan } from "../option-plan.ts";

const commonKeys = ["name", "id", "if", "env", "continue-on-error", "timeout-minutes"];

/** Steps of GitHub that have no action and no command: `steps-item` in workflow-v1.0.json of its parser. */
const sideBySide = ["parallel", "wait", "wait-all", "cancel"];

/** The mappings around a step. */
export interface StepOwner {
  readonly job: YamlMapping;
  readonly workflow: YamlMapping;
  /** Why the step itself is refused, if it is. */
  readonly refused?: RefusedStep | undefined;
}

/** A step that fails in the place of one that cannot be said; the losses then tell. */
export function stepPlan(value: YamlValue, owner: StepOwner, at: At): Plan {
  const step = mappingOf(value);
  if (step === undefined) {
    at.losses.add(at.path, "no step", "it is not a mapping");
    return standIn({}, {});
  }
  const { uses, run } = step;
  const options = commonOptions(step, at);
  const { refused } = owner;
  if (refused !== undefined) {
    at.losses.add(at.path, "step that the API refuses", refused.message);
    const [option = ""] = refused.option.split(".");
    return standIn(step, { ...options, [option]: undefined });
  }
  if (typeof uses === "string") {
    at.losses.unread(step, [...commonKeys, "uses", "with"], at.path);
    return actionPlan(uses, step["with"] ?? null, options, at);
  }
  if (typeof run !== "string") {
    const key = sideBySide.find((name) => Object.hasOwn(step, name));
    if (key === undefined) at.losses.add(at.path, "no step", withoutCommand(step));
    else
      at.losses.add(
        at.path,
        "steps side by side",
        `recompose has no \`${key}\`: its steps run one by one`,
      );
    return standIn(step, options);
  }
  if (run.trim() === "") {
    at.losses.add(at.path, "no command", "its command is empty, so that it does nothing");
    return standIn(step, options, "exit 0");
  }
  at.losses.unread(step, [...commonKeys, "run", "shell", "working-directory"], at.path);
  return shellPlan(withoutLastBreak(run), step, { ...owner, options }, at);
}

function withoutCommand(step: YamlMapping): string {
  const others = Object.keys(step).filter((key) => !commonKeys.includes(key));
  const found = others.map((key) => `\`${key}\``).join(", ");
  return `it has neither \`uses\` nor \`run\`${found === "" ? "" : `, but ${found}`}`;
}

function commonOptions(step: YamlMapping, at: At): StepOptions {
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
  { job, workflow, options }: StepOwner & { readonly options: StepOptions },
  at: At,
): Plan {
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
    ? { run, env: {}, withQuotes: [] }
    : moveValues({
        run,
        shell: effectiveShell(step, job, workflow),
        stepEnv: namesOf(step),
        outerEnv: [...namesOf(job), ...namesOf(workflow)],
        known: (expression) => knownValues([step, job, workflow], expression),
      });
  if ("reason" in moved) {
    at.losses.add(at.path, moved.kind, moved.reason);
    return standIn(step, options);
  }
  addNote(moved, at);
  const published = publishingWords(moved.run);
  if (published !== undefined) {
    const text = `\`${published}\` is not for this machine: \`local: "skip"\` keeps a local run from it`;
    at.notes.push({ path: at.path, text });
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
      shell:
        shell === undefined
          ? defaultShell({ job, workflow })
          : isComputed
            ? undefined
            : textOf(shell),
      workingDirectory: entryPlan(
        at,
        "working-directory",
        folder === undefined ? undefined : textPlan(folder, at.scope),
      ),
      local: published === undefined ? undefined : "skip",
    }),
  );
}

/**
 * shell() names bash where a job may run on Windows and no `defaults` say a shell; GitHub's own default is the word
 * `default`.
 */
function defaultShell({ job, workflow }: StepOwner): string | undefined {
  const defaults = mappingOf(job["defaults"]) ?? mappingOf(workflow["defaults"]);
  if (mappingOf(defaults?.["run"])?.["shell"] !== undefined) return undefined;
  const matrix = mappingOf(job["strategy"])?.["matrix"];
  return mayHaveWindows(job["runs-on"] ?? "", matrixOf(matrix)) ? "default" : undefined;
}

/** GitHub takes a single value for a list of one. */
function matrixOf(value: YamlValue | undefined): WorkflowMatrix | string | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return typeof value === "string" ? value : undefined;
  return Object.fromEntries(
    Object.entries(mapping).map(([axis, values]) => [
      axis,
      typeof values === "string" && hasExpression(values) ? values : listOf(values),
    ]),
  );
}

/** For whoever wonders why the command is another one. */
function addNote({ run, env, withQuotes }: MovedCommand, at: At): void {
  const moved = Object.entries(env).map(([variable, expression]) => {
    const [inPowershell, inCmd] = [`$env:${variable}`, `%${variable}%`];
    const form = [inPowershell, inCmd].find((text) => run.includes(text)) ?? `$${variable}`;
    return `${expression} is ${form}`;
  });
  const whose = moved.length === 1 ? "its value is" : "their values are";
  const effect = /^[ \t]*eval "\$/m.test(run)
    ? "and what `eval` takes is code, as it was"
    : `so that ${whose} never read as code`;
  const parts = [
    ...(moved.length === 0 ? [] : [`${list(moved)} in the command now, ${effect}`]),
    ...(withQuotes.length === 0 ? [] : [`quotes in ${list(withQuotes)} are no quotes any more`]),
  ];
  if (parts.length > 0) at.notes.push({ path: at.path, text: parts.join("; ") });
}

function list(texts: readonly string[]): string {
  const [last = "", ...others] = texts.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(", ")} and ${last}`;
}

function namesOf(owner: YamlMapping): readonly string[] {
  return Object.keys(mappingOf(owner["env"]) ?? {});
}
