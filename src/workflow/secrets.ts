/** The secrets that a job needs: those of its task, and those that its other steps and its containers read. */
import type { JobDefinition } from "../automation/declaration.ts";
import { expressionsIn, keysOf, readsOf } from "../automation/expression-text.ts";
import type { SetupStep } from "../setup/setup-step.ts";

export function secretsOf(
  { task, setup, container, services }: JobDefinition,
  appSetup: readonly SetupStep[],
): readonly string[] {
  const read = namesIn([setup ?? task.setup ?? appSetup, container, services]);
  return [...new Set([...(task.secrets ?? []), ...read])];
}

function namesIn(value: unknown): readonly string[] {
  if (typeof value === "string") {
    return expressionsIn(value).flatMap((expression) => keysOf(readsOf(expression), "secrets"));
  }
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(namesIn) : [];
}
