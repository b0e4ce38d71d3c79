/**
 * What a run is for: its event with the payload, its ref, its inputs and variables. On GitHub the event brings them; here
 * they come from git and from the command line.
 */
import type { Workflow, YamlValue } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean } from "../../problems/wording.ts";
import { chooseEvent } from "./choose-event.ts";
import { defaultPayload, isMapping, merge, nameOf, type Payload } from "./event-payload.ts";
import {
  type Checkout,
  readCheckout,
  refNames,
  type RefTarget,
  resolveRef,
} from "./local-checkout.ts";

export type InputValue = string | number | boolean;

export interface SituationOptions {
  /** The folder of the project, where jobs run. */
  readonly root: string;
  /** By name; inputs that are not here have their defaults. */
  readonly inputs?: Readonly<Record<string, InputValue>> | undefined;
  /** Default: `workflow_dispatch` where the workflow has it, else its first event. */
  readonly eventName?: string | undefined;
  /** The webhook payload; members that it does not have come from git. */
  readonly eventPayload?: Payload | undefined;
  /** A branch or tag, or its full name. Default: what is checked out. */
  readonly ref?: string | undefined;
  /** The `vars` context. */
  readonly vars?: Readonly<Record<string, string>> | undefined;
}

export interface Situation {
  readonly checkout: Checkout;
  /** The event of the workflow's `on` that the run is for. */
  readonly trigger: string;
  /** `github.event_name`. */
  readonly eventName: string;
  readonly payload: Payload;
  /** Empty on an event that has none. */
  readonly inputs: Readonly<Record<string, InputValue>>;
  readonly vars: Readonly<Record<string, string>>;
  readonly ref: string;
  readonly sha: string;
  /** Names of branches, for a pull request; empty otherwise. */
  readonly headRef: string;
  readonly baseRef: string;
}

export async function readSituation(
  workflow: Workflow,
  options: SituationOptions,
): Promise<Situation> {
  const checkout = await readCheckout(options.root);
  const trigger = chooseEvent(workflow, options.eventName);
  const refOption =
    options.ref === undefined ? undefined : await knownRef(checkout, options.root, options.ref);
  const { ref, sha } = refOption ?? refIn(options.eventPayload, trigger, checkout);
  const inputs = effectiveInputs(workflow, trigger, options.inputs ?? {});
  const defaults = await defaultPayload({ workflow, trigger, checkout, ref, sha, inputs });
  const payload = merge(defaults, options.eventPayload ?? {}) as Payload;
  const eventName = trigger === "workflow_call" ? callerEvent : trigger;
  const isPullRequest = eventName.startsWith("pull_request");
  const branch = (side: "head" | "base"): string =>
    isPullRequest ? (textAt(payload, ["pull_request", side, "ref"]) ?? "") : "";
  const number = textAt(payload, ["number"]) ?? textAt(payload, ["pull_request", "number"]);
  // A run for a pull request is for the commit that merging it would make.
  const isMerge = eventName === "pull_request" && number !== undefined && refOption === undefined;
  return {
    checkout,
    trigger,
    eventName,
    payload,
    inputs,
    vars: options.vars ?? {},
    ref: isMerge ? `refs/pull/${number}/merge` : ref,
    sha,
    headRef: branch("head"),
    baseRef: branch("base"),
  };
}

/**
 * In a called workflow `github` is that of its caller: no event is named workflow_call. Here the caller counts as a
 * workflow that was started by hand.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations
 */
const callerEvent = "workflow_dispatch";

/** The payloads of two events have a `ref`, which is `github.ref`. */
function refIn(payload: Payload | undefined, trigger: string, checkout: Checkout): RefTarget {
  const hasRef = trigger === "push" || trigger === "workflow_dispatch";
  const ref = hasRef ? textAt(payload, ["ref"]) : undefined;
  if (ref?.startsWith("refs/") !== true) return checkout;
  return { ref, sha: textAt(payload, ["after"]) ?? checkout.sha };
}

/** @throws UsageError for a ref that git does not know. */
async function knownRef(checkout: Checkout, root: string, ref: string): Promise<RefTarget> {
  const target = await resolveRef(root, ref);
  if (target !== undefined) return target;
  if (checkout.folder === "") {
    throw new UsageError(
      `--ref names ${JSON.stringify(ref)}, but ${root} is not in a git repository.`,
      ["leave out --ref"],
    );
  }
  const names = await refNames(root);
  const close = didYouMean(ref, ref.startsWith("refs/") ? names : names.map(nameOf));
  throw new UsageError(
    `--ref names ${JSON.stringify(ref)}, which is not a branch or tag of this repository.${close}`,
    ["leave out --ref to run for what is checked out"],
  );
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#inputs-context */
function effectiveInputs(
  workflow: Workflow,
  eventName: string,
  inputs: Readonly<Record<string, InputValue>>,
): Readonly<Record<string, InputValue>> {
  if (eventName !== "workflow_dispatch" && eventName !== "workflow_call") return {};
  const event: unknown = workflow.on[eventName];
  const declarations = isMapping(event) && isMapping(event["inputs"]) ? event["inputs"] : {};
  const values = Object.entries(declarations).map(([name, input]) => [
    name,
    ownValue(inputs, name) ?? defaultOf(input),
  ]);
  const all = { ...(Object.fromEntries(values) as Record<string, InputValue>), ...inputs };
  if (eventName === "workflow_call") return all;
  // A form gives a number as the text that was typed; a caller gives a number.
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
  const entries = Object.entries(all);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "number" ? String(value) : value]),
  );
}

/** The value on GitHub of an input that was left out. */
function defaultOf(input: unknown): InputValue {
  const { default: value, type, options } = isMapping(input) ? input : {};
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (type === "boolean") return false;
  if (type === "number") return 0;
  const [first] = Array.isArray(options) ? (options as readonly YamlValue[]) : [];
  return type === "choice" && typeof first === "string" ? first : "";
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  let current: unknown = value;
  for (const name of path) current = isMapping(current) ? current[name] : undefined;
  return typeof current === "string" || typeof current === "number" ? String(current) : undefined;
}
