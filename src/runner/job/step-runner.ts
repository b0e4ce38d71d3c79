/** Runs lists of steps in order: those of a job, and those of the composite actions in it. */
import { join } from "node:path";
import type { StepRecord } from "../../events/event.ts";
import { type Contexts, interpolate } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import { isOwnAction, ownActionFolder } from "../../model/own-action.ts";
import type { ActionStep, RunStep, WorkflowStep } from "../../model/workflow.ts";
import { messageOf } from "../../problems/wording.ts";
import type { UploadedArtifact } from "../artifacts/artifact-result.ts";
import { runArtifactStep } from "../artifacts/artifact-step.ts";
import { readCompositeAction } from "../composite/action-file.ts";
import { isGenerated, stepNames } from "../step/step-names.ts";
import { continuesOnError } from "../values/continue-on-error.ts";
import { conditionHolds, knownText, statusFunctions } from "../values/known.ts";
import {
  isLeftOut,
  isStoredArtifact,
  leftOutResult,
  skippedResult,
  titleOf,
} from "../values/left-out.ts";
import { runComposite } from "../composite/composite-step.ts";
import type { LegContext } from "./leg-context.ts";
import type { LegRunOptions } from "./leg-outcome.ts";
import type { LegOutput } from "./leg-output.ts";
import { problemOf, runCommand } from "./step-command.ts";
import { type RunningStep, type StepOutputs, StepReport } from "./step-report.ts";
import type { OwnVariables, StepScope } from "./step-scope.ts";
import { startTimeout } from "./step-times.ts";
import type { Workspace } from "./workspaces.ts";

export class StepRunner {
  readonly #options: LegRunOptions;
  readonly #workspace: Workspace;
  readonly #output: LegOutput;
  readonly #context: LegContext;
  readonly #root: StepScope;
  readonly uploads: UploadedArtifact[] = [];
  readonly records: StepRecord[] = [];
  /** End what steps have left running. */
  readonly leftovers: (() => void)[] = [];
  /** Of a step that can be neither run nor skipped here. It ends the job. */
  unknownError: UnknownError | undefined;
  /** Whether a step did something here. */
  hasWorked = false;
  /** Whether a step was skipped by its condition, or moved artifacts: then setting up tools alone is success. */
  hasPassed = false;
  summary = "";
  exitCode: number | undefined;

  constructor(
    options: LegRunOptions,
    workspace: Workspace,
    parts: { readonly output: LegOutput; readonly context: LegContext; readonly root: StepScope },
  ) {
    this.#options = options;
    this.#workspace = workspace;
    this.#output = parts.output;
    this.#context = parts.context;
    this.#root = parts.root;
  }

  get status(): "success" | "failure" | "cancelled" {
    return this.#statusIn(this.#root);
  }

  async run(steps: readonly WorkflowStep[], scope: StepScope, signal: AbortSignal): Promise<void> {
    const names = stepNames(steps);
    for (const [index, step] of steps.entries()) {
      await this.#step(step, names[index] ?? "", scope, signal);
      // The steps after it may rest on what it would have done.
      if (this.unknownError !== undefined || scope.hasEnded === true) return;
    }
  }

