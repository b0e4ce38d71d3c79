/**
 * Which shell reads the command of a step: its own, the default of its job or of the workflow, else that of the runner.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
import { wholePath } from "../../expression/analysis/usage.ts";
import { hasExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";

/** `other` is a program that recompose knows nothing of; `several` are PowerShell and bash, each on some runners. */
export type ShellKind = "posix" | "powershell" | "cmd" | "several" | "other";

export function effectiveShell(
  step: YamlMapping,
  job: YamlMapping,
  workflow: YamlMapping,
): ShellKind {
  // The defaults of a job replace all of the workflow's (JobExtension.cs in actions/runner).
  const defaults = runDefaults(job) ?? runDefaults(workflow);
  const shell = step["shell"] ?? defaults?.["shell"];
  if (typeof shell === "string") return shellKind(shell);
  // A runner has all of the labels; each may be one of several texts.
  const labels = labelsOf(job);
  const isWindows = (text: string): boolean => /windows/i.test(text);
  const mayBeWindows = labels.some((texts) => texts.some(isWindows));
  const mayBeOther = labels.every((texts) => !texts.every(isWindows));
  return mayBeWindows ? (mayBeOther ? "several" : "powershell") : "posix";
}

function runDefaults(owner: YamlMapping): YamlMapping | undefined {
  return mappingOf(mappingOf(owner["defaults"])?.["run"]);
}

function shellKind(shell: string): ShellKind {
  const [program = ""] = shell.trim().split(/\s+/);
  if (/^(?:bash|sh|wsl-bash)$/.test(program)) return "posix";
  if (/^(?:pwsh|powershell)$/.test(program)) return "powershell";
  return program === "cmd" ? "cmd" : "other";
}

/** For each label of the runner what it may be: the values of the matrix that it names. */
function labelsOf(job: YamlMapping): readonly (readonly string[])[] {
  const runsOn = mappingOf(job["runs-on"])?.["labels"] ?? job["runs-on"] ?? null;
  return listOf(runsOn).map((label) => {
    const text = textOf(label);
    return hasExpression(text) ? matrixTexts(text, job) : [text];
  });
}

function matrixTexts(text: string, job: YamlMapping): readonly string[] {
  const [context, key = "", ...parts] = wholePath(text) ?? [];
  const matrix = mappingOf(mappingOf(job["strategy"])?.["matrix"]);
  if (context !== "matrix" || matrix === undefined) return [text];
  const entries = listOf(matrix["include"]).map((entry) => mappingOf(entry)?.[key] ?? null);
  const values = [...listOf(matrix[key]), ...entries].filter((value) => value !== null);
  const texts = values.flatMap((value) =>
    listOf(parts.reduce<YamlValue>((of, part) => mappingOf(of)?.[part] ?? null, value)).map(textOf),
  );
  return texts.length === 0 ? [text] : texts;
}
