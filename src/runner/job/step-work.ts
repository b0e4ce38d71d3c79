/** Does one step: runs its command, moves an artifact, or has the steps of its action run. */
import { join } from "node:path";
import { type Contexts, interpolate } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import { isOwnAction, ownActionFolder } from "../../model/own-action.ts";
import type { ActionStep, RunStep, WorkflowStep } from "../../model/workflow.ts";
import { messageOf } from "../../problems/wording.ts";
import { runArtifactStep } from "../artifacts/artifact-step.ts";
import { readCompositeAction } from "../composite/action-file.ts";
import { runComposite } from "../composite/composite-step.ts";
import { startTimeout } from "../step/step-times.ts";
import type { TimeLimits } from "../step/time-limits.ts";
import { continuesOnError } from "../values/continue-on-error.ts";
import { isStoredArtifact } from "../values/left-out.ts";
import type { LegContext } from "./leg-context.ts";
import type { LegRunOptions } from "./leg-outcome.ts";
import type { LegOutput } from "./leg-output.ts";
import type { LegProgress } from "./leg-progress.ts";
import { problemOf, runCommand } from "./step-command.ts";
import type { RunningStep, StepEnd, StepOutputs } from "./step-report.ts";
import type { OwnVariables, StepScope } from "./step-scope.ts";
import type { Workspace } from "./workspaces.ts";

export interface WorkParts {
  readonly output: LegOutput;
  readonly context: LegContext;
  readonly progress: LegProgress;
  readonly limits: TimeLimits;
  readonly workspace: Workspace;
  readonly contexts: (scope: StepScope, ownEnv: OwnVariables) => Contexts;
  /** Evaluates texts of a step. */
  readonly textReader: (scope: StepScope, ownEnv: OwnVariables) => (text: string) => string;
  /** Whether a failure among the steps of an action fails no job. */
  readonly tolerates: (step: ActionStep, running: RunningStep) => boolean;
  readonly run: (
    steps: readonly WorkflowStep[],
    scope: StepScope,
    signal: AbortSignal,
  ) => Promise<void>;
}

export class StepWork {
  readonly #options: LegRunOptions;
  readonly #parts: WorkParts;

  constructor(options: LegRunOptions, parts: WorkParts) {
    this.#options = options;
    this.#parts = parts;
  }

  /** @throws UnknownError where it rests on what only GitHub knows. */
  async do(step: WorkflowStep, running: RunningStep): Promise<StepEnd> {
    const { contexts, limits, output } = this.#parts;
    const { signal, scope, ownEnv } = running;
    const timeout = startTimeout(step, signal, contexts(scope, ownEnv), limits, (problem) =>
      output.annotate("error", problem),
    );
    try {
      const isDone = await this.#do(step, { ...running, signal: timeout.signal });
      return { result: isDone ? "success" : "elsewhere" };
    } catch (error) {
      const reason = timeout.reason() ?? messageOf(error);
      if (error instanceof UnknownError) throw error;
      if (timeout.isCancelled()) return { result: "cancelled", reason };
      const isTolerated = continuesOnError(step, contexts(scope, ownEnv));
      return { result: "failure", reason, isTolerated };
    } finally {
      timeout.stop();
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
      this.#parts.progress.hasPassed = true;
      running.onOutputs(this.#useArtifact(step, running));
      return true;
    }
    return isOwnAction(step) && this.#runAction(step, running);
  }

  async #standIn({ local, ...keys }: ActionStep, running: RunningStep): Promise<void> {
    running.report.start();
    this.#parts.progress.hasWorked = true;
    if (local === undefined || local === "skip") return;
    if ("outputs" in local) return running.onOutputs(local.outputs);
    await this.#runCommand({ ...keys, ...local, purpose: "task" }, running);
  }

  /** False for an action of another kind than the composite ones. */
  async #runAction(step: ActionStep, running: RunningStep): Promise<boolean> {
    const { workspace, output, progress, contexts, textReader, tolerates, run } = this.#parts;
    const folder = join(workspace.folder, ownActionFolder(step));
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
      isTolerated: tolerates(step, running),
      textOf: textReader(scope, ownEnv),
      warn: (text) => output.annotate("warning", text),
      run: async (inner) => {
        await run(action.steps, inner, signal);
        if (progress.unknownError !== undefined) throw progress.unknownError;
      },
      outputText: (text, inner) => interpolate(text, contexts(inner, ownEnv)),
      onOutputs,
    });
    return true;
  }

  #useArtifact(step: ActionStep, { scope, ownEnv }: RunningStep): StepOutputs {
    const { workspace, output, progress, textReader } = this.#parts;
    const { leg, setting, contexts } = this.#options;
    const { upload, outputs, warnings, notes } = runArtifactStep(step, {
      legKey: leg.key,
      setting,
      folder: workspace.folder,
      github: contexts.github,
      evaluate: textReader(scope, ownEnv),
    });
    if (upload !== undefined) progress.uploads.push(upload);
    for (const warning of warnings) output.annotate("warning", warning);
    for (const note of notes) output.note(note);
    return outputs;
  }

  async #runCommand(step: RunStep, running: RunningStep): Promise<void> {
    const { leg, setting } = this.#options;
    const { workspace, context, output, progress, textReader } = this.#parts;
    const { scope, ownEnv, signal, onOutputs } = running;
    progress.hasWorked = true;
    output.beginStep();
    const command = await runCommand(step, {
      setting,
      workspace,
      context,
      output,
      scope,
      ownEnv,
      job: leg.job,
      signal,
      textOf: textReader(scope, ownEnv),
      onStart: (kill) => progress.leftovers.push(kill),
    });
    const { content, end } = command;
    context.add(content);
    if (content.summary !== "") progress.summary += `${content.summary.trimEnd()}\n`;
    for (const complaint of content.complaints) output.annotate("error", complaint);
    // Commands were obeyed while the step ran, its file is read afterwards.
    onOutputs(Object.fromEntries([...output.outputs, ...content.outputs]));
    const { exitCode } = end;
    if (exitCode !== undefined && (progress.exitCode ?? 0) === 0) progress.exitCode = exitCode;
    const problem = problemOf(command, output);
    if (problem !== undefined) throw new Error(problem);
  }
}
