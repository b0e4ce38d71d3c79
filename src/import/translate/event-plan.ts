/** `on` as triggers, and the inputs of its form. */
import { knownEvent } from "../../github/known-events.ts";
import type { YamlValue } from "../../model/workflow.ts";
import {
  call,
  callWith,
  object,
  type Plan,
  type PlanCall,
  type PlanObject,
} from "../../typescript/plan.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { Losses, type Path } from "./lost.ts";
import type { At } from "./at.ts";

/** The functions for events with filters of their own. */
const functions: Readonly<Record<string, string>> = {
  push: "onPush",
  pull_request: "onPullRequest",
  pull_request_target: "onPullRequestTarget",
  workflow_run: "onWorkflowRun",
  release: "onRelease",
  merge_group: "onMergeGroup",
  repository_dispatch: "onRepositoryDispatch",
  workflow_dispatch: "onWorkflowDispatch",
};

/** The events of an `on`, which is a text, a list or a mapping. */
export function eventsOf(on: YamlValue): YamlMapping {
  return (
    mappingOf(on) ?? Object.fromEntries(listOf(on).map((event) => [textOf(event), null] as const))
  );
}

export function triggerPlans(on: YamlValue, at: At): readonly Plan[] {
  return Object.entries(eventsOf(on)).flatMap(([event, config]) => {
    const [first, ...others] = plansOfEvent(event, config, on, at);
    return first === undefined ? [] : [at.comments.on(["on", event], first), ...others];
  });
}

function plansOfEvent(event: string, config: YamlValue, on: YamlValue, at: At): readonly Plan[] {
  const { losses } = at;
  if (event === "schedule") {
    return listOf(config).map((schedule) => call("onSchedule", yamlPlan(schedule)));
  }
  const filters = mappingOf(config) ?? {};
  const path = ["on", event];
  if (event === "workflow_dispatch") {
    losses.unread(filters, ["inputs"], path);
    return [call("onWorkflowDispatch")];
  }
  if (event === "workflow_call") {
    losses.unread(filters, ["inputs", "outputs", "secrets"], path);
    const { outputs, secrets = {} } = filters;
    const declared = Object.entries(mappingOf(secrets) ?? {});
    const options = object({
      inputs: callInputPlans(eventsOf(on), at),
      outputs: outputs === undefined ? undefined : yamlPlan(outputs),
      secrets: object(
        Object.fromEntries(declared.map(([name, secret]) => [name, yamlPlan(secret ?? {})])),
      ),
    });
    return [callWith("onWorkflowCall", [], options)];
  }
  const named = Object.hasOwn(functions, event) ? functions[event] : undefined;
  const options = filterPlan(event, filters, { ...at, path });
  return [
    named === undefined ? callWith("onEvent", [event], options) : callWith(named, [], options),
  ];
}

/** Filters take lists; GitHub also takes one text. */
function filterPlan(event: string, filters: YamlMapping, at: At): PlanObject {
  const entries = Object.entries(filters).flatMap(([key, value]) => {
    const path = [...at.path, key];
    if (!hasFilter(event, key)) {
      const reason = `the event ${event} has no filter ${JSON.stringify(key)} at GitHub`;
      at.losses.add(path, "filter", reason);
      return [];
    }
    const list = listOf(value).map((item, index) =>
      at.comments.on([...path, index], yamlPlan(item)),
    );
    return [[camelCase(key), at.comments.on(path, list)] as const];
  });
  return object(Object.fromEntries(entries) as Record<string, Plan>);
}

/** The API says more of an event that GitHub does not have. */
function hasFilter(event: string, key: string): boolean {
  const known = knownEvent(event);
  if (known === undefined) return true;
  return known.filters.includes(key) || (key === "types" && known.types !== undefined);
}

/** The inputs of the form, else those that callers give. */
export function inputPlans(on: YamlValue, at: At): PlanObject | undefined {
  const events = eventsOf(on);
  const event = Object.hasOwn(events, "workflow_dispatch") ? "workflow_dispatch" : "workflow_call";
  const inputs = inputsOf(events, event, at);
  return Object.keys(inputs.entries).length === 0 ? undefined : inputs;
}

