/** The secrets that a job needs: those of its task, and those that its setup steps and containers read. */
import type { DeclaredJob } from "../../automation/declaration.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
import type { SetupStep } from "../../setup/setup-step.ts";

export function secretsOf(
  { task, setup, keys: { container, services } }: DeclaredJob,
  appSetup: readonly SetupStep[],
): readonly string[] {
  const others = keysOf(readsIn([setup ?? appSetup, container, services]), "secrets");
  return [...new Set([...(task.secrets ?? []), ...others])];
}
