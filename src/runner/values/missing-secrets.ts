/** Secrets that are read here and that this machine does not have. GitHub's repository has them, so a job differs there. */
import { hasExpression } from "../../expression/language/template.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
import type { WorkflowStep } from "../../model/workflow.ts";

type Secrets = Readonly<Record<string, string>>;

/** `the secret NPM_TOKEN is not set here`, for each such secret that an expression in `value` reads. */
export function secretNotes(value: unknown, secrets: Secrets): readonly string[] {
  // GitHub finds a secret by its name in any case.
  const names = keysOf(readsIn(value), "secrets").map((name) => name.toUpperCase());
  return [...new Set(names)]
    .filter((name) => name !== "GITHUB_TOKEN" && !secrets[name])
    .map((name) => `the secret ${name} is not set here`);
}

/** The notes about a step that ran here, or that was skipped for what may be the want of a secret. */
export function secretNotesOfStep(
  step: WorkflowStep,
  isSkipped: boolean,
  secrets: Secrets,
): readonly string[] {
  if (isSkipped && !readsEnv(step.if)) return [];
  return secretNotes(usedHere(step), secrets);
}

/** What a local run evaluates of a step. */
function usedHere(step: WorkflowStep): unknown {
  if (step.local === "skip") return undefined;
  if ("uses" in step && step.local !== undefined) return [step.env, step.local];
  if (step.purpose !== "task") return step;
  // A task finds the secrets that it declares in a file, too, and says itself which it needs and does not find.
  const env = Object.entries(step.env ?? {}).filter(
    ([name, text]) => text !== `\${{ secrets.${name} }}`,
  );
  return { ...step, env: Object.fromEntries(env) };
}

/** A condition reads a secret through `env` of its step only. */
function readsEnv(condition = ""): boolean {
  const text = hasExpression(condition) ? condition : `\${{ ${condition} }}`;
  return readsIn(text).contexts.includes("env");
}
