/**
 * The names of steps in `github.action` and `GITHUB_ACTION`: their ids, or `__run`, `__run_2`, `__actions_checkout` for
 * steps without an id, whose outputs no expression can read.
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs
 * (ConvertToSteps) and IdBuilder.cs beside it
 */
import type { WorkflowStep } from "../../model/workflow.ts";
import { longestName } from "../../github/limits.ts";

export function stepNames(steps: readonly WorkflowStep[]): readonly string[] {
  const takenNames = new Set(steps.map(({ id }) => id?.toLowerCase() ?? ""));
  return steps.map((step) => step.id ?? newName(`__${baseOf(step)}`, takenNames));
}

function baseOf(step: WorkflowStep): string {
  if ("run" in step) return "run";
  const { uses } = step;
  if (uses.startsWith("docker://")) return legal(uses.slice("docker://".length)) || "run";
  if (/^\.[/\\]/.test(uses)) return "self";
  if (uses.startsWith("$/")) return "selfRepository";
  const [path = "", ref = "", ...more] = uses.split("@");
  const [owner, name] = path.split(/[/\\]/).filter((part) => part !== "");
  const isAction = owner !== undefined && name !== undefined && ref !== "" && more.length === 0;
  return isAction ? legal(`${owner}/${name}`) : "run";
}

function legal(text: string): string {
  return text.replaceAll(/[^\w-]/g, "_");
}

/** Adds the new name to the taken ones. */
function newName(name: string, takenNames: Set<string>): string {
  for (let attempt = 1; ; attempt += 1) {
    const suffix = attempt === 1 ? "" : `_${attempt}`;
    const candidate = name.slice(0, longestName - suffix.length) + suffix;
    if (takenNames.has(candidate.toLowerCase())) continue;
    takenNames.add(candidate.toLowerCase());
    return candidate;
  }
}

/** Whether it is the name of a step without an id. */
export function isGenerated(name: string): boolean {
  return name.startsWith("__");
}
