/** Reads the command line of an automation: its inputs, and how to run it. */
import type { Automation } from "../../automation/automation.ts";
import { bringsInputs } from "../../automation/triggers/trigger.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import type { Workflow } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { chooseEvent } from "../../runner/event/choose-event.ts";
import { automationFlags, type RunFlags } from "./automation-flags.ts";
import { flagsOf, readFlags } from "./flag-table.ts";
import { commandFlags, globalOptions } from "./global-flags.ts";
import { parseFlags } from "./flags.ts";
import { checkWatch } from "./watch-check.ts";
import { automationFlagNames, automationInputFlags } from "./automation-input-flags.ts";
import { readInputs } from "./input-flags.ts";
import type { FindOwner } from "./unknown-flag.ts";

export interface AutomationRequest {
  readonly flags: RunFlags;
  /** The event's name, as in `on`. */
  readonly event: string;
  /** By name; empty for an event without inputs. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** The flag of an input, with its dashes. */
  readonly flagOf: (input: string) => string;
  readonly debug: boolean;
}

/** @throws UsageError for everything that does not fit the automation. */
export function automationRequest(
  automation: Automation,
  workflow: Workflow,
  args: readonly string[],
  cwd: string,
  seeMore: string,
  findOwner?: FindOwner,
): AutomationRequest {
  const inputFlags = automationInputFlags(automation.inputs);
  const options = [...flagsOf(automationFlags), ...commandFlags];
  const parsedFlags = parseFlags(args, [...inputFlags, ...options], seeMore, findOwner);
  const flags = readFlags(automationFlags, parsedFlags, cwd);
  if (flags["dry-run"] && flags.resume) {
    throw new UsageError("--dry-run plans a whole run, so it goes without --resume.", [seeMore]);
  }
  checkWatch(flags, seeMore);
  const event = chooseEvent(workflow, flags.event);
  const read = (inputs: Inputs): Record<string, unknown> =>
    readInputs(inputs, inputFlags, parsedFlags, cwd, seeMore);
  const flagOf = automationFlagNames(automation.inputs);
  const typed = (name: string): string | boolean | undefined =>
    parsedFlags.values.get(flagOf(name).slice(2));
  if (!bringsInputs({ event })) checkNoInputs(automation, workflow, event, read);
  const inputs = bringsInputs({ event }) ? inputsOf(automation, event, read, typed) : {};
  return { flags, event, inputs, flagOf, debug: globalOptions(parsedFlags).debug };
}

function inputsOf(
  automation: Automation,
  event: string,
  read: (inputs: Inputs) => Record<string, unknown>,
  typed: (name: string) => string | boolean | undefined,
): AutomationRequest["inputs"] {
  const values = read(automation.inputs);
  // GitHub passes a number of a form on as text, such as `1e3` or `5.0`:
  // https://github.com/browserbase/stagehand/pull/2154
  const textOf = (name: string, { kind }: Input): string | boolean | undefined =>
    event === "workflow_dispatch" && kind === "number" ? typed(name) : undefined;
  const entries = Object.entries(automation.inputs).map(([name, input]) => [
    name,
    textOf(name, input) ?? ownValue(values, name) ?? input.default,
  ]);
  return Object.fromEntries(entries) as AutomationRequest["inputs"];
}

/** Other events have no inputs on GitHub. The workflow has the defaults in its expressions. */
function checkNoInputs(
  automation: Automation,
  workflow: Workflow,
  event: string,
  read: (inputs: Inputs) => Record<string, unknown>,
): void {
  const optional = Object.fromEntries(
    Object.entries(automation.inputs).map(([name, input]) => [name, { ...input, required: false }]),
  );
  const [name] = Object.keys(read(optional));
  if (name === undefined) return;
  throw new UsageError(
    `the input ${JSON.stringify(name)} was given, but on ${event} a workflow has no inputs.`,
    Object.keys(workflow.on)
      .filter((other) => bringsInputs({ event: other }))
      .map((other) => `--event=${other}`),
  );
}
