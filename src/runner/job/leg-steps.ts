/** Runs the steps of one job in order, then evaluates its outputs. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Contexts } from "../../expression/values/evaluate.ts";
import { killTracked } from "../../host/processes/tracked-processes.ts";
import { rememberProcess } from "../../host/processes/running-processes.ts";
import { type Unknown, UnknownError } from "../../expression/values/unknown.ts";
import { messageOf } from "../../problems/wording.ts";
import type { ActionStep, RunStep, WorkflowStep } from "../../model/workflow.ts";
import type { UploadedArtifact } from "../artifacts/artifact-result.ts";
import { runArtifactStep } from "../artifacts/artifact-step.ts";
import { type JobOutputs, jobOutputs } from "./job-outputs.ts";
import { elsewhereFor } from "../schedule/elsewhere.ts";
import { conditionHolds, knownText } from "../values/known.ts";
import { isLeftOut, leftOutResult, skippedResult } from "../values/left-out.ts";
import { LegContext, type OwnVariables } from "./leg-context.ts";
import { LegOutput } from "./leg-output.ts";
import { notAppliedHere } from "../../workflow/not-applied.ts";
import type { LogFile } from "../run-folder/log-file.ts";
import { type StepFileContent, StepFiles } from "../step/step-files.ts";
import { isGenerated, stepNames } from "../step/step-names.ts";
import { runStep, type StepEnd } from "../step/step-process.ts";
import { trackingVariable } from "./tracking.ts";
import type { Workspace } from "./workspaces.ts";
import type { LegOutcome, LegRunOptions } from "./leg-outcome.ts";

/** What steps with `always()` have after a cancellation, in milliseconds (cancel-timeout-minutes of GitHub's). */
const cleanupTimeout = 300_000;

type StepOutputs = Readonly<Record<string, string | Unknown>>;

export class LegSteps {
  readonly #options: LegRunOptions;
  readonly #workspace: Workspace;
  readonly #output: LegOutput;
  readonly #context: LegContext;
  readonly #uploads: UploadedArtifact[] = [];
  readonly #leftovers: (() => void)[] = [];
  /** Of a step that can be neither run nor skipped here. It ends the job. */
  #unknownError: UnknownError | undefined;
  /** Of the current step. */
  #ownEnv: OwnVariables = {};
  /** Whether a step did something here. */
  #hasWorked = false;
  #summary = "";
  #exitCode: number | undefined;
  #reason: string | undefined;

  constructor(options: LegRunOptions, workspace: Workspace, log: LogFile) {
    const { leg, setting } = options;
    this.#options = options;
    this.#workspace = workspace;
    this.#output = new LegOutput(setting, [...setting.path, leg.name], log);
    this.#context = new LegContext(options, workspace);
  }

  async run(): Promise<LegOutcome> {
    const { leg, setting } = this.#options;
    const killAll = (): void => killTracked(trackingVariable, this.#context.trackingId);
    const forget = rememberProcess(killAll);
    const ignoredKeys = notAppliedHere(leg.job).join(", ");
    if (ignoredKeys !== "") this.#output.note(`not applied on this machine: ${ignoredKeys}`);
    try {
      const names = stepNames(leg.job.steps);
      for (const [index, step] of leg.job.steps.entries()) {
        await this.#step(step, names[index] ?? "");
        // The steps after it may rest on what it would have done.
        if (this.#unknownError !== undefined) break;
      }
    } finally {
      for (const kill of this.#leftovers) kill();
      killAll();
      forget();
    }
    const outputs = jobOutputs(leg.job.outputs ?? {}, this.#stepContexts(), setting.masker);
    for (const warning of outputs.warnings) this.#output.annotate("warning", warning);
    this.#reason ??= outputs.problem;
    const end = this.#result(outputs);
    const isUndecided = end.result === "elsewhere" && this.#unknownError !== undefined;
    return {
      ...end,
      isUndecided,
      outputs: outputs.values,
      unknownOutputs: isUndecided ? undefined : outputs.unknown,
      uploads: this.#uploads,
      exitCode: this.#exitCode,
      summary: this.#summary,
    };
  }

  #result({ unknown, unknownError }: JobOutputs): Pick<LegOutcome, "result" | "reason"> {
    const status = this.#status();
    if (status !== "success") return { result: status, reason: this.#reason };
    if (this.#unknownError !== undefined) return elsewhereFor(this.#unknownError);
    if (unknownError !== undefined) {
      const reason = `elsewhere: its output ${unknown[0]} needs ${unknownError.reason}`;
      return { result: "elsewhere", reason };
    }
    const reason = this.#hasWorked ? undefined : this.#context.leftOutSteps.reason;
    return { result: reason === undefined ? "success" : "elsewhere", reason };
  }

  #status(): "success" | "failure" | "cancelled" {
    if (this.#options.signal.aborted) return "cancelled";
    return this.#reason === undefined ? "success" : "failure";
  }

  async #step(step: WorkflowStep, name: string): Promise<void> {
    this.#context.action = name;
    let outputs: StepOutputs = {};
    const finish = (conclusion: "success" | "failure" | "skipped" | "cancelled"): void =>
      this.#setResult(name, { outputs, outcome: conclusion, conclusion });
    try {
      if (isLeftOut(step)) return this.#leaveOut(step, name);
      this.#ownEnv = this.#context.ownEnv(step.env, this.#status());
      if (!this.#isWanted(step)) return finish("skipped");
      this.#hasWorked = true;
      if ("uses" in step) outputs = this.#runAction(step);
      else await this.#runCommand(step, (newOutputs) => (outputs = newOutputs));
      finish("success");
    } catch (error) {
      if (error instanceof UnknownError) {
        this.#unknownError = error;
        return;
      }
      finish(this.#options.signal.aborted ? "cancelled" : "failure");
      this.#reason ??= messageOf(error);
    } finally {
      this.#ownEnv = {};
    }
  }

  /** Leaves out a step that only GitHub can do, or that installs a tool which this machine has. */
  #leaveOut(step: WorkflowStep, name: string): void {
    if (!this.#mayBeWanted(step)) return this.#setResult(name, skippedResult);
    const note = this.#context.leftOutSteps.add(step);
    if (note !== undefined) this.#output.note(note);
    this.#setResult(name, leftOutResult(step));
  }

  /** Sets the entry of a step in the `steps` context, where a step without an id has none. */
  #setResult(name: string, result: Readonly<Record<string, unknown>>): void {
    if (!isGenerated(name)) this.#context.steps[name] = result;
  }

  /** True also where the condition rests on what nobody knows here. */
  #mayBeWanted(step: WorkflowStep): boolean {
    try {
      this.#ownEnv = this.#context.ownEnv(step.env, this.#status());
      return this.#isWanted(step);
    } catch {
      return true;
    }
  }

  /** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions */
  #isWanted(step: WorkflowStep): boolean {
    const status = this.#status();
    return conditionHolds(step.if, this.#stepContexts(), {
      success: () => status === "success",
      failure: () => status === "failure",
      cancelled: () => status === "cancelled",
      always: () => true,
      ...this.#context.functions(),
    });
  }

  #stepContexts(): Contexts {
    return this.#context.contexts(this.#status(), this.#ownEnv);
  }

  /** Evaluates texts of the current step. */
  #textReader(): (text: string) => string {
    const contexts = this.#stepContexts();
    const functions = this.#context.functions();
    return (text) => knownText(text, contexts, functions);
  }

