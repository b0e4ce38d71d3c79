/** A plan as text, as `--dry-run` prints it. */
import type { PlannedCondition } from "./planned-admissions.ts";
import type { JobPlan, LegPlan, StepPlan, WorkflowPlan } from "./plan-workflow.ts";

export function planLines(plan: WorkflowPlan): readonly string[] {
  const inputs = Object.entries(plan.inputs).map(([name, value]) => `${name}=${value}`);
  const ref = plan.ref === "" ? "" : ` (${plan.ref})`;
  return [
    `${plan.automation} on ${plan.event}${ref}`,
    ...(inputs.length === 0 ? [] : [`inputs: ${inputs.join(", ")}`]),
    ...plan.jobs.flatMap((job) => ["", ...jobLines(job)]),
  ];
}

function jobLines({ id, needs, condition, late, notApplied, legs }: JobPlan): readonly string[] {
  const [first] = legs;
  const isMatrix = first?.matrix !== undefined;
  const name = !isMatrix && first !== undefined && first.name !== id ? ` "${first.name}"` : "";
  return [
    `${id}${name}${needs.length === 0 ? "" : `  needs ${needs.join(", ")}`}`,
    ...(condition === undefined ? [] : [`  if: ${condition.expression} → ${valueOf(condition)}`]),
    ...(late === undefined ? [] : ["  matrix: known when the jobs that it needs have ended"]),
    ...(notApplied.length === 0 ? [] : [`  not applied on this machine: ${notApplied.join(", ")}`]),
    ...legs.flatMap((leg) =>
      isMatrix ? [`  ${leg.name}`, ...legLines(leg, "    ")] : legLines(leg, "  "),
    ),
  ];
}

function legLines({ notRun, steps }: LegPlan, indent: string): readonly string[] {
  if (notRun !== undefined) return [`${indent}does not run: ${notRun}`];
  return steps
    .filter((step) => step.purpose !== "setup")
    .flatMap(stepLines)
    .map((line) => `${indent}${line}`);
}

function stepLines({ purpose, text, env }: StepPlan): readonly string[] {
  if (purpose === "artifact") {
    const verb = text.endsWith("/upload-artifact") ? "upload" : "download";
    return [`${verb} ${env["name"] ?? env["pattern"] ?? ""}`];
  }
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [...variables, ...text.trimEnd().split("\n")];
}

function valueOf({ value, dependsOn = [] }: PlannedCondition): string {
  return dependsOn.length === 0 ? value : `depends on ${dependsOn.join(", ")}`;
}