  async #step(
    step: WorkflowStep,
    name: string,
    scope: StepScope,
    signal: AbortSignal,
  ): Promise<void> {
    // The steps of an action have the name of its step (StepsRunner.cs in actions/runner).
    if (scope.action === undefined) this.#context.action = name;
    const report = new StepReport(step, scope, {
      setting: this.#options.setting,
      jobName: this.#options.leg.name,
      textOf: (text) => this.#textReader(scope, {})(text),
      output: this.#output,
      records: scope === this.#root ? this.records : undefined,
    });
    let outputs: StepOutputs = {};
    const { exitCode } = this;
    const leftOutBefore = this.#context.leftOutSteps.count;
    const finish = (outcome: StepRecord["result"], conclusion = outcome, reason?: string): void => {
      // An action that was left out within it may have failed on GitHub.
      const unknown = this.#context.leftOutSteps.resultOf(step, outcome, leftOutBefore);
      this.#setResult(scope, name, { outputs, outcome, conclusion, ...unknown });
      report.finish(conclusion, outcome, reason);
    };
    try {
      if (isLeftOut(step)) return this.#leaveOut(step, name, scope, report);
      const ownEnv = this.#context.ownEnv(step.env, scope, this.status);
      if (!this.#isWanted(step, scope, ownEnv)) {
        this.hasPassed = true;
        return finish("skipped");
      }
      if (step.local === "skip") {
        this.hasWorked = true;
        this.#setResult(scope, name, leftOutResult(step));
        return report.skipHere();
      }
      const timeout = startTimeout(step, signal, this.#contexts(scope, ownEnv), (problem) =>
        this.#output.annotate("error", problem),
      );
      try {
        const isDone = await this.#do(step, {
          scope,
          ownEnv,
          signal: timeout.signal,
          report,
          onOutputs: (all) => (outputs = all),
        });
        if (!isDone) return this.#leaveOut(step, name, scope, report);
        finish("success");
      } catch (error) {
        const reason = timeout.reason() ?? messageOf(error);
        if (error instanceof UnknownError) throw error;
        const isCancelled = timeout.isCancelled();
        if (!isCancelled && continuesOnError(step, this.#contexts(scope, ownEnv))) {
          this.exitCode = exitCode;
          return finish("failure", "success", reason);
        }
        finish(isCancelled ? "cancelled" : "failure", undefined, reason);
        scope.failure ??= report.failure(reason);
      } finally {
        timeout.stop();
      }
    } catch (error) {
      if (error instanceof UnknownError) {
        this.unknownError = error;
        return report.finish("elsewhere", "elsewhere", `needs ${error.reason}`);
      }
      finish("failure", undefined, messageOf(error));
      scope.failure ??= messageOf(error);
    }
  }

  /** False for an action that this machine cannot run. */
  async #do(step: WorkflowStep, running: RunningStep): Promise<boolean> {
    if ("run" in step) {
      running.report.start();
      await this.#runCommand(step, running);
      return true;
    }
    if (step.local !== undefined) {
      await this.#standIn(step, running);
      return true;
    }
    if (isStoredArtifact(step)) {
      running.report.start();
      this.hasPassed = true;
      running.onOutputs(this.#useArtifact(step, running));
      return true;
    }
    if (!isOwnAction(step)) return false;
    const folder = join(this.#workspace.folder, ownActionFolder(step));
    const action = await readCompositeAction(folder);
    if (action === undefined) return false;
    running.report.start();
    const { scope, ownEnv, signal, report, onOutputs } = running;
    await runComposite(step, action, {
      folder,
      path: report.path,
      showsSteps: scope.showsSteps,
      ownEnv,
      depth: scope.action?.depth ?? 0,
      textOf: this.#textReader(scope, ownEnv),
      warn: (text) => this.#output.annotate("warning", text),
      run: async (inner) => {
        await this.run(action.steps, inner, signal);
        if (this.unknownError !== undefined) throw this.unknownError;
      },
      outputText: (text, inner) => interpolate(text, this.#contexts(inner, ownEnv)),
      onOutputs,
    });
    return true;
  }

  async #standIn({ local, ...keys }: ActionStep, running: RunningStep): Promise<void> {
    running.report.start();
    this.hasWorked = true;
    if (local === undefined || local === "skip") return;
    if ("outputs" in local) return running.onOutputs(local.outputs);
    await this.#runCommand({ ...keys, ...local, purpose: "task" }, running);
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

  #useArtifact(step: ActionStep, { scope, ownEnv }: RunningStep): StepOutputs {
    const { leg, setting, contexts } = this.#options;
    const { upload, outputs, warnings, notes } = runArtifactStep(step, {
      legKey: leg.key,
      setting,
      folder: this.#workspace.folder,
      github: contexts.github,
      evaluate: this.#textReader(scope, ownEnv),
    });
    if (upload !== undefined) this.uploads.push(upload);
    for (const warning of warnings) this.#output.annotate("warning", warning);
    for (const note of notes) this.#output.note(note);
    return outputs;
  }

  async #runCommand(step: RunStep, running: RunningStep): Promise<void> {
    const { leg, setting } = this.#options;
    const { scope, ownEnv, signal, onOutputs } = running;
    this.hasWorked = true;
    this.#output.beginStep();
    const command = await runCommand(step, {
      setting,
      workspace: this.#workspace,
      context: this.#context,
      output: this.#output,
      scope,
      ownEnv,
      job: leg.job,
      signal,
      textOf: this.#textReader(scope, ownEnv),
      onStart: (kill) => this.leftovers.push(kill),
    });
    const { content, end } = command;
    this.#context.add(content);
    if (content.summary !== "") this.summary += `${content.summary.trimEnd()}\n`;
    for (const complaint of content.complaints) this.#output.annotate("error", complaint);
    // Commands were obeyed while the step ran, its file is read afterwards.
    onOutputs(Object.fromEntries([...this.#output.outputs, ...content.outputs]));
    const { exitCode } = end;
    if (exitCode !== undefined && (this.exitCode ?? 0) === 0) this.exitCode = exitCode;
    const problem = problemOf(command, this.#output);
    if (problem !== undefined) throw new Error(problem);
  }
}
