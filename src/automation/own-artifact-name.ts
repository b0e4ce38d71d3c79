/** The name that a job gives to an artifact of its task, and how other jobs find what was uploaded under it. */
import { readsIn } from "../expression/analysis/usage.ts";
import { segmentsOf } from "../expression/language/template.ts";
import {
  combinationsOf,
  matrixPath,
  type MatrixEntry,
  valueIn,
} from "../matrix/workflow-matrix.ts";
import type { YamlValue } from "../model/workflow.ts";
import { ownValue } from "../problems/own-value.ts";
import { type DeclaredJob, taskStepsOf } from "./declaration.ts";

/** What a download step says: one name, or a pattern for the names of all combinations. */
export type ArtifactSource = { readonly name: string } | { readonly pattern: string };

export function ownName(job: DeclaredJob, artifact: string): string | undefined {
  const names = taskStepsOf(job).map((step) => ownValue(step.uploads, artifact)?.name);
  return names.find((name) => name !== undefined);
}

/** Undefined where no other job can say it. */
export function ownSource(job: DeclaredJob, name: string): ArtifactSource | undefined {
  const { strategy } = job.keys;
  if (strategy === undefined) return isSharedText(name) ? { name } : undefined;
  const [only, ...others] = combinationsOf(strategy.matrix) ?? [];
  if (only === undefined || others.length > 0) return { pattern: patternOf(name) };
  // Where one artifact matches a pattern, the download makes no folder for it.
  const own = textFor(name, only);
  return isSharedText(own) ? { name: own } : undefined;
}

/**
 * What the `github` context has for one job, one step or one attempt alone.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
 */
const ownProperties =
  /^(?:\*|action|action_.*|env|event_path|job|output|path|run_attempt|state|step_summary|token|workspace)$/;

/** Whether every job of a run reads the same in a text. */
export function isSharedText(text: string): boolean {
  const { paths, functions } = readsIn(text);
  if (functions.includes("hashfiles")) return false;
  return paths.every(([context = "", property = "*"]) =>
    context === "github"
      ? !ownProperties.test(property.toLowerCase())
      : context === "inputs" || context === "vars",
  );
}

/** What is known of a name from its beginning on. */
export function beginningOf(name: string): string {
  const [first] = segmentsOf(name);
  return first !== undefined && "text" in first ? first.text : "";
}

/** A character that has a meaning in a pattern becomes `?`, which matches any one character. */
export function plainPattern(text: string): string {
  return text.replaceAll(/[!#(){}[\]+@,]/g, "?");
}

/** Matches a name whatever its expressions come to. */
function patternOf(name: string): string {
  return segmentsOf(name)
    .map((segment) => ("expression" in segment ? "*" : plainPattern(segment.text)))
    .join("");
}

/** The name with the values of the only combination in it. */
function textFor(name: string, combination: MatrixEntry): string {
  return segmentsOf(name)
    .map((segment) => {
      if ("text" in segment) return segment.text;
      const text = `\${{ ${segment.expression} }}`;
      if (segment.expression.toLowerCase() === "strategy.job-index") return "0";
      const value = matrixPath(text)?.reduce<YamlValue | undefined>(valueIn, combination);
      return value === undefined || typeof value === "object" ? text : String(value);
    })
    .join("");
}
