/** Runs one job, or one combination of a matrix job: its steps in order, then its outputs. */
import { existsSync } from "node:fs";
import { basename, delimiter, resolve } from "node:path";
import type { JobResult } from "../events/event.ts";
import type { Contexts, Functions } from "../expression/evaluate.ts";
import { jobCondition } from "../expression/job-condition.ts";
import { killTracked } from "../host/tracked-processes.ts";
import { rememberProcess } from "../process/running-processes.ts";
import { keysOf, readsIn } from "../expression/usage.ts";
import { UnknownError } from "../expression/unknown.ts";
import { messageOf, shown } from "../problems/wording.ts";
import type { ActionStep, Environment, RunStep, WorkflowStep } from "../workflow/model.ts";
import { type NeedsContext } from "./contexts.ts";
import { runnerContext, runnerEnvironment } from "./environment.ts";
import { typedValue } from "./evaluated-values.ts";
import { hashFiles } from "./hash-files.ts";
import { type JobOutputs, jobOutputs } from "./job-outputs.ts";
import { elsewhereFor, knownText, knownTruth } from "./known.ts";
import { isLeftOut, leftOutResult, LeftOutSteps, skippedResult } from "./left-out.ts";
import { LegOutput } from "./leg-output.ts";
import { type Leg, notAppliedHere } from "./legs.ts";
import type { LogFile } from "./log-file.ts";
import type { RunSetting } from "./run-setting.ts";
import type { Refusal } from "./scheduler.ts";
import { StepFiles } from "./step-files.ts";
import { isGenerated, stepNames } from "./step-names.ts";
import { runStep } from "./step-process.ts";
import { newTrackingId, trackingVariable } from "./tracking.ts";
import type { Workspace } from "./workspaces.ts";

export interface LegOutcome {
  readonly result: JobResult;
  /** What failed. */
  readonly reason?: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** Names of outputs that rest on what only GitHub knows; all where it did not come to its end. */
  readonly unknownOutputs?: readonly string[];
  /** It stopped where it would have needed what only GitHub knows, so that nobody here knows what comes of it. */
  readonly undecided?: boolean;
  /** Folders by artifact name, relative to the run's folder. */
  readonly artifacts: Readonly<Record<string, string>>;
  /** Names in the store by artifact name. */
  readonly uploads: Readonly<Record<string, string>>;
  readonly exitCode?: number;
  readonly summary: string;
}

export interface LegRunOptions {
  readonly leg: Leg;
  readonly needs: NeedsContext;
  readonly setting: RunSetting;
  /** Aborted when the leg is to end. */
  readonly signal: AbortSignal;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes */
const defaultTimeoutMinutes = 360;
/** What steps with `always()` have after a cancellation, in milliseconds (cancel-timeout-minutes of GitHub's). */
const cleanupTimeout = 300_000;

export async function runLeg(options: LegRunOptions): Promise<LegOutcome> {
  const { leg, setting, signal } = options;
  const log = setting.folder.log(leg.key);
  const timeout = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let workspace: Workspace | undefined;
  try {
    const minutes = timeoutOf(options);
    timer = setTimeout(() => timeout.abort(), Math.min(minutes * 60_000, 2 ** 31 - 1));
    workspace = await setting.workspaces.open(leg.key);
    const ending = AbortSignal.any([signal, timeout.signal]);
    const outcome = withLog(
      await new LegRun({ ...options, signal: ending }, workspace, log).run(),
      log,
    );
    // https://docs.github.com/en/actions/reference/limits: a job that takes too long is cancelled, not failed.
    return timeout.signal.aborted && !signal.aborted
      ? { ...outcome, result: "cancelled", reason: `timed out after ${minutes} minutes` }
      : outcome;
  } catch (error) {
    const end: Refusal =
      error instanceof UnknownError
        ? elsewhereFor(error)
        : { result: "failure", reason: messageOf(error) };
    log.line(end.reason);
    const undecided = error instanceof UnknownError;
    return { ...end, undecided, outputs: {}, artifacts: {}, uploads: {}, summary: "" };
  } finally {
    clearTimeout(timer);
    log.flush();
    await workspace?.remove();
  }
}

/** A job of which nobody can see what it did has not succeeded. */
function withLog(outcome: LegOutcome, log: LogFile): LegOutcome {
  log.flush();
  const { problem: reason } = log;
  if (reason === undefined || outcome.result !== "success") return outcome;
  return { ...outcome, result: "failure", reason };
}

/** In minutes. */
function timeoutOf({ leg, needs, setting }: LegRunOptions): number {
  const given = leg.job["timeout-minutes"] ?? defaultTimeoutMinutes;
  if (typeof given === "number") return given;
  // A text is refused, also one of digits (`number-strategy-context` in workflow-v1.0.json of
  // https://github.com/actions/runner/tree/main/src/Sdk/WorkflowParser).
  const minutes = typedValue(given, { ...setting.contexts, ...leg.contexts, needs });
  if (typeof minutes === "number" && minutes > 0) return minutes;
  throw new Error(`timeout-minutes is no number above 0: ${given} is ${shown(minutes)}`);
}

class LegRun {
  readonly #options: LegRunOptions;
  readonly #workspace: Workspace;
  readonly #output: LegOutput;
  readonly #contexts: Contexts;
  /** Of the workflow and the job. */
  readonly #declaredEnv: Readonly<Record<string, string>>;
  readonly #addedEnv: Record<string, string> = {};
  #addedPath: readonly string[] = [];
  readonly #steps: Record<string, unknown> = {};
  /** The name of the step that runs. */
  #action = "";
  readonly #artifacts = new Map<string, string>();
  readonly #uploads = new Map<string, string>();
  readonly #leftovers: (() => void)[] = [];
  /** As GitHub does, to find what a job leaves behind (JobExtension.cs in actions/runner). */
  readonly #trackingId = newTrackingId();
  readonly #leftOut = new LeftOutSteps();
  /** Names of variables that expressions of the job read. */
  readonly #readEnv: readonly string[];
  /** Why a step can be neither run nor skipped here, which ends the job. */
  #notKnown: UnknownError | undefined;
  /** Whether a step did something here. */
  #hasWorked = false;
  #summary = "";
  #exitCode: number | undefined;
  #reason: string | undefined;

