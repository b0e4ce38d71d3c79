/** The automation whose `jobs` function is running: where `job()` puts what it declares. */
import type { Condition, Owner } from "../expression/build/reference.ts";
import type { Reads } from "../expression/analysis/usage.ts";
import { UsageError } from "../problems/usage-error.ts";
import type { Input } from "../inputs/input.ts";
import { isCheckout } from "../steps/own-checkout.ts";
import type { SetupStep, StepSettings, StepValues } from "../steps/step.ts";
import type { TaskInfo } from "../task/definition.ts";
import type { ArtifactReference } from "../steps/artifacts/artifact-reference.ts";
import { wholeExpression } from "../expression/language/template.ts";
import type { Place } from "./place.ts";
import type { Trigger } from "./triggers/trigger.ts";
import type { WarningOption } from "./warning.ts";
import type { WorkflowJob, YamlValue } from "../model/workflow.ts";

/** The options of a job as keys of the workflow. Its steps and outputs come from its task. */
export type JobKeys = Omit<Partial<WorkflowJob>, "steps" | "outputs" | "called">;

/** The id of the step in a job that runs one task. */
export const taskStepId = "run";

/** A job as plain data. References in its texts are written as `${{ }}`. */
export interface DeclaredJob {
  readonly id: string;
  /**
   * What comes before its steps: the setup of each of its tasks, or its own. Undefined stands for the app's. Empty for a
   * job without a task, and for one that checks out the repository itself.
   */
  readonly setups: readonly (readonly SetupStep[] | undefined)[];
  /** In order; none for a job that calls a workflow. */
  readonly steps: readonly DeclaredStep[];
  /** By their names: texts with `${{ }}` that read its steps. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The automation that it calls. */
  readonly called?: CalledAutomation | undefined;
  /** The needs of the option come first, then those that references imply. */
  readonly keys: JobKeys & { readonly needs: readonly string[] };
  /** Its option `warnings`. */
  readonly warningOption?: WarningOption | undefined;
  /** Keys that go into the job's YAML unchanged. */
  readonly extra?: Readonly<Record<string, YamlValue>> | undefined;
}

export type DeclaredStep = SetupStep | DeclaredTask;

/** A step that runs a task, with the downloads and uploads of its artifacts around it. */
export interface DeclaredTask extends StepSettings {
  readonly kind: "task";
  readonly id: string;
  readonly task: TaskInfo;
  readonly inputs: Readonly<Record<string, JobInputValue>>;
  /** How its artifacts are uploaded, where the job says so. */
  readonly uploads: Readonly<Record<string, DeclaredUpload>>;
}

/** What a job says of the upload of an artifact. */
export interface DeclaredUpload {
  readonly name?: string | undefined;
  /** An expression, without `${{ }}`. */
  readonly if?: string | undefined;
  /** Inputs of the action. */
  readonly with: StepValues;
}

/** What a caller needs to know of the automation that its job calls. */
export interface CalledAutomation {
  readonly name: string;
  readonly file: string;
  readonly triggers: readonly Trigger[];
  readonly jobs: readonly DeclaredJob[];
}

export function isTaskStep(step: DeclaredStep): step is DeclaredTask {
  return step.kind === "task";
}

/** In the order of the job's steps. */
export function taskStepsOf({ steps }: Pick<DeclaredJob, "steps">): readonly DeclaredTask[] {
  return steps.filter(isTaskStep);
}

export function tasksOf(job: Pick<DeclaredJob, "steps">): readonly TaskInfo[] {
  return taskStepsOf(job).map(({ task }) => task);
}

/** The tasks that its steps run: on GitHub, or here in place of an action. */
export function commandsOf({ steps }: Pick<DeclaredJob, "steps">): readonly TaskInfo[] {
  return steps.flatMap((step) => {
    if (isTaskStep(step)) return [step.task];
    const local = step.kind === "action" ? step.local : undefined;
    if (local === undefined || local === "skip" || "outputs" in local) return [];
    return [local.definition as TaskInfo];
  });
}

