/** A plan as text, as `--dry-run` prints it. */
import { oneLine } from "../../problems/control-text.ts";
import type { JobPlan, LegPlan, WorkflowPlan } from "./plan-workflow.ts";
import { conditionValue, hasSteps, plainStepLines, stepLines } from "./step-lines.ts";

export function planLines(plan: WorkflowPlan): readonly string[] {
  const inputs = Object.entries(plan.inputs).map(([name, value]) => `${name}=${value}`);
  const ref = plan.ref === "" ? "" : ` (${plan.ref})`;
  return [
    `${plan.automation} on ${plan.event}${ref}`,
    ...(inputs.length === 0 ? [] : [`inputs: ${inputs.join(", ")}`]),
    ...plan.jobs.flatMap((job) => ["", ...jobLines(job)]),
  ];
}

function jobLines({
  id,
  needs,
  condition,
  late,
  calls,
  notApplied,
  legs,
}: JobPlan): readonly string[] {
  const [first] = legs;
  const isMatrix = first?.matrix !== undefined;
  const name =
    !isMatrix && first !== undefined && first.name !== id ? ` "${oneLine(first.name)}"` : "";
  return [
    `${id}${name}${needs.length === 0 ? "" : `  needs ${needs.join(", ")}`}`,
    ...(condition === undefined
      ? []
      : [`  if: ${oneLine(condition.expression)} → ${conditionValue(condition)}`]),
    ...(late === undefined ? [] : ["  matrix: known when the jobs that it needs have ended"]),
    ...(calls === undefined ? [] : [`  calls ${calls.automation}: ${calls.jobs.join(", ")}`]),
    ...(notApplied.length === 0 ? [] : [`  not applied on this machine: ${notApplied.join(", ")}`]),
    ...legs.flatMap((leg) =>
      isMatrix ? [`  ${oneLine(leg.name)}`, ...legLines(leg, "    ")] : legLines(leg, "  "),
    ),
  ];
}

function legLines({ notRun, tools = [], steps }: LegPlan, indent: string): readonly string[] {
  if (notRun !== undefined) return [`${indent}does not run: ${notRun}`];
  const ownSteps = steps.filter((step) => step.purpose !== "setup");
  const lines = hasSteps(ownSteps)
    ? [
        ...(tools.length === 0 ? [] : [`asks for ${tools.join(", ")}`]),
        ...ownSteps.flatMap((step) => stepLines(step)),
      ]
    : ownSteps.flatMap(plainStepLines);
  return lines.map((line) => `${indent}${line}`);
}
