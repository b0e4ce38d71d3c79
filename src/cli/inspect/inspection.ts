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

/** An object for a name, and a list of all tasks and automations without one. */
export type Inspection = InspectedItem | readonly InspectedItem[];

/** A task or an automation: `kind` tells which. */
export type InspectedItem = InspectedTask | InspectedAutomation;

/** An input of a task or an automation. */
export interface InspectedInput {
  /** As in code, and on GitHub. */
  readonly name: string;
  /** As typed on a command line; `--` for a rest input. */
  readonly flag: string;
  /** For a boolean: the flag that makes it false. */
  readonly negatedFlag?: string | undefined;
  /** What its values are. An artifact is the path of a file or folder; a rest input is all that stands behind `--`. */
  readonly type: Input["kind"];
  /** Whether every caller has to give it. */
  readonly required: boolean;
  /** The value if the caller leaves it out. */
  readonly default?: string | number | boolean | undefined;
  /** The only values that a choice takes. */
  readonly choices?: readonly string[] | undefined;
  /** One line about it. */
  readonly description?: string | undefined;
}

interface InspectedCommand {
  /** As in the app. On a command line `_` may be `-`. */
  readonly name: string;
  /** One line about it. */
  readonly description?: string | undefined;
  /** As typed on a command line. */
  readonly command: string;
  /** In the order in which they were declared. */
  readonly inputs: readonly InspectedInput[];
}

/** A task of the app. */
export interface InspectedTask extends InspectedCommand {
  /** Tells a task from an automation. */
  readonly kind: "task";
  /** Names of the texts that it puts out. */
  readonly outputs: readonly string[];
  /** Names of the files and folders that it saves. */
  readonly artifacts: readonly string[];
  /** Names of the secrets that it reads, never their values. */
  readonly secrets: readonly string[];
  /** The actions that a job runs before this task. */
  readonly setup: readonly string[];
  /** The automations with a job that runs it. */
  readonly automations: readonly string[];
}

/** An automation of the app, which is a workflow on GitHub. */
export interface InspectedAutomation extends InspectedCommand {
  /** Tells an automation from a task. */
  readonly kind: "automation";
  /** Names of the events that start it. */
  readonly triggers: readonly string[];
  /** In the order in which they were declared. */
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
