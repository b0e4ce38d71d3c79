/** What `inspect` shows of a job: its task, its steps, or what it calls. */
import { conditionOf, type DeclaredJob, tasksOf } from "../../automation/declaration.ts";
import { shownCondition } from "../../expression/analysis/shown-condition.ts";
import { wholeExpression } from "../../expression/language/template.ts";
import type {
  ActionStep,
  LocalStep,
  WorkflowJob,
  WorkflowMatrix,
  WorkflowStep,
} from "../../model/workflow.ts";
import { oneLine } from "../../problems/control-text.ts";
import { shortName } from "../../problems/wording.ts";
import { standInText } from "../../runner/plan/step-lines.ts";

/** A job of an automation. */
export interface InspectedJob {
  /** As in the workflow, and in `--only`. */
  readonly id: string;
  /** The only task of a job that runs one. */
  readonly task?: string | undefined;
  /** The automation that it calls, or the workflow with its release. */
  readonly calls?: string | undefined;
  /** Ids of the jobs that have to end before it. */
  readonly needs: readonly string[];
  /** As in the workflow, without `${{ }}`. */
  readonly if?: string | undefined;
  /** Names of the axes; none where only the run knows them. */
  readonly matrix?: readonly string[] | undefined;
  /** In order, without what sets up the job, and without the uploads and downloads of its tasks. */
  readonly steps: readonly InspectedStep[];
  /** Names of what it puts out for other jobs. */
  readonly outputs: readonly string[];
}

/** A step of a job. */
interface InspectedStep {
  /** Its name, else its action or the first line of its command. */
  readonly title: string;
  /** By which expressions refer to it. */
  readonly id?: string | undefined;
  /** As in the workflow, without `${{ }}`. */
  readonly if?: string | undefined;
  /** The action, without its release. */
  readonly uses?: string | undefined;
  /** Of the action. */
  readonly release?: string | undefined;
  /** The command; for a task, the one that runs it. */
  readonly run?: string | undefined;
  /** What stands in for it in a local run. */
  readonly local?: LocalStep | undefined;
}

export function inspectJob(declared: DeclaredJob, compiled: WorkflowJob): InspectedJob {
  const { id, keys, called, outputs } = declared;
  const [only, ...others] = tasksOf(declared);
  const { matrix } = keys.strategy ?? {};
  return {
    id,
    task: others.length === 0 ? only?.name : undefined,
    calls: called?.name ?? callOf(compiled),
    needs: keys.needs,
    if: conditionOf(declared),
    matrix: matrix === undefined ? undefined : namesIn(matrix),
    steps: compiled.steps
      .filter(({ purpose }) => purpose === "task" || purpose === "other")
      .map(inspectStep),
    outputs: Object.keys(outputs),
  };
}

function namesIn(matrix: WorkflowMatrix | string): readonly string[] {
  return typeof matrix === "string" ? [] : Object.keys(matrix);
}

function callOf({ uses, version }: WorkflowJob): string | undefined {
  return version === undefined ? uses : uses?.replace(/@.*/, `@${version}`);
}

function inspectStep(step: WorkflowStep): InspectedStep {
  const { id, name, if: condition } = step;
  const own = {
    id,
    if: condition === undefined ? undefined : (wholeExpression(condition) ?? condition),
  };
  if ("run" in step) {
    const { run, local } = step;
    return { title: name ?? firstLine(run), ...own, run, local };
  }
  const [action = "", ref] = step.uses.split("@");
  const { version: release = ref, local } = step as ActionStep;
  return { title: name ?? action, ...own, uses: action, release, local };
}

/** The line of a job, and below it one for each of its steps and for its outputs, where there is more than a task. */
export function jobLines(job: InspectedJob): readonly string[] {
  const [first, ...others] = job.steps;
  const isOneTask = first !== undefined && others.length === 0 && job.task !== undefined;
  const isPlain = isOneTask && stepLine(first) === firstLine(first.run ?? "");
  const parts = [job.id];
  if (isPlain && job.id !== job.task) parts.push(`runs ${job.task}`);
  if (job.calls !== undefined) parts.push(`calls ${job.calls}`);
  if (job.needs.length > 0) parts.push(`after ${job.needs.join(", ")}`);
  if (job.matrix !== undefined) parts.push(`for each ${job.matrix.join(", ") || "combination"}`);
  if (job.if !== undefined) parts.push(`if ${oneLine(shownCondition(job.if))}`);
  const outputs = job.outputs.length === 0 ? [] : [`outputs ${job.outputs.join(", ")}`];
  const below = isPlain ? [] : [...job.steps.map(stepLine), ...outputs];
  return [parts.join(" "), ...below.map((line) => `  ${line}`)];
}

function stepLine({ title, uses, release, run = "", local, if: condition }: InspectedStep): string {
  const what = oneLine(
    uses === undefined ? firstLine(run) : [uses, release].filter(Boolean).join(" "),
  );
  // The name of a task stands in its command.
  const isSaid = uses === undefined && firstLine(run).split(" ").includes(title);
  const isNamed = !isSaid && title !== (uses ?? firstLine(run));
  const parts = [isNamed ? `${shortName(oneLine(title))}: ${shortName(what)}` : shortName(what)];
  if (condition !== undefined) parts.push(`if ${oneLine(shownCondition(condition))}`);
  if (local !== undefined) parts.push(`(${standInText(local)})`);
  return parts.join(" ");
}

function firstLine(command: string): string {
  const [first = ""] = command.trim().split("\n", 1);
  return first;
}
