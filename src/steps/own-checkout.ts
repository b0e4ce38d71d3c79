import { wholePath } from "../expression/analysis/usage.ts";
import { isCheckoutAction, type SetupStep } from "./step.ts";

/** Whether a step checks out the app's own repository into the workspace itself, without a condition. */
export function isCheckout(step: SetupStep): boolean {
  if (step.kind !== "action" || !isCheckoutAction(step.action) || step.if !== undefined) {
    return false;
  }
  const { repository, path = "." } = step.with ?? {};
  const isOwn = repository === undefined || isOwnRepository(String(repository));
  return isOwn && (path === "." || path === "./" || path === "");
}

function isOwnRepository(text: string): boolean {
  const path = wholePath(text) ?? [];
  return path.map((name) => name.toLowerCase()).join(".") === "github.repository";
}
