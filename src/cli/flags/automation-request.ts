/** What a command line asks of an automation: its inputs, and how it is to run. */
import type { Automation } from "../../automation/automation.ts";
import { flagName } from "../../inputs/flag.ts";
import type { Input } from "../../inputs/input.ts";
import type { Workflow } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { chooseEvent } from "../../runner/event/choose-event.ts";
import { automationFlags, type RunFlags } from "./automation-flags.ts";
import { flagsOf, readFlags } from "./flag-table.ts";
import { commandFlags, globalOptions } from "./global-flags.ts";
import { type ParsedFlags, parseFlags } from "./flags.ts";
import { inputFlags, readInputs } from "./input-flags.ts";

export interface AutomationRequest {
  readonly flags: RunFlags;
  /** The event's name, as in `on`. */
  readonly event: string;
  /** By name; empty on an event that has none. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** Debug output, too. */
  readonly debug: boolean;
}

/** @throws UsageError for everything that does not fit the automation. */
export function automationRequest(
  automation: Automation,
  workflow: Workflow,
  args: readonly string[],
  cwd: string,
  seeMore: string,
): AutomationRequest {
  const knownFlags = [
    ...inputFlags(automation.inputs),
    ...flagsOf(automationFlags),
    ...commandFlags,
  ];
  const parsedFlags = parseFlags(args, knownFlags, seeMore);
  const flags = readFlags(automationFlags, parsedFlags, cwd);
  if (flags["dry-run"] && flags.resume) {
    throw new UsageError("--dry-run plans a whole run, so it goes without --resume.", [seeMore]);
  }
  const event = chooseEvent(workflow, flags.event);
  const inputs = inputsOf(automation, event, parsedFlags, cwd, seeMore);
  return { flags, event, inputs, debug: globalOptions(parsedFlags).debug };
}

/** Events on which an automation has inputs. */
const withInputs: readonly string[] = ["workflow_dispatch", "workflow_call"];

function inputsOf(
  automation: Automation,
  event: string,
  parsedFlags: ParsedFlags,
  cwd: string,
  seeMore: string,
): AutomationRequest["inputs"] {
  if (withInputs.includes(event)) {
    const values = readInputs(automation.inputs, parsedFlags, cwd, seeMore);
    // A number in a form arrives as the text that was typed, `1e3` or `5.0`:
    // https://github.com/browserbase/stagehand/pull/2154
    const typedValue = (name: string, { kind }: Input): string | boolean | undefined =>
      event === "workflow_dispatch" && kind === "number"
        ? parsedFlags.values.get(flagName(name))
        : undefined;
    const all = Object.entries(automation.inputs).map(([name, input]) => [
      name,
      typedValue(name, input) ?? ownValue(values, name) ?? input.default,
    ]);
    return Object.fromEntries(all) as AutomationRequest["inputs"];
  }
  // GitHub gives no inputs on other events; the workflow has the defaults in its expressions.
  const optional = Object.fromEntries(
    Object.entries(automation.inputs).map(([name, input]) => [name, { ...input, required: false }]),
  );
  const [name] = Object.keys(readInputs(optional, parsedFlags, cwd, seeMore));
  if (name === undefined) return {};
  throw new UsageError(
    `the input ${JSON.stringify(name)} was given, but on ${event} a workflow has no inputs.`,
    ["--event=workflow_dispatch"],
  );
}
