/** The kinds of the values in GitHub's contexts, as far as the events that start a workflow tell. */
import type { Forecast, Kind } from "../../expression/analysis/foretell.ts";
import { anyName } from "../../expression/analysis/usage.ts";
import { strategyKinds } from "../../github/context-properties.ts";
import { isPayloadFlag } from "../../github/payload-flags.ts";
import type { Inputs } from "../../inputs/input.ts";
import { ownValue } from "../../problems/own-value.ts";
import { eventsWithoutInputs, type Trigger } from "../triggers/trigger.ts";

/** What is known of a path such as `["github", "ref"]`; undefined for nothing. */
export function contextKinds(
  path: readonly string[],
  inputs: Inputs,
  triggers: readonly Trigger[],
): Forecast | undefined {
  const [context = "", ...rest] = path.map((name) => name.toLowerCase());
  const [name, ...deeper] = rest;
  if (name === undefined) return kinds("object");
  if (rest.includes(anyName)) return undefined;
  switch (context) {
    case "github":
      if (name !== "event") return ofText(name === "ref_protected" ? "boolean" : "string", deeper);
      return deeper.length === 0 ? kinds("object") : ofPayload(deeper, triggers);
    case "vars":
      return ofText("string", deeper);
    case "needs":
      return ofNeed(deeper);
    case "strategy":
      return ofText(ownValue(strategyKinds, name) ?? "null", deeper);
    case "inputs":
      return ofInput(name, deeper, inputs, triggers);
    default:
      return undefined;
  }
}

function kinds(...all: readonly Kind[]): Forecast {
  return { kinds: all };
}

/** A property of a value that is not an object is null. */
function ofText(kind: Kind, deeper: readonly string[]): Forecast {
  return kinds(deeper.length === 0 ? kind : "null");
}

function ofNeed([property, ...deeper]: readonly string[]): Forecast {
  if (property === "outputs") {
    return deeper.length === 0 ? kinds("object") : ofText("string", deeper.slice(1));
  }
  return property === undefined ? kinds("object") : ofText("string", deeper);
}

/**
 * A property that no table lists counts as a boolean, so that nobody is warned without reason. It may be null, because
 * another event may start the workflow, and then its payload has no such property.
 */
function ofPayload(path: readonly string[], triggers: readonly Trigger[]): Forecast {
  const [first] = path;
  if (first === "inputs" || first === "action" || first === "schedule") {
    return kinds("string", "null");
  }
  const name = path.join(".");
  const isCertain = triggers.every(
    ({ event }) => event !== "workflow_call" && isPayloadFlag(name, event),
  );
  return isCertain ? kinds("boolean") : kinds("boolean", "null");
}

function ofInput(
  name: string,
  deeper: readonly string[],
  inputs: Inputs,
  triggers: readonly Trigger[],
): Forecast | undefined {
  const input = Object.entries(inputs).find(([it]) => it.toLowerCase() === name)?.[1];
  if (input === undefined || deeper.length > 0) return kinds("null");
  // workflow_dispatch gives numbers as texts.
  const own = (event: string): Kind =>
    input.kind === "boolean" || (input.kind === "number" && event === "workflow_call")
      ? input.kind
      : "string";
  const inputEvents = ["workflow_dispatch", "workflow_call"].filter((name) =>
    triggers.some(({ event }) => event === name),
  );
  const possibleKinds = new Set(inputEvents.map(own));
  if (eventsWithoutInputs(triggers).length > 0) possibleKinds.add("null");
  return kinds(...possibleKinds);
}
