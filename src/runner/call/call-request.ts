/**
 * What a called workflow finds: its inputs and secrets, from the job that calls it; everything else is the caller's.
 * https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
 */
import type { Workflow, WorkflowJob, YamlValue } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";
import { shown } from "../../problems/wording.ts";
import type { RunSetting } from "../job/run-setting.ts";
import type { RunRequest } from "../run-request.ts";
import type { RunContexts, StartContexts } from "../values/contexts.ts";
import { typedValue } from "../values/evaluated-values.ts";
import { knownText } from "../values/known.ts";
import { type Leg, planJobs } from "../values/legs.ts";

interface CallConfig {
  readonly inputs?: Readonly<Record<string, CallInput>>;
  readonly outputs?: Readonly<Record<string, { readonly value: string }>>;
}

interface CallInput {
  readonly type: "string" | "boolean" | "number";
  readonly required?: boolean;
  readonly default?: string | boolean | number;
}

/**
 * The request for the jobs of the called workflow.
 *
 * @throws UnknownError where an input rests on what only GitHub knows.
 * @throws Error for an input of another type, which fails the job on GitHub.
 */
export function callRequest(
  request: RunRequest,
  leg: Leg,
  called: Workflow,
  start: StartContexts,
): RunRequest {
  const { github, vars } = start;
  const contexts: RunContexts = { github, vars, inputs: inputsOf(called, leg.job, start) };
  return {
    ...request,
    whole: called,
    workflow: called,
    contexts,
    jobs: planJobs(called, contexts, leg),
  };
}

/** The setting for these jobs: they see the secrets that the caller passes, and no others. */
export function callSetting(
  setting: RunSetting,
  { secrets = {} }: WorkflowJob,
  called: Workflow,
  start: StartContexts,
): RunSetting {
  const token = { GITHUB_TOKEN: setting.secrets["GITHUB_TOKEN"] ?? "" };
  if (secrets === "inherit") return { ...setting, workflow: called };
  const contexts = { ...start, secrets: setting.secrets };
  const passed = Object.entries(secrets).map(
    ([name, text]) => [name.toUpperCase(), knownText(text, contexts)] as const,
  );
  return { ...setting, workflow: called, secrets: { ...token, ...Object.fromEntries(passed) } };
}

/** Texts with `${{ }}` by the names of the outputs. They read the `jobs` context. */
export function callOutputs(called: Workflow): Readonly<Record<string, string>> {
  const { outputs = {} } = configOf(called);
  return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
}

function configOf({ on }: Workflow): CallConfig {
  return (on["workflow_call"] ?? {}) as CallConfig;
}

function inputsOf(
  called: Workflow,
  { with: values = {} }: WorkflowJob,
  contexts: StartContexts,
): Readonly<Record<string, string | boolean | number>> {
  const { inputs = {} } = configOf(called);
  return Object.fromEntries(
    Object.entries(inputs).map(([name, input]) => [
      name,
      inputValue(name, input, ownValue(values, name), contexts),
    ]),
  );
}

/**
 * An input that the caller leaves out has its default, or is empty. Of another type it is refused
 * (ConvertToInputValueDefinedType in
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs).
 */
function inputValue(
  name: string,
  { type, default: fallback }: CallInput,
  value: YamlValue | undefined,
  contexts: StartContexts,
): string | boolean | number {
  if (value === undefined) return fallback ?? { string: "", boolean: false, number: 0 }[type];
  const result = typeof value === "string" ? typedValue(value, contexts) : value;
  if (type === "string" && typeof result !== "object") return String(result);
  if (typeof result === type) return result as boolean | number;
  throw new Error(`the input ${JSON.stringify(name)} is a ${type}, not ${shown(result)}`);
}
