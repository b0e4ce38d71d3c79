/** What `inspect` shows, as data: the shape of `--json`. */
import type { App } from "../../app/app.ts";
import type { Automation } from "../../automation/automation.ts";
import { type DeclaredJob, tasksOf } from "../../automation/declaration.ts";
import { flagName } from "../../inputs/flag.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import type { SetupStep } from "../../steps/step.ts";
import type { TaskInfo } from "../../task/definition.ts";
import { automationFlagNames } from "../flags/automation-input-flags.ts";
import type { Workflow, WorkflowJob } from "../../model/workflow.ts";
import { type InspectedJob, inspectJob } from "./inspected-job.ts";

export interface InspectedInput {
  readonly name: string;
  /** As typed on a command line; `--` for a rest input. */
  readonly flag: string;
  /** For a boolean: the flag that makes it false. */
  readonly negatedFlag?: string | undefined;
  readonly type: Input["kind"];
  readonly required: boolean;
  readonly default?: string | number | boolean | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly description?: string | undefined;
}

interface InspectedCommand {
  readonly name: string;
  readonly description?: string | undefined;
  /** As typed on a command line. */
  readonly command: string;
  readonly inputs: readonly InspectedInput[];
}

export interface InspectedTask extends InspectedCommand {
  readonly kind: "task";
  readonly outputs: readonly string[];
  readonly artifacts: readonly string[];
  readonly secrets: readonly string[];
  /** The actions that a job runs before this task. */
  readonly setup: readonly string[];
  /** The automations with a job that runs it. */
  readonly automations: readonly string[];
}

export interface InspectedAutomation extends InspectedCommand {
  readonly kind: "automation";
  readonly triggers: readonly string[];
  readonly jobs: readonly InspectedJob[];
  /** The whole workflow, as in its file; only in JSON. */
  readonly workflow?: Workflow | undefined;
}

export function inspectTask(task: TaskInfo, app: App): InspectedTask {
  const { name, description } = task;
  return {
    kind: "task",
    name,
    description,
    command: `${app.defaults.entryPoint} ${name}`,
    inputs: inspectInputs(task.inputs ?? {}, (input) => `--${flagName(input)}`),
    outputs: task.outputs ?? [],
    artifacts: task.artifacts ?? [],
    secrets: task.secrets ?? [],
    setup: (task.setup ?? app.defaults.setup).map(setupLine),
    automations: app.automations
      .filter(({ jobs }) => jobs.some((job) => tasksOf(job).includes(task)))
      .map((automation) => automation.name),
  };
}

export function inspectAutomation(
  automation: Automation,
  app: App,
  workflow: Workflow,
  withWorkflow: boolean,
): InspectedAutomation {
  const { name, description, triggers, inputs, jobs } = automation;
  return {
    kind: "automation",
    name,
    description,
    command: `${app.defaults.entryPoint} ${name}`,
    triggers: triggers.map(({ event }) => event),
    inputs: inspectInputs(inputs, automationFlagNames(inputs)),
    jobs: jobs.map((job) => inspectJob(job, jobOf(workflow, job))),
    workflow: withWorkflow ? workflow : undefined,
  };
}

function jobOf({ jobs }: Workflow, { id }: DeclaredJob): WorkflowJob {
  return jobs[id] ?? { steps: [] };
}

function inspectInputs(inputs: Inputs, flagOf: (input: string) => string): InspectedInput[] {
  return Object.entries(inputs).map(([name, input]) => ({
    name,
    flag: input.kind === "rest" ? "--" : flagOf(name),
    negatedFlag: input.kind === "boolean" ? `--no-${flagOf(name).slice(2)}` : undefined,
    type: input.kind,
    required: input.required,
    default: input.default,
    choices: input.choices,
    description: input.description,
  }));
}

function setupLine(step: SetupStep): string {
  if (step.kind === "shell") return step.command;
  const { action, with: settings = {} } = step;
  const parts = Object.entries(settings).map(([name, value]) => `${name}: ${value}`);
  return parts.length === 0 ? action : `${action} (${parts.join(", ")})`;
}
