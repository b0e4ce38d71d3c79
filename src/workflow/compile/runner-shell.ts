import type { DeclaredJob } from "../../automation/declaration.ts";
import { matrixPath, valuesAt } from "../../matrix/workflow-matrix.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { hasExpression } from "../../expression/language/template.ts";

/**
 * Whether steps have to name bash: the command is for a POSIX shell, and the default on Windows is PowerShell. A runner
 * that only the run knows may have Windows.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell
 */
export function needsBash({ keys }: DeclaredJob, defaultRunner: string): boolean {
  return labelsOf(keys["runs-on"] ?? defaultRunner).some((label) => {
    if (!hasExpression(label)) return isWindows(label);
    const path = matrixPath(label);
    if (path === undefined || keys.strategy === undefined) return true;
    return valuesAt(keys.strategy.matrix, path)?.flatMap(labelsOf).some(isWindows) ?? true;
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