/** What errors call that which has the outputs and artifacts of a job. */
export function nounFor({ steps }: Pick<DeclaredJob, "steps">): string {
  return steps.length === 1 && steps.every(isTaskStep) ? "its task" : "the job";
}

/** Whether a job checks out the repository before its first task, so that nothing has to do it for the task. */
export function checksOutItself({ steps }: Pick<DeclaredJob, "steps">): boolean {
  const first = steps.findIndex(isTaskStep);
  return steps.slice(0, Math.max(first, 0)).some((step) => !isTaskStep(step) && isCheckout(step));
}

/** The artifacts that its tasks save. */
export function artifactsOf(job: Pick<DeclaredJob, "steps">): readonly string[] {
  return tasksOf(job).flatMap(({ artifacts = [] }) => artifacts);
}

/** What comes before the steps of a job; a step that several tasks ask for comes once. */
export function setupOf(
  { setups }: Pick<DeclaredJob, "setups">,
  appSetup: readonly SetupStep[],
): readonly SetupStep[] {
  const [first = appSetup, ...others] = setups.length === 0 ? [[]] : setups;
  if (others.length === 0) return first;
  const steps = new Map<string, SetupStep>();
  for (const step of setups.flatMap((setup) => setup ?? appSetup)) {
    const key = JSON.stringify(step);
    if (!steps.has(key)) steps.set(key, step);
  }
  return [...steps.values()];
}

/** All steps of a job, the setup first. */
export function allSteps(
  job: Pick<DeclaredJob, "setups" | "steps">,
  appSetup: readonly SetupStep[] = [],
): DeclaredJob["steps"] {
  return [...setupOf(job, appSetup), ...job.steps];
}

/** Without `${{ }}`. */
export function conditionOf({ keys }: DeclaredJob): string | undefined {
  return keys.if === undefined ? undefined : wholeExpression(keys.if);
}

/** A literal, a text with `${{ }}` in it, or an artifact. */
export type JobInputValue = string | number | boolean | readonly string[] | ArtifactReference;

/** An expression in an option, and what it reads. */
export interface RecordedRead {
  readonly place: Place;
  readonly expression: string;
  readonly reads: Reads;
}

/** An option whose expression decides between true and false. */
export interface RecordedFlag {
  readonly place: Place;
  /** In `${{ }}`. */
  readonly text: string;
}

export interface Declaration extends Owner {
  /** The automation's name. */
  readonly automation: string;
  /** Whether `jobs` has returned. */
  closed: boolean;
  readonly jobs: Map<string, DeclaredJob>;
  /** The ids of the jobs by their lower case: GitHub ignores case. */
  readonly ids: Map<string, string>;
  /** The inputs by the references that stand for them. */
  readonly inputs: Map<unknown, Input>;
  /** The expressions in the options. Their names are checked once all jobs are declared. */
  readonly reads: RecordedRead[];
  readonly flags: RecordedFlag[];
  /** The artifacts that `artifact()` and `artifacts()` were asked for. */
  readonly requested: ArtifactReference[];
  /** The automation's: it has to be true for each of its jobs. */
  readonly condition?: Condition | undefined;
}

let current: Declaration | undefined;

export function newDeclaration(automation: string, condition?: Condition): Declaration {
  return {
    automation,
    closed: false,
    jobs: new Map(),
    ids: new Map(),
    inputs: new Map(),
    reads: [],
    flags: [],
    requested: [],
    condition,
  };
}

/** Runs `body` with `declaration` as the one that `job()` adds to. */
export function declare(declaration: Declaration, body: () => void): void {
  const outer = current;
  current = declaration;
  try {
    body();
  } finally {
    current = outer;
    declaration.closed = true;
  }
}

/** @throws UsageError that says where `caller`, such as `job()`, belongs. */
export function requireDeclaration(caller: string): Declaration {
  if (current !== undefined) return current;
  throw new UsageError(
    `${caller} was called outside of an automation: call it in the \`jobs\` function of automation({ … }), before that function returns.`,
  );
}
