/** Runs lists of steps in order: those of a job, and those of the composite actions in it. */
import type { StepRecord } from "../../events/event.ts";
import type { Contexts } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { messageOf } from "../../problems/wording.ts";
import { isGenerated, stepNames } from "../step/step-names.ts";
import type { TimeLimits } from "../step/time-limits.ts";
import { LegStops } from "../stop/leg-stops.ts";
import { conditionHolds, knownText, statusFunctions } from "../values/known.ts";
import { isLeftOut, leftOutResult, skippedResult, titleOf } from "../values/left-out.ts";
import type { LegContext } from "./leg-context.ts";
import type { LegRunOptions } from "./leg-outcome.ts";
import type { LegOutput } from "./leg-output.ts";
import { LegProgress } from "./leg-progress.ts";
import { type StepEnd, type StepOutputs, StepReport } from "./step-report.ts";
import type { OwnVariables, StepScope } from "./step-scope.ts";
import { StepWork } from "./step-work.ts";
import type { Workspace } from "./workspaces.ts";

export class StepRunner {
  readonly #options: LegRunOptions;
  readonly #output: LegOutput;
  readonly #context: LegContext;
  readonly #root: StepScope;
  readonly #work: StepWork;
  readonly #stops: LegStops | undefined;
  readonly progress: LegProgress = new LegProgress();

