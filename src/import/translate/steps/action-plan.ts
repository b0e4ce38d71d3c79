/** Steps that use an action. */
import type { YamlValue } from "../../../model/workflow.ts";
import { takesInputs } from "../../../steps/actions/known-names.ts";
import { checkoutAction } from "../../../steps/setup/checkout.ts";
import { ownInputs } from "../../../steps/setup-action.ts";
import { withRelease } from "../../releases.ts";
import { callWith, object, type Plan } from "../../../typescript/plan.ts";
import { mappingOf } from "../../read-workflow.ts";
import { repositoryOf } from "../../../workflow/pins/action-pins.ts";
import type { At } from "../at.ts";
import { splitUses } from "../release-choice.ts";
import { artifactPlan } from "./artifact-plan.ts";
import { setupPlan } from "./setup-plan.ts";
import { valuesPlan } from "../option-plan.ts";

type Options = Readonly<Record<string, Plan | undefined>>;

export function actionPlan(uses: string, inputs: YamlValue, options: Options, at: At): Plan {
  return functionPlan(uses, inputs, options, at) ?? usesPlan(uses, inputs, options, at);
}

/** By the function for the action, whose release is the one that the app chooses. */
function functionPlan(uses: string, inputs: YamlValue, options: Options, at: At): Plan | undefined {
  const [action, release] = splitUses(withRelease(uses, at.scope.releases));
  if (release === undefined || at.scope.chosen[repositoryOf(action)] !== release) return undefined;
  const given = mappingOf(inputs);
  if (given === undefined && inputs !== null) return undefined;
  const use = { action, release, inputs: given ?? {}, options };
  return setupPlan(use, at) ?? artifactPlan(use, at);
}

function usesPlan(uses: string, inputs: YamlValue, options: Options, at: At): Plan {
  const [action = ""] = uses.split("@");
  const own = mappingOf(inputs) ?? {};
  // uses() and checkout() leave no token in .git/config unless they are told to.
  const safe =
    action.toLowerCase() === checkoutAction.action
      ? { ...ownInputs(checkoutAction, undefined), ...own }
      : own;
  const values =
    Object.keys(safe).length === 0
      ? undefined
      : valuesPlan(safe, { ...at, path: [...at.path, "with"] });
  const named = withRelease(uses, at.scope.releases);
  const plan = callWith("uses", [named], object({ ...options, with: values }));
  // GitHub only warns of an input that the action does not have.
  return takesInputs(named, safe) ? plan : { ...plan, types: "string" };
}
