import type { DeclaredJob } from "../../automation/declaration.ts";
import { matrixPath, valuesAt } from "../../matrix/workflow-matrix.ts";
import type { WorkflowMatrix, YamlValue } from "../../model/workflow.ts";
import { hasExpression } from "../../expression/language/template.ts";

/**
 * Whether steps have to name bash: the command is for a POSIX shell, and the default on Windows is PowerShell. A runner
 * that only the run knows may have Windows.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
 */
export function needsBash({ keys }: DeclaredJob, defaultRunner: string): boolean {
  return mayHaveWindows(keys["runs-on"] ?? defaultRunner, keys.strategy?.matrix);
}

/** Whether a runner may have Windows: its label says so, or only the run knows it. */
export function mayHaveWindows(
  runsOn: YamlValue,
  matrix: WorkflowMatrix | string | undefined,
): boolean {
  return labelsOf(runsOn).some((label) => {
    if (!hasExpression(label)) return isWindows(label);
    const path = matrixPath(label);
    if (path === undefined || matrix === undefined) return true;
    return valuesAt(matrix, path)?.flatMap(labelsOf).some(isWindows) ?? true;
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
