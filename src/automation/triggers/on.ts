/** The triggers of an automation, from its `on`. */
import type { Inputs } from "../../inputs/input.ts";
import type { OptionReader } from "../keys/option-reader.ts";
import { at, DeclarationError, type Place } from "../place.ts";
import { checkTrigger } from "./trigger-check.ts";
import type { WorkflowCallConfig } from "./trigger-filters.ts";
import {
  bringsInputs,
  flattenTriggers,
  onWorkflowDispatch,
  type Trigger,
  type Triggers,
} from "./trigger.ts";
import type { YamlValue } from "../../model/workflow.ts";

export type TriggerOption = Trigger | Triggers | readonly (Trigger | Triggers)[];

export function readTriggers(
  on: TriggerOption | undefined,
  inputs: Inputs,
  place: Place,
): readonly Trigger[] {
  const all = on === undefined ? [] : at(place, () => flattenTriggers(on, "it"));
  const triggers: Trigger[] = [];
  for (const trigger of all) {
    checkTrigger(trigger, place);
    const index = triggers.findIndex(({ event }) => event === trigger.event);
    const other = triggers[index];
    if (other === undefined) triggers.push(trigger);
    else if (trigger.event === "schedule") {
      triggers[index] = { ...other, config: [...list(other.config), ...list(trigger.config)] };
    } else {
      throw new DeclarationError(
        place,
        `there are two triggers for ${trigger.event}. Put their filters into one.`,
      );
    }
  }
  const needsForm = triggers.length === 0 || Object.keys(inputs).length > 0;
  return needsForm && !triggers.some(bringsInputs) ? [...triggers, onWorkflowDispatch()] : triggers;
}

export function checkCallOutputs(triggers: readonly Trigger[], reader: OptionReader): void {
  for (const { event, config } of triggers) {
    if (event !== "workflow_call") continue;
    const { outputs } = (config ?? {}) as WorkflowCallConfig;
    for (const [name, { value }] of Object.entries(outputs ?? {})) {
      const key = "on.workflow_call.outputs.<output_id>.value";
      reader.text(value, `on.workflow_call.outputs.${name}`, key);
    }
  }
}

function list(config: YamlValue): readonly YamlValue[] {
  return Array.isArray(config) ? (config as readonly YamlValue[]) : [];
}
