import type { JobDefinition } from "../automation/declaration.ts";
import { expressionsIn } from "../automation/expression-text.ts";
import type { YamlValue } from "../automation/yaml-value.ts";

/**
 * Whether steps have to ask for bash: the task's command is written for a POSIX shell, and on Windows the default is
 * PowerShell. Where the runner is not known before the workflow runs, it may be one with Windows.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
 */
export function needsBash(job: JobDefinition, defaultRunner: string): boolean {
  return labelsOf(job.runsOn ?? defaultRunner).some((label) => {
    const [expression, ...others] = expressionsIn(label);
    if (expression === undefined) return isWindows(label);
    const axis = /^matrix\.([\w-]+)$/.exec(expression)?.[1];
    if (axis === undefined || others.length > 0 || job.matrix === undefined) return true;
    const { axes, include } = job.matrix;
    if (typeof include === "string") return true;
    const values = [axes[axis] ?? [], ...include.map((entry) => entry[axis] ?? "")].flat();
    return isWindows(label) || values.some((value) => isWindows(String(value)) || isUnknown(value));
  });
}

function labelsOf(runsOn: YamlValue): readonly string[] {
  if (typeof runsOn === "string") return [runsOn];
  if (Array.isArray(runsOn)) return (runsOn as readonly YamlValue[]).flatMap(labelsOf);
  if (typeof runsOn !== "object" || runsOn === null) return [];
  return Object.values(runsOn).flatMap(labelsOf);
}

function isWindows(label: string): boolean {
  return /windows/i.test(label);
}

function isUnknown(value: unknown): boolean {
  return typeof value === "string" && value.includes("${{");
}
