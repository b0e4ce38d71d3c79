/** Where one job waits for a person: before a step, or when one has failed. Then it does what that person decides. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { RunDefaults, WorkflowStep } from "../../model/workflow.ts";
import { messageOf, shortName } from "../../problems/wording.ts";
import type { LegContext } from "../job/leg-context.ts";
import type { LegRunOptions } from "../job/leg-outcome.ts";
import type { LegOutput } from "../job/leg-output.ts";
import { folderOf } from "../job/step-command.ts";
import type { StepEnd, StepReport } from "../job/step-report.ts";
import type { OwnVariables, StepScope } from "../job/step-scope.ts";
import type { Workspace } from "../job/workspaces.ts";
import { StepFiles } from "../step/step-files.ts";
import type { TimeLimits } from "../step/time-limits.ts";
import { continuesOnError } from "../values/continue-on-error.ts";
import type { RunStops } from "./run-stops.ts";
import type { Stop, StopAnswer } from "./step-stops.ts";

export interface StoppableStep {
  readonly step: WorkflowStep;
  /** Among the steps of the job; undefined for one of an action in it. */
  readonly index: number | undefined;
  readonly scope: StepScope;
  readonly ownEnv: OwnVariables;
  readonly report: StepReport;
  readonly textOf: (text: string) => string;
  /** Whether its condition holds at this moment. */
  readonly isWanted: () => boolean;
  /** Runs it. */
  readonly attempt: () => Promise<StepEnd>;
  /** Returns what takes back what the step has done since. */
  readonly checkpoint: () => () => void;
}

interface LegParts {
  readonly output: LegOutput;
  readonly context: LegContext;
  readonly workspace: Workspace;
  readonly limits: TimeLimits;
}

export class LegStops {
  readonly #stops: RunStops;
  readonly #options: LegRunOptions;
  readonly #parts: LegParts;
  /** How often the job has stopped. */
  #count = 0;

  constructor(stops: RunStops, options: LegRunOptions, parts: LegParts) {
    this.#stops = stops;
    this.#options = options;
    this.#parts = parts;
  }

  /** Runs a step, with all stops before and after it. */
  async run(stoppable: StoppableStep): Promise<StepEnd> {
    if (this.#stopsBefore(stoppable)) {
      const answer = await this.#ask(stoppable, "before");
      if (answer === "succeed") return { result: "success", ignored: this.#ignored(stoppable) };
      if (!stoppable.isWanted()) return { result: "skipped" };
      await this.#refresh();
    }
    for (;;) {
      const undo = stoppable.checkpoint();
      const stopsBefore = this.#count;
      const end = await stoppable.attempt();
      // Where a step of an action has failed and the job has stopped there, the action itself is no stop.
      if (!this.#stopsAfter(end, stoppable.scope) || this.#count > stopsBefore) return end;
      const answer = await this.#ask(stoppable, "failed", end.reason);
      if (answer === "go on") return end;
      if (answer === "succeed") return { ...end, ignored: this.#ignored(stoppable, end.reason) };
      undo();
      this.#parts.output.note(`run again after: ${end.reason}`, true);
      await this.#refresh();
    }
  }

  /** Whether the failure of a step that uses an action fails no job. Steps of the action then do not stop it. */
  tolerates(step: WorkflowStep, contexts: Contexts, { action }: StepScope): boolean {
    if (action?.isTolerated === true) return true;
    try {
      return continuesOnError(step, contexts);
    } catch {
      return false; // Where the step fails, it says why.
    }
  }

  /** What has been edited in the project meanwhile counts, also for a job in a checkout of its own. */
  async #refresh(): Promise<void> {
    const { workspace, output } = this.#parts;
    try {
      await workspace.refresh();
    } catch (error) {
      output.annotate("warning", `the checkout has not got what has changed: ${messageOf(error)}`);
    }
  }

  #ignored({ report }: StoppableStep, reason?: string): string {
    const { masker } = this.#options.setting;
    const name = report.isShown ? shortName(masker.mask(report.title)) : "the step";
    return reason === undefined
      ? `${name} did not run, and counts as a success`
      : `${name} failed, and counts as a success: ${reason}`;
  }

  #stopsBefore({ step, index }: StoppableStep): boolean {
    if (index === undefined || this.#isOver) return false;
    return this.#stops.breakpoints.isBefore(this.#options.leg, step, index);
  }

  #stopsAfter({ result, isTolerated }: StepEnd, { action }: StepScope): boolean {
    if (!this.#stops.atFailures || this.#isOver || result !== "failure") return false;
    return isTolerated !== true && action?.isTolerated !== true;
  }

  get #isOver(): boolean {
    return this.#options.signal.aborted || this.#stops.signal.aborted;
  }

  async #ask(stoppable: StoppableStep, kind: Stop["kind"], reason?: string): Promise<StopAnswer> {
    this.#count += 1;
    const { slots, ask, signal } = this.#stops;
    const resume = this.#parts.limits.pause();
    slots.free();
    try {
      const stop = this.#stop(stoppable, kind, reason);
      const answer = await ask(stop, AbortSignal.any([signal, this.#options.signal]));
      return this.#isOver ? "go on" : answer;
    } finally {
      slots.take();
      resume();
    }
  }

  #stop(stoppable: StoppableStep, kind: Stop["kind"], reason: string | undefined): Stop {
    const { step, scope, ownEnv, report, textOf } = stoppable;
    const { context, workspace } = this.#parts;
    const { leg, setting } = this.#options;
    const { masker, mask, folder } = setting;
    const command = commandOf(step);
    const place = { setting, workspace, context, scope, ownEnv, job: leg.job, textOf };
    const environment = (): ReturnType<Stop["environment"]> => {
      workspace.restore();
      return context.environment(scope, ownEnv, new StepFiles(workspace.temp));
    };
    return {
      kind,
      path: mask.path([...setting.path, leg.name, ...report.path]),
      reason: reason === undefined ? undefined : masker.mask(reason),
      command: command && masker.mask(textOr(command.run, () => textOf(command.run))),
      variables: context.variableNames(ownEnv),
      folder: command ? textOr(workspace.folder, () => folderOf(command, place)) : workspace.folder,
      log: folder.absolute(folder.logName(leg.key)),
      environment,
      masker,
    };
  }
}

/** The command of a step, or of what stands in for it here. */
function commandOf(step: WorkflowStep): (RunDefaults & { readonly run: string }) | undefined {
  if ("run" in step) return step;
  return typeof step.local === "object" && "run" in step.local ? step.local : undefined;
}

/** An expression that cannot be evaluated may be why the step has failed. */
function textOr(otherwise: string, read: () => string): string {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
