/**
 * What a run stands for: its event with its payload, its ref, its inputs and variables. On GitHub the event brings
 * them; here they come from git and from the command line.
 */
import { stringOf } from "../expression/coercion.ts";
import { toValue } from "../expression/value.ts";
import { UsageError } from "../problems/usage-error.ts";
import { didYouMean, quotedList } from "../problems/wording.ts";
import type { Workflow, YamlValue } from "../workflow/model.ts";
import { type Checkout, readCheckout, resolveRef } from "./git.ts";

export type InputValue = string | number | boolean;

export interface SituationOptions {
  /** The folder of `recompose.ts`. */
  readonly root: string;
  /** By name, of the automation's types; those left out have their defaults. */
  readonly inputs?: Readonly<Record<string, InputValue>>;
  /** Default: `workflow_dispatch` where the workflow has it, else its first event. */
  readonly eventName?: string;
  /** The webhook payload; what is not in it is filled in from git. */
  readonly eventPayload?: Readonly<Record<string, unknown>>;
  /** A branch or tag, or its full name. Default: what is checked out. */
  readonly ref?: string;
  /** The `vars` context. */
  readonly vars?: Readonly<Record<string, string>>;
}

export interface Situation {
  readonly checkout: Checkout;
  readonly eventName: string;
  readonly payload: Readonly<Record<string, unknown>>;
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
  const given = options.ref === undefined ? undefined : await resolveRef(options.root, options.ref);
  const named = { ref: given?.ref ?? checkout.ref, sha: given?.sha || checkout.sha };
  const eventName = chooseEvent(workflow, options.eventName);
  const inputs = effectiveInputs(workflow, eventName, options.inputs ?? {});
  const payload = {
    ...defaultPayload(eventName, named, checkout, workflow.name, inputs),
    ...options.eventPayload,
  };
  const isPullRequest = eventName.startsWith("pull_request");
  const branch = (side: "head" | "base"): string =>
    isPullRequest ? (textAt(payload, ["pull_request", side, "ref"]) ?? "") : "";
  const number = textAt(payload, ["number"]) ?? textAt(payload, ["pull_request", "number"]);
  // The runs of a pull request are for the commit that merging it would make.
  const isMerge = eventName === "pull_request" && number !== undefined && given === undefined;
  return {
    checkout,
    eventName,
    payload,
    inputs,
    vars: options.vars ?? {},
    ref: isMerge ? `refs/pull/${number}/merge` : named.ref,
    sha: named.sha,
    headRef: branch("head"),
    baseRef: branch("base"),
  };
}

function chooseEvent(workflow: Workflow, wanted: string | undefined): string {
  const known = Object.keys(workflow.on);
  if (wanted === undefined) {
    return known.includes("workflow_dispatch") ? "workflow_dispatch" : (known[0] ?? "push");
  }
  if (known.includes(wanted)) return wanted;
  throw new UsageError(
    `${JSON.stringify(workflow.name)} does not run on the event ${JSON.stringify(wanted)}. Its events are ${quotedList(known)}.${didYouMean(wanted, known)}`,
    [`--event ${known[0] ?? "workflow_dispatch"}`],
  );
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#inputs-context */
function effectiveInputs(
  workflow: Workflow,
  eventName: string,
  given: Readonly<Record<string, InputValue>>,
): Readonly<Record<string, InputValue>> {
  if (eventName !== "workflow_dispatch" && eventName !== "workflow_call") return {};
  const declared = mappingAt(workflow.on[eventName], "inputs");
  const values = Object.entries(declared).map(([name, input]) => [
    name,
    given[name] ?? defaultOf(input),
  ]);
  return { ...(Object.fromEntries(values) as Record<string, InputValue>), ...given };
}

/** What GitHub takes for an input that was left out. */
function defaultOf(input: YamlValue): InputValue {
  const { default: value, type, options } = isMapping(input) ? input : {};
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (type === "boolean") return false;
  if (type === "number") return 0;
  const [first] = Array.isArray(options) ? (options as readonly YamlValue[]) : [];
  return type === "choice" && typeof first === "string" ? first : "";
}

/** The parts of https://docs.github.com/en/webhooks/webhook-events-and-payloads that git can answer for. */
function defaultPayload(
  eventName: string,
  { ref, sha }: { readonly ref: string; readonly sha: string },
  checkout: Checkout,
  workflow: string,
  inputs: Readonly<Record<string, InputValue>>,
): Readonly<Record<string, unknown>> {
  const [owner = "", name = ""] = checkout.repository.split("/");
  const common = {
    repository: {
      name,
      full_name: checkout.repository,
      owner: { login: owner },
      default_branch: checkout.defaultBranch,
    },
    sender: { login: checkout.actor },
  };
  const branch = shortRef(ref);
  switch (eventName) {
    case "push":
      return { ref, after: sha, head_commit: { id: sha }, ...common };
    case "pull_request":
    case "pull_request_target":
      return {
        action: "opened",
        pull_request: {
          draft: false,
          head: { ref: branch, sha },
          base: { ref: checkout.defaultBranch },
        },
        ...common,
      };
    case "workflow_dispatch":
      return {
        // Here every value is a text, also that of a boolean.
        inputs: Object.fromEntries(
          Object.entries(inputs).map(([input, value]) => [input, stringOf(toValue(value))]),
        ),
        ref,
        workflow: `.github/workflows/${workflow}.yml`,
        ...common,
      };
    case "release":
      return { action: "published", release: { tag_name: branch, draft: false }, ...common };
    default:
      return common;
  }
}

/** `main` for `refs/heads/main`, `1/merge` for `refs/pull/1/merge`. */
export function shortRef(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|pull)\//, "");
}

function textAt(value: unknown, path: readonly string[]): string | undefined {
  let found: unknown = value;
  for (const name of path) {
    if (typeof found !== "object" || found === null) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[name];
  }
  return typeof found === "string" || typeof found === "number" ? String(found) : undefined;
}

function mappingAt(
  value: YamlValue | undefined,
  name: string,
): Readonly<Record<string, YamlValue>> {
  const inner = isMapping(value) ? value[name] : undefined;
  return isMapping(inner) ? inner : {};
}

function isMapping(value: YamlValue | undefined): value is Readonly<Record<string, YamlValue>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
