/** The `on` of a workflow: its triggers, with inputs and secrets. */
import { defined } from "../../problems/defined.ts";
import type { Automation } from "../../automation/automation.ts";
import { type DeclaredJob, isTaskStep, setupOf, tasksOf } from "../../automation/declaration.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
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
    secrets: secrets ?? callSecrets(automation, setup),
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

/**
 * Every secret that a job needs, except the token of the run. In a job with a deployment environment a secret may come
 * from that, and then no caller can pass it, so it is not required.
 * https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#using-inputs-and-secrets-in-a-reusable-workflow
 */
function callSecrets(
  { jobs }: Automation,
  setup: readonly SetupStep[],
): Readonly<Record<string, YamlValue>> {
  const secrets = new Map<string, { required: boolean }>();
  for (const job of jobs) {
    for (const name of secretsOf(job, setup)) {
      if (name.toUpperCase() === "GITHUB_TOKEN") continue;
      const isRequired = secrets.get(name)?.required === true;
      secrets.set(name, { required: job.keys.environment === undefined || isRequired });
    }
  }
  return Object.fromEntries(secrets);
}

/** The secrets of its tasks, those that its steps and containers read, and those that it passes on. */
function secretsOf(job: DeclaredJob, appSetup: readonly SetupStep[]): readonly string[] {
  const { steps, keys } = job;
  const texts = steps.map((step) => (isTaskStep(step) ? [step.env, step.inputs] : step));
  const others = [setupOf(job, appSetup), ...texts, keys.container, keys.services, keys.secrets];
  const ofTasks = tasksOf(job).flatMap(({ secrets = [] }) => secrets);
  return [...new Set([...ofTasks, ...keysOf(readsIn(others), "secrets")])];
}

/** Without the parts that are empty; null where all are. */
function mapping(parts: Readonly<Record<string, YamlValue>>): YamlValue {
  const entries = Object.entries(parts).filter(
    ([, part]) => typeof part === "object" && part !== null && Object.keys(part).length > 0,
  );
  return entries.length === 0 ? null : Object.fromEntries(entries);
}
