/** Which repository a checkout brings to the top of the workspace, where the entry point of the app is. */
import { wholePath } from "../expression/analysis/usage.ts";
import { hasExpression } from "../expression/language/template.ts";
import { isCheckoutAction, type SetupStep } from "./step.ts";

/** Whether a step checks out the app's own repository into the workspace itself, without a condition. */
export function isCheckout(step: SetupStep): boolean {
  if (step.kind !== "action" || !isAtTop(step) || step.if !== undefined) return false;
  const { repository } = step.with ?? {};
  return repository === undefined || isOwnRepository(String(repository));
}

/** The repository that a step checks out into the workspace itself, where the step names it: `owner/name`. */
export function namedCheckout(step: SetupStep): string | undefined {
  if (step.kind !== "action" || !isAtTop(step)) return undefined;
  const { repository } = step.with ?? {};
  const isNamed = typeof repository === "string" && !hasExpression(repository);
  return isNamed ? repository : undefined;
}

/** Whether a step checks out a repository into the workspace itself. */
export function isAtTop(step: SetupStep): boolean {
  if (step.kind !== "action" || !isCheckoutAction(step.action)) return false;
  const { path = "." } = step.with ?? {};
  return path === "." || path === "./" || path === "";
}

function isOwnRepository(text: string): boolean {
  const path = wholePath(text) ?? [];
  return path.map((name) => name.toLowerCase()).join(".") === "github.repository";
}