  constructor(options: LegRunOptions, workspace: Workspace, log: LogFile) {
    const { leg, setting, needs } = options;
    this.#options = options;
    this.#workspace = workspace;
    this.#output = new LegOutput(setting, [...setting.path, leg.name], log);
    const github = setting.contexts["github"] as Readonly<Record<string, unknown>>;
    this.#contexts = {
      ...setting.contexts,
      ...leg.contexts,
      needs,
      github: {
        ...github,
        event_path: setting.eventPath,
        job: leg.jobId,
        // Set by the runner, so null outside of a job:
        // https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
        token: setting.secrets["GITHUB_TOKEN"],
        workspace: workspace.folder,
      },
    };
    this.#readEnv = keysOf(readsIn(leg.job), "env");
    this.#declaredEnv = {
      ...evaluated(setting.workflow.env, this.#contexts),
      ...evaluated(leg.job.env, this.#contexts),
    };
  }

  async run(): Promise<LegOutcome> {
    const ignored = notAppliedHere(this.#options.leg.job);
    const killAll = (): void => killTracked(trackingVariable, this.#trackingId);
    const forget = rememberProcess(killAll);
    if (ignored.length > 0) this.#output.note(`not applied on this machine: ${ignored.join(", ")}`);
    try {
      const { steps } = this.#options.leg.job;
      for (const [index, name] of stepNames(steps).entries()) {
        const step = steps[index];
        if (step !== undefined) await this.#step(step, name);
        // What comes after it may rest on what it would have done.
        if (this.#notKnown !== undefined) break;
      }
    } finally {
      for (const kill of this.#leftovers) kill();
      killAll();
      forget();
    }
    const { leg, setting } = this.#options;
    const outputs = jobOutputs(leg.job.outputs ?? {}, this.#stepContexts(), setting.masker);
    for (const warning of outputs.warnings) this.#output.annotate("warning", warning);
    this.#reason ??= outputs.problem;
    const end = this.#result(outputs);
    const isUndecided = end.result === "elsewhere" && this.#notKnown !== undefined;
    return {
      ...end,
      outputs: outputs.values,
      ...(isUndecided ? { undecided: true } : { unknownOutputs: outputs.unknown }),
      artifacts: Object.fromEntries(this.#artifacts),
      uploads: Object.fromEntries(this.#uploads),
      ...(this.#exitCode === undefined ? {} : { exitCode: this.#exitCode }),
      summary: this.#summary,
    };
  }

  #result({ unknown, notKnown }: JobOutputs): Pick<LegOutcome, "result" | "reason"> {
    const status = this.#status();
    if (status === "success" && this.#notKnown !== undefined) return elsewhereFor(this.#notKnown);
    if (status === "success" && notKnown !== undefined) {
      const reason = `elsewhere: its output ${unknown[0]} needs ${notKnown.reason}`;
      return { result: "elsewhere", reason };
    }
    const { reason } = this.#leftOut;
    if (status === "success" && !this.#hasWorked && reason !== undefined) {
      return { result: "elsewhere", reason };
    }
    return { result: status, ...(this.#reason === undefined ? {} : { reason: this.#reason }) };
  }

  #status(): "success" | "failure" | "cancelled" {
    if (this.#options.signal.aborted) return "cancelled";
    return this.#reason === undefined ? "success" : "failure";
  }

  async #step(step: WorkflowStep, name: string): Promise<void> {
    this.#action = name;
    let outputs: Readonly<Record<string, string>> = {};
    const finish = (conclusion: "success" | "failure" | "skipped" | "cancelled"): void => {
      if (!isGenerated(name)) this.#steps[name] = { outputs, outcome: conclusion, conclusion };
    };
    try {
      if (isLeftOut(step)) return this.#leaveOut(step, name);
      if (!this.#isWanted(step)) return finish("skipped");
      this.#hasWorked = true;
      if ("uses" in step) this.#runAction(step);
      else outputs = await this.#runCommand(step, (set) => (outputs = set));
      finish("success");
    } catch (error) {
      if (error instanceof UnknownError) {
        this.#notKnown = error;
        return;
      }
      finish(this.#options.signal.aborted ? "cancelled" : "failure");
      this.#reason ??= messageOf(error);
    }
  }

  /** A step that GitHub alone can do, or that brings a tool which this machine has. */
  #leaveOut(step: WorkflowStep, name: string): void {
    if (!this.#mayBeWanted(step)) {
      if (!isGenerated(name)) this.#steps[name] = skippedResult;
      return;
    }
    const note = this.#leftOut.add(step);
    if (note !== undefined) this.#output.note(note);
    if (!isGenerated(name)) this.#steps[name] = leftOutResult(step);
  }

  /** Its condition may read what nobody knows here. */
  #mayBeWanted(step: WorkflowStep): boolean {
    try {
      return this.#isWanted(step);
    } catch {
      return true;
    }
  }

  /** https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions */
  #isWanted(step: WorkflowStep): boolean {
    const status = this.#status();
    return knownTruth(jobCondition(step.if), this.#stepContexts(), {
      success: () => status === "success",
      failure: () => status === "failure",
      cancelled: () => status === "cancelled",
      always: () => true,
      ...this.#functions(),
    });
  }

  #github(): Readonly<Record<string, unknown>> {
    return {
      ...(this.#contexts["github"] as Readonly<Record<string, unknown>>),
      action: this.#action,
    };
  }

  /** What the steps of a job may call beside GitHub's own. */
  #functions(): Functions {
    return { hashFiles: (...patterns) => hashFiles(this.#workspace.folder, patterns) };
  }

  #stepContexts(): Contexts {
    const { host } = this.#options.setting;
    const folders = { workspace: this.#workspace.folder, temp: this.#workspace.temp };
    return {
      ...this.#contexts,
      github: this.#github(),
      env: { ...this.#leftOut.variables(this.#readEnv), ...this.#declaredEnv, ...this.#addedEnv },
      job: { status: this.#status() },
      runner: runnerContext(host, folders),
      steps: this.#steps,
    };
  }

  /** Artifacts are kept by the run's own store. */
  #runAction(step: ActionStep): void {
    const contexts = this.#stepContexts();
    const input = (name: string): string =>
      knownText(String(step.with?.[name] ?? ""), contexts, this.#functions());
    const { leg, setting } = this.#options;
    const { artifacts, folder } = setting;
    const path = resolve(this.#workspace.folder, input("path"));
    switch (step.uses.replace(/@.*/, "")) {
      case "actions/upload-artifact": {
        const artifact = basename(path);
        const target = folder.artifactName(leg.key, artifact);
        artifacts.upload({
          name: input("name"),
          path,
          includeHiddenFiles: input("include-hidden-files") === "true",
          shownAt: folder.absolute(target),
        });
        this.#artifacts.set(artifact, target);
        this.#uploads.set(artifact, input("name"));
        break;
      }
      case "actions/download-artifact":
        artifacts.download({ name: input("name"), pattern: input("pattern") || "*", target: path });
        break;
      default:
        throw new Error(`the action ${step.uses} cannot be run on this machine`);
    }
  }

  async #runCommand(
    step: RunStep,
    onOutputs: (outputs: Readonly<Record<string, string>>) => void,
  ): Promise<Readonly<Record<string, string>>> {
    const { leg, setting, signal } = this.#options;
    const contexts = this.#stepContexts();
    // A job's defaults stand for all of the workflow's (JobExtension.InitializeJob in actions/runner).
    const defaults = leg.job.defaults?.run ?? setting.workflow.defaults?.run;
    const folder = step["working-directory"] ?? (defaults?.["working-directory"] || ".");
    const cwd = resolve(this.#workspace.folder, knownText(folder, contexts, this.#functions()));
    if (!existsSync(cwd)) throw new Error(`the working directory ${cwd} does not exist`);
    const files = new StepFiles(this.#workspace.temp);
    this.#output.beginStep();
    const {
      exitCode,
      signal: killedBy,
      killLeftovers,
    } = await runStep({
      command: knownText(step.run, contexts, this.#functions()),
      shell: step.shell ?? (knownText(defaults?.shell ?? "", contexts) || undefined),
      cwd,
      env: this.#environment(evaluated(step.env, contexts, this.#functions()), files),
      temp: this.#workspace.temp,
      // A step that runs although the job was cancelled has some time of its own.
      signal: signal.aborted ? AbortSignal.timeout(cleanupTimeout) : signal,
      grace: setting.grace,
      masker: setting.masker,
      onStart: (pid) => this.#leftovers.push(setting.watchdog.guard(pid)),
      onLine: (stream, text) => this.#output.line(stream, text),
      hasEvents: step.purpose === "task",
      onUnfinished: (stream, text) => this.#output.unfinished(stream, text),
      onEvent: (event) => this.#output.relay(event),
      onOutput: () => this.#output.flush(),
    });
    this.#leftovers.push(killLeftovers);
    if (exitCode !== undefined && (this.#exitCode ?? 0) === 0) this.#exitCode = exitCode;
    const written = files.read();
    Object.assign(this.#addedEnv, Object.fromEntries(written.env));
    this.#addedPath = [...written.path, ...this.#addedPath];
    if (written.summary !== "") this.#summary += `${written.summary.trimEnd()}\n`;
    for (const complaint of written.complaints) this.#output.annotate("error", complaint);
    // Commands were obeyed while the step ran, its file is read afterwards.
    const outputs = Object.fromEntries([...this.#output.outputs, ...written.outputs]);
    onOutputs(outputs);
    if (exitCode === undefined)
      throw new Error(`the command was ended by ${killedBy ?? "a signal"}`);
    if (exitCode !== 0) {
      throw new Error(this.#output.taskError ?? `the command ended with exit code ${exitCode}`);
    }
    const problem = written.problem ?? this.#output.commandError;
    if (problem === undefined) return outputs;
    this.#output.note(problem);
    throw new Error(problem);
  }

  /** Later layers win (ScriptHandler.cs and GitHubContext.cs in actions/runner). */
  #environment(
    stepEnv: Readonly<Record<string, string>>,
    files: StepFiles,
  ): Record<string, string | undefined> {
    const { setting } = this.#options;
    const folders = { workspace: this.#workspace.folder, temp: this.#workspace.temp };
    const declared = { ...this.#declaredEnv, ...this.#addedEnv, ...stepEnv };
    const merged: Record<string, string | undefined> = {
      ...setting.env,
      ...declared,
      ...runnerEnvironment(this.#github(), setting.host, folders),
      ...files.variables,
      [trackingVariable]: this.#trackingId,
      // Tools upload and annotate where they see this one; a local run is not GitHub.
      GITHUB_ACTIONS: undefined,
    };
    return {
      ...merged,
      CI: declared["CI"] ?? setting.env["CI"] ?? "true",
      PATH: [...this.#addedPath, merged["PATH"] ?? ""].join(delimiter),
    };
  }
}

function evaluated(
  env: Environment | undefined,
  contexts: Contexts,
  functions: Functions = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env ?? {}).map(([name, value]) => [
      name,
      knownText(String(value), contexts, functions),
    ]),
  );
}
