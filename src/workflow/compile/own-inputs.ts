/** Inputs that say what the action does by itself, in the release that the workflow uses, are not printed. */
import type { ActionStep } from "../../model/workflow.ts";
import { ownInputs } from "../../steps/setup-action.ts";
import { setupActionOf } from "../../steps/setup/setup-actions.ts";
import { isCheckoutAction, type StepValues, type UsesStep } from "../../steps/step.ts";
import { majorNumberOf } from "../pins/action-version.ts";

/** What `uses()` has with a release of its own stays, but for the credentials of a checkout: their default is another here, too. */
export function withoutOwnInputs(
  step: UsesStep,
  { uses, version }: Pick<ActionStep, "uses" | "version">,
): StepValues | undefined {
  const { with: inputs } = step;
  if (inputs === undefined) return undefined;
  if (step.ref !== undefined && !isCheckoutAction(step.action)) return inputs;
  const action = setupActionOf(step.action);
  if (action === undefined) return inputs;
  const release = version ?? uses.slice(uses.lastIndexOf("@") + 1);
  const own = ownInputs(action, majorNumberOf(release));
  const others = Object.entries(inputs).filter(
    ([name, value]) => String(own[name]) !== String(value),
  );
  return others.length === 0 ? undefined : Object.fromEntries(others);
}