  #runAction(step: ActionStep): StepOutputs {
    const { leg, setting } = this.#options;
    const { upload, outputs, warnings, notes } = runArtifactStep(step, {
      legKey: leg.key,
      setting,
      folder: this.#workspace.folder,
      github: this.#options.contexts.github,
      evaluate: this.#textReader(),
    });
    if (upload !== undefined) this.#uploads.push(upload);
    for (const warning of warnings) this.#output.annotate("warning", warning);
    for (const note of notes) this.#output.note(note);
    return outputs;
  }

  /** @param onOutputs is called for a step that fails, too. */
  async #runCommand(
    step: RunStep,
    onOutputs: (outputs: Readonly<Record<string, string>>) => void,
  ): Promise<void> {
    this.#output.beginStep();
    const { end, content } = await this.#runProcess(step);
    this.#context.add(content);
    if (content.summary !== "") this.#summary += `${content.summary.trimEnd()}\n`;
    for (const complaint of content.complaints) this.#output.annotate("error", complaint);
    // Commands were obeyed while the step ran, its file is read afterwards.
    onOutputs(Object.fromEntries([...this.#output.outputs, ...content.outputs]));
    const { exitCode, signal } = end;
    if (exitCode !== undefined && (this.#exitCode ?? 0) === 0) this.#exitCode = exitCode;
    if (exitCode === undefined) throw new Error(`the command was ended by ${signal ?? "a signal"}`);
    if (exitCode !== 0) {
      throw new Error(this.#output.taskError ?? `the command ended with exit code ${exitCode}`);
    }
    const problem = content.problem ?? this.#output.commandError;
    if (problem === undefined) return;
    this.#output.note(problem);
    throw new Error(problem);
  }

  async #runProcess(step: RunStep): Promise<{ end: StepEnd; content: StepFileContent }> {
    const { leg, setting, signal } = this.#options;
    const { folder: checkout, temp } = this.#workspace;
    const textOf = this.#textReader();
    // Defaults of a job replace all of the workflow's (JobExtension.InitializeJob in actions/runner).
    const defaults = leg.job.defaults?.run ?? setting.workflow.defaults?.run;
    const folder = step["working-directory"] ?? (defaults?.["working-directory"] || ".");
    const cwd = resolve(checkout, textOf(folder));
    if (!existsSync(cwd)) throw new Error(`the working directory ${cwd} does not exist`);
    this.#workspace.restore();
    const files = new StepFiles(temp);
    const end = await runStep({
      command: textOf(step.run),
      shell: step.shell ?? (textOf(defaults?.shell ?? "") || undefined),
      cwd,
      env: this.#context.environment(this.#ownEnv, files),
      temp,
      // A step that runs although the job was cancelled has some time of its own.
      signal: signal.aborted ? AbortSignal.timeout(cleanupTimeout) : signal,
      grace: setting.grace,
      masker: setting.masker,
      onStart: (pid) => this.#leftovers.push(setting.watchdog.guard(pid)),
      onLines: (stream, lines) => this.#output.lines(stream, lines),
      hasEvents: step.purpose === "task",
      onUnfinished: (stream, text) => this.#output.showUnfinished(stream, text),
      onEvent: (event) => this.#output.relay(event),
      onOutput: () => this.#output.flush(),
    });
    this.#leftovers.push(end.killLeftovers);
    return { end, content: files.read() };
  }
}