/** The inputs that callers give, where they are not those of the form. */
function callInputPlans(events: YamlMapping, at: At): PlanObject | undefined {
  if (!Object.hasOwn(events, "workflow_dispatch")) return undefined;
  const [ofForm, ofCall] = ["workflow_dispatch", "workflow_call"].map((event) =>
    Object.entries(declaredInputs(events, event)).map(([name, config]) => [
      name,
      ofCaller(inputPlan(mappingOf(config) ?? {}, event, [], new Losses())),
    ]),
  );
  return JSON.stringify(ofForm) === JSON.stringify(ofCall)
    ? undefined
    : inputsOf(events, "workflow_call", at);
}

/** As a caller sees an input: a choice and an environment are texts. */
function ofCaller(input: PlanCall): PlanCall {
  if (!["choiceInput", "environmentInput"].includes(input.call)) return input;
  return callWith("stringInput", [], input.args.at(-1) as PlanObject);
}

function inputsOf(events: YamlMapping, event: string, at: At): PlanObject {
  return object(
    Object.fromEntries(
      Object.entries(declaredInputs(events, event)).map(([input, config]) => {
        const path = ["on", event, "inputs", input];
        const plan = inputPlan(mappingOf(config) ?? {}, event, path, at.losses);
        return [input, at.comments.on(path, plan)];
      }),
    ),
  );
}

function declaredInputs(events: YamlMapping, event: string): YamlMapping {
  return mappingOf(mappingOf(events[event])?.["inputs"]) ?? {};
}

function inputPlan(config: YamlMapping, event: string, path: Path, losses: Losses): PlanCall {
  losses.unread(config, ["type", "description", "required", "default", "options"], path);
  const { type = "string", description, required, options } = config;
  const fallback = typedDefault(type, config["default"] ?? undefined);
  const text = description === undefined ? undefined : textOf(description);
  const value = fallback ?? (required === true ? undefined : absentDefault(type, event));
  // GitHub asks for a boolean by a box, which always has a value.
  const isAsked =
    required === true && (type === "boolean" ? event === "workflow_call" : value !== undefined);
  const settings = object({
    description: text,
    default: value as Plan | undefined,
    required: isAsked ? true : undefined,
  });
  switch (type) {
    case "boolean":
      return callWith("boolInput", [], settings);
    case "number":
      return callWith("numberInput", [], settings);
    case "choice":
      return callWith("choiceInput", [listOf(options).map(textOf)], stringDefault(settings));
    case "environment":
      return callWith("environmentInput", [], stringDefault(settings));
    default:
      return callWith("stringInput", [], stringDefault(settings));
  }
}

/**
 * What an input is that is left out and has no default.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs
 */
function absentDefault(type: YamlValue, event: string): Plan | undefined {
  if (type === "boolean") return false;
  if (type === "number") return event === "workflow_call" ? 0 : undefined;
  return type === "string" ? "" : undefined;
}

/** The default of a flag or a number may be written as a text. */
function typedDefault(type: YamlValue, value: YamlValue | undefined): YamlValue | undefined {
  if (typeof value !== "string") return value;
  if (type === "boolean" && /^(?:true|false)$/.test(value)) return value === "true";
  return type === "number" && isNumber(value) ? Number(value) : value;
}

export function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?$/.test(text);
}

function stringDefault(settings: PlanObject): PlanObject {
  const value = settings.entries["default"];
  return value === undefined || typeof value === "string"
    ? settings
    : object({ ...settings.entries, default: textOf(value as YamlValue) });
}

/** Plain data as it is. */
export function yamlPlan(value: YamlValue): Plan {
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(yamlPlan);
  const mapping = mappingOf(value);
  if (mapping === undefined) return value as Plan;
  return object(
    Object.fromEntries(Object.entries(mapping).map(([key, part]) => [key, yamlPlan(part)])),
  );
}

/** `branchesIgnore` for `branches-ignore`. */
export function camelCase(key: string): string {
  return key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
