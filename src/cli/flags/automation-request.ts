/** What a command line asks of an automation: its inputs, and how it is to run. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { availableParallelism } from "node:os";
import type { Automation } from "../../automation/automation.ts";
import { flagName } from "../../inputs/flag.ts";
import type { Input } from "../../inputs/input.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, messageOf, quotedList } from "../../problems/wording.ts";
import type { ParsedFlags } from "./flags.ts";
import { readInputs } from "./input-flags.ts";
import { ownValue } from "../../problems/own-value.ts";

export interface AutomationRequest {
  /** The event's name, as in `on`. */
  readonly event: string;
  /** What a file says of the event; undefined where none was given. */
  readonly payload: Readonly<Record<string, unknown>> | undefined;
  /** By name; empty on an event that has none. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** Ids of jobs; all where none is given. */
  readonly only: readonly string[] | undefined;
  /** As typed: a branch, a tag or a full ref. */
  readonly ref: string | undefined;
  readonly vars: Readonly<Record<string, string>>;
  /** How many jobs may run at once. */
  readonly jobs: number;
}

/** @throws UsageError for everything that does not fit the automation. */
export function automationRequest(
  automation: Automation,
  parsed: ParsedFlags,
  cwd: string,
  seeMore: string,
): AutomationRequest {
  const event = eventOf(automation, parsed);
  return {
    event,
    payload: payloadOf(parsed, cwd),
    inputs: inputsOf(automation, event, parsed, cwd, seeMore),
    only: onlyOf(automation, parsed),
    ref: textOf(parsed, "ref"),
    vars: varsOf(parsed),
    jobs: jobLimit(parsed.values.get("jobs")),
  };
}

export function textOf(parsed: ParsedFlags, name: string): string | undefined {
  const value = parsed.values.get(name);
  return typeof value === "string" ? value : undefined;
}

/** Events on which an automation has inputs. */
const withInputs: readonly string[] = ["workflow_dispatch", "workflow_call"];

function eventOf(automation: Automation, parsed: ParsedFlags): string {
  const events = automation.triggers.map((trigger) => trigger.event);
  if (Object.keys(automation.inputs).length > 0 && !events.includes("workflow_dispatch")) {
    events.push("workflow_dispatch");
  }
  const asked = textOf(parsed, "event");
  if (asked === undefined) {
    return events.includes("workflow_dispatch") ? "workflow_dispatch" : (events[0] ?? "push");
  }
  if (events.includes(asked)) return asked;
  throw new UsageError(
    `--event: the automation ${JSON.stringify(automation.name)} does not start on ${JSON.stringify(asked)}. Its events are ${quotedList(events)}.${didYouMean(asked, events)}`,
  );
}

function inputsOf(
  automation: Automation,
  event: string,
  parsed: ParsedFlags,
  cwd: string,
  seeMore: string,
): AutomationRequest["inputs"] {
  if (withInputs.includes(event)) {
    const given = readInputs(automation.inputs, parsed, cwd, seeMore);
    // A number in a form arrives as the text that was typed, `1e3` or `5.0`:
    // https://github.com/browserbase/stagehand/pull/2154
    const typed = (name: string, { kind }: Input): string | undefined =>
      event === "workflow_dispatch" && kind === "number"
        ? textOf(parsed, flagName(name))
        : undefined;
    const all = Object.entries(automation.inputs).map(([name, input]) => [
      name,
      typed(name, input) ?? ownValue(given, name) ?? input.default,
    ]);
    return Object.fromEntries(all) as AutomationRequest["inputs"];
  }
  // GitHub gives no inputs on other events; the workflow has the defaults in its expressions.
  const optional = Object.fromEntries(
    Object.entries(automation.inputs).map(([name, input]) => [name, { ...input, required: false }]),
  );
  const [name] = Object.keys(readInputs(optional, parsed, cwd, seeMore));
  if (name === undefined) return {};
  throw new UsageError(
    `the input ${JSON.stringify(name)} was given, but on ${event} a workflow has no inputs.`,
    ["--event=workflow_dispatch"],
  );
}

function payloadOf(parsed: ParsedFlags, cwd: string): AutomationRequest["payload"] {
  const file = textOf(parsed, "event-file");
  if (file === undefined) return undefined;
  const path = resolve(cwd, file);
  let payload: unknown;
  try {
    payload = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new UsageError(`--event-file: ${path} cannot be read: ${messageOf(error)}`);
  }
  if (typeof payload === "object" && payload !== null && !Array.isArray(payload)) {
    return payload as Record<string, unknown>;
  }
  throw new UsageError(
    `--event-file: ${path} is not a JSON object, as the payload of an event is.`,
  );
}

function onlyOf(automation: Automation, parsed: ParsedFlags): readonly string[] | undefined {
  const asked = parsed.lists.get("only");
  const ids = automation.jobs.map(({ id }) => id);
  for (const id of asked ?? []) {
    if (ids.includes(id)) continue;
    throw new UsageError(
      `--only: the automation ${JSON.stringify(automation.name)} has no job ${JSON.stringify(id)}. Its jobs are ${quotedList(ids)}.${didYouMean(id, ids)}`,
    );
  }
  return asked;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/variables#naming-conventions-for-configuration-variables */
const variableName = /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/i;

function varsOf(parsed: ParsedFlags): Record<string, string> {
  const pairs = (parsed.lists.get("var") ?? []).map((pair): [string, string] => {
    const equals = pair.indexOf("=");
    const name = pair.slice(0, Math.max(0, equals));
    if (equals > 0 && variableName.test(name)) return [name, pair.slice(equals + 1)];
    throw new UsageError(`--var is NAME=VALUE, not ${JSON.stringify(pair)}.`, ["--var=REGION=eu"]);
  });
  return Object.fromEntries(pairs);
}

function jobLimit(text: string | boolean | undefined): number {
  if (text === undefined) return availableParallelism();
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--jobs is a whole number from 1, not ${JSON.stringify(text)}.`, [
    "--jobs=2",
  ]);
}