  constructor(
    options: LegRunOptions,
    workspace: Workspace,
    parts: {
      readonly output: LegOutput;
      readonly context: LegContext;
      readonly root: StepScope;
      readonly limits: TimeLimits;
    },
  ) {
    const { stops } = options;
    this.#options = options;
    this.#output = parts.output;
    this.#context = parts.context;
    this.#root = parts.root;
    this.#stops = stops && new LegStops(stops, options, { ...parts, workspace });
    this.#work = new StepWork(options, {
      ...parts,
      workspace,
      progress: this.progress,
      contexts: (scope, ownEnv) => this.#contexts(scope, ownEnv),
      textReader: (scope, ownEnv) => this.#textReader(scope, ownEnv),
      tolerates: (step, { scope, ownEnv }) =>
        this.#stops?.tolerates(step, this.#contexts(scope, ownEnv), scope) === true,
      run: (steps, scope, signal) => this.run(steps, scope, signal),
    });
  }

  get status(): "success" | "failure" | "cancelled" {
    return this.#statusIn(this.#root);
  }

  async run(steps: readonly WorkflowStep[], scope: StepScope, signal: AbortSignal): Promise<void> {
    const names = stepNames(steps);
    for (const [index, step] of steps.entries()) {
      await this.#step(step, index, names[index] ?? "", scope, signal);
      // The steps after it may rest on what it would have done.
      if (this.progress.unknownError !== undefined || scope.hasEnded === true) return;
    }
  }

  async #step(
    step: WorkflowStep,
    index: number,
    name: string,
    scope: StepScope,
    signal: AbortSignal,
  ): Promise<void> {
    const { progress } = this;
    const isInJob = scope === this.#root;
    // The steps of an action have the name of its step (StepsRunner.cs in actions/runner).
    if (scope.action === undefined) this.#context.action = name;
    const report = new StepReport(step, scope, {
      setting: this.#options.setting,
      jobName: this.#options.leg.name,
      textOf: (text) => this.#textReader(scope, {})(text),
      output: this.#output,
      records: isInJob ? progress.records : undefined,
    });
    let outputs: StepOutputs = {};
    const { exitCode } = progress;
    const leftOutBefore = this.#context.leftOutSteps.count;
    const finish = (
      outcome: StepRecord["result"],
      conclusion = outcome,
      reason?: string,
      ownOutcome = outcome,
    ): void => {
      // An action that was left out within it may have failed on GitHub.
      const unknown = this.#context.leftOutSteps.resultOf(step, outcome, leftOutBefore);
      this.#setResult(scope, name, { outputs, outcome, conclusion, ...unknown });
      report.finish(conclusion, ownOutcome, reason);
    };
    try {
      if (isLeftOut(step)) return this.#leaveOut(step, name, scope, report);
      const ownEnv = this.#context.ownEnv(step.env, scope, this.status);
      if (!this.#isWanted(step, scope, ownEnv)) {
        progress.hasPassed = true;
        return finish("skipped");
      }
      if (step.local === "skip") {
        progress.hasWorked = true;
        this.#setResult(scope, name, leftOutResult(step));
        return report.skipHere();
      }
      const folder = "run" in step ? (step["working-directory"] ?? "") : "";
      this.#context.leftOutSteps.missingFiles.check(this.#textReader(scope, ownEnv)(folder));
      const onOutputs = (all: StepOutputs): void => void (outputs = all);
      const running = { scope, ownEnv, signal, report, onOutputs };
      const attempt = (): Promise<StepEnd> => this.#work.do(step, running);
      const end = await (this.#stops?.run({
        ...running,
        step,
        index: isInJob ? index : undefined,
        attempt,
        isWanted: () => this.#isWanted(step, scope, ownEnv),
        textOf: this.#textReader(scope, ownEnv),
        checkpoint: () => this.#checkpoint(),
      }) ?? attempt());
      const { result, reason, ignored } = end;
      if (result === "elsewhere") return this.#leaveOut(step, name, scope, report);
      if (ignored !== undefined || end.isTolerated === true) progress.exitCode = exitCode;
      if (ignored !== undefined) {
        progress.hasWorked = true;
        progress.ignored.push(ignored);
        return finish("success", "success", reason, result);
      }
      if (end.isTolerated === true) return finish("failure", "success", reason);
      finish(result, undefined, reason);
      if (reason !== undefined) scope.failure ??= report.failure(reason);
    } catch (error) {
      if (error instanceof UnknownError) {
        progress.unknownError = error;
        return report.finish("elsewhere", "elsewhere", `needs ${error.reason}`);
      }
      finish("failure", undefined, messageOf(error));
      scope.failure ??= messageOf(error);
    }
  }

  #checkpoint(): () => void {
    const undoAll = [this.#context.checkpoint(), this.progress.checkpoint()];
    return () => {
      for (const undo of undoAll) undo();
    };
  }

  /** Leaves out a step that only GitHub can do, or that installs a tool which this machine has. */
  #leaveOut(step: WorkflowStep, name: string, scope: StepScope, report: StepReport): void {
    if (!this.#mayBeWanted(step, scope)) {
      this.#setResult(scope, name, skippedResult);
      return report.finish("skipped", "skipped");
    }
    const note = this.#context.leftOutSteps.add(step);
    if (note !== undefined) this.#options.setting.artifacts.mayLackOf(titleOf(step));
    // What is shown of the step itself says the same.
    if (note !== undefined) this.#output.note(note, report.isShown);
    this.#setResult(scope, name, leftOutResult(step));
    report.leaveOut();
  }

  /** Sets the entry of a step in the `steps` context, where a step without an id has none. */
  #setResult(scope: StepScope, name: string, result: Readonly<Record<string, unknown>>): void {
    if (!isGenerated(name)) scope.steps[name] = result;
  }

  /** True also where the condition rests on what nobody knows here. */
  #mayBeWanted(step: WorkflowStep, scope: StepScope): boolean {
    try {
      return this.#isWanted(step, scope, this.#context.ownEnv(step.env, scope, this.status));
    } catch (error) {
      if (error instanceof UnknownError) return true;
      throw error;
    }
  }

  #isWanted(step: WorkflowStep, scope: StepScope, ownEnv: OwnVariables): boolean {
    const functions = { ...statusFunctions(this.#statusIn(scope)), ...this.#context.functions() };
    try {
      return conditionHolds(step.if, this.#contexts(scope, ownEnv), functions);
    } catch (error) {
      // In a composite action that is the end (RunStepsAsync in CompositeActionHandler.cs of actions/runner).
      scope.hasEnded = scope.action !== undefined && !(error instanceof UnknownError);
      throw error;
    }
  }

  /** In a composite action the status functions look at its own steps (SuccessFunction.cs in actions/runner). */
  #statusIn({ failure }: StepScope): "success" | "failure" | "cancelled" {
    if (this.#options.signal.aborted) return "cancelled";
    return failure === undefined ? "success" : "failure";
  }

  #contexts(scope: StepScope, ownEnv: OwnVariables): Contexts {
    return this.#context.contexts(scope, this.status, ownEnv);
  }

  /** Evaluates texts of a step. */
  #textReader(scope: StepScope, ownEnv: OwnVariables): (text: string) => string {
    const contexts = this.#contexts(scope, ownEnv);
    const functions = this.#context.functions();
    return (text) => knownText(text, contexts, functions);
  }
}
