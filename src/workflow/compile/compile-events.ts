/** The `on` of a workflow: its triggers, with inputs and secrets. */
import { defined } from "../../problems/defined.ts";
import type { Automation } from "../../automation/automation.ts";
import { neededSecrets } from "../../automation/call-secrets.ts";
import type { SetupStep } from "../../steps/step.ts";
import { callInputs } from "../../automation/triggers/trigger.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { withWrittenNumbers } from "./written-numbers.ts";

/** @param setup The app's, for the jobs without their own. */
export function compileEvents(
  automation: Automation,
  setup: readonly SetupStep[],
): Readonly<Record<string, YamlValue>> {
  return Object.fromEntries(
    automation.triggers.map(({ event, config }) => [
      event,
      eventConfig(event, config, automation, setup),
    ]),
  );
}

function eventConfig(
  event: string,
  config: YamlValue,
  automation: Automation,
  setup: readonly SetupStep[],
): YamlValue {
  const { inputs } = automation;
  if (event === "workflow_dispatch") {
    return withWrittenNumbers(mapping({ inputs: mapInputs(inputs, dispatchInput) }));
  }
  if (event !== "workflow_call") return config;
  const {
    secrets,
    inputs: _own,
    ...others
  } = (config ?? {}) as Readonly<Record<string, YamlValue>>;
  return mapping({
    inputs: mapInputs(callInputs(inputs, automation.triggers), callInput),
    ...others,
    secrets: secrets ?? neededSecrets(automation.jobs, setup),
  });
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs */
function dispatchInput(input: Input): YamlValue {
  const { kind, choices = [] } = input;
  return defined({
    ...commonKeys(input),
    type: kind,
    options: kind === "choice" ? choices : undefined,
  }) as YamlValue;
}

/**
 * A called workflow has only these types. The default of a number has to be a number: GitHub refuses a text
 * (`ConvertToInputValueDefinedType` in actions/runner,
 * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs).
 */
function callInput(input: Input): YamlValue {
  const type = input.kind === "boolean" || input.kind === "number" ? input.kind : "string";
  return { ...commonKeys(input), type };
}

function commonKeys(input: Input): Readonly<Record<string, YamlValue>> {
  const { description, requiredOnGitHub, default: value } = input;
  return defined({ description, required: requiredOnGitHub ?? input.required, default: value });
}

function mapInputs(
  inputs: Inputs,
  map: (input: Input) => YamlValue,
): Readonly<Record<string, YamlValue>> {
  return Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, map(input)]));
}

/** Without the parts that are empty; null where all are. */
function mapping(parts: Readonly<Record<string, YamlValue>>): YamlValue {
  const entries = Object.entries(parts).filter(
    ([, part]) => typeof part === "object" && part !== null && Object.keys(part).length > 0,
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
