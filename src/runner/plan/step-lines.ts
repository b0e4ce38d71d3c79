/** The steps of a job as text, as `--dry-run` prints them. */
import type { LocalStep } from "../../model/workflow.ts";
import { oneLine } from "../../problems/control-text.ts";
import { shortName } from "../../problems/wording.ts";
import type { PlannedCondition } from "./planned-admissions.ts";
import type { StepPlan } from "./planned-steps.ts";

/** Whether steps have a place of their own: of a job of one command, that says all. */
export function hasSteps(steps: readonly StepPlan[]): boolean {
  const own = steps.filter(({ purpose }) => purpose !== "artifact");
  return own.length > 1 || own.some(({ local }) => local !== undefined);
}

/** A step as its variables and its command alone. */
export function plainStepLines({ purpose, text, env }: StepPlan): readonly string[] {
  if (purpose === "artifact") {
    const verb = text.endsWith("/upload-artifact") ? "upload" : "download";
    return [`${verb} ${env["name"] ?? env["pattern"] ?? ""}`];
  }
  return [...variableLines(env), ...text.trimEnd().split("\n")];
}

/** A line for the step, and below it what it would do. A title that says all of it stands alone. */
export function stepLines(step: StepPlan): readonly string[] {
  const { purpose, title, text, env, condition, leftOut, local, steps = [] } = step;
  if (purpose === "artifact") return plainStepLines(step);
  const notRun = condition?.value === "false" ? "does not run" : leftOut;
  const facts = [notRun, local && standInText(local)].filter((fact) => fact !== undefined);
  const below = [
    ...(condition === undefined
      ? []
      : [`if: ${oneLine(condition.expression)} → ${conditionValue(condition)}`]),
    ...(notRun === undefined && local !== "skip"
      ? [...variableLines(env), ...commandLines(title, text)]
      : []),
    ...steps.flatMap((inner) => stepLines(inner)),
  ];
  return [
    [`- ${shortName(oneLine(title))}`, ...facts].join("  "),
    ...below.map((line) => `    ${line}`),
  ];
}

export function conditionValue({ value, dependsOn = [] }: PlannedCondition): string {
  return dependsOn.length === 0 ? value : `depends on ${dependsOn.join(", ")}`;
}

/** `here: ./run fake_push`, `left out here (local: "skip")`: what stands in for an action in a local run. */
export function standInText(local: LocalStep): string {
  if (local === "skip") return 'left out here (local: "skip")';
  if ("run" in local) return `here: ${oneLine(local.run)}`;
  const outputs = Object.entries(local.outputs).map(([name, value]) => `${name}=${value}`);
  return `here: ${oneLine(outputs.join(", "))}`;
}

function commandLines(title: string, text: string): readonly string[] {
  const command = text.trimEnd();
  return command === shortName(title) ? [] : command.split("\n");
}

function variableLines(env: StepPlan["env"]): readonly string[] {
  return Object.entries(env).flatMap(([name, value]) => `${name}=${value}`.split("\n"));
}
