/** Runs the steps of one job in order, then evaluates its outputs. */
import { killTracked } from "../../host/processes/tracked-processes.ts";
import { rememberProcess } from "../../host/processes/running-processes.ts";
import { type JobOutputs, jobOutputs } from "./job-outputs.ts";
import { elsewhereFor } from "../schedule/elsewhere.ts";
import { LegContext } from "./leg-context.ts";
import { LegOutput } from "./leg-output.ts";
import { Masker } from "../../process/masker.ts";
import { notAppliedHere } from "../../workflow/not-applied.ts";
import type { LogFile } from "../run-folder/log-file.ts";
import { isReported } from "./step-report.ts";
import { StepRunner } from "./step-runner.ts";
import { scopeOfJob, type StepScope } from "./step-scope.ts";
import type { TimeLimits } from "../step/time-limits.ts";
import { trackingVariable } from "../step/tracking.ts";
import type { Workspace } from "./workspaces.ts";
import type { LegOutcome, LegRunOptions } from "./leg-outcome.ts";

export class LegSteps {
  readonly #options: LegRunOptions;
  readonly #output: LegOutput;
  readonly #context: LegContext;
  readonly #scope: StepScope;
  readonly #runner: StepRunner;

  constructor(options: LegRunOptions, workspace: Workspace, log: LogFile, limits: TimeLimits) {
    const { leg, setting } = options;
    this.#options = options;
    this.#output = new LegOutput(setting, [...setting.path, leg.name], log);
    this.#context = new LegContext(options, workspace);
    // A job of one step is that step.
    this.#scope = scopeOfJob(leg.job.steps.filter(isReported).length > 1);
    this.#runner = new StepRunner(options, workspace, {
      output: this.#output,
      context: this.#context,
      root: this.#scope,
      limits,
    });
  }

  async run(): Promise<LegOutcome> {
    const { leg, signal } = this.#options;
    const runner = this.#runner;
    const { progress } = runner;
    const killAll = (): void => killTracked(trackingVariable, this.#context.trackingId);
    const forget = rememberProcess(killAll);
    const ignoredKeys = notAppliedHere(leg.job).join(", ");
    if (ignoredKeys !== "") this.#output.note(`not applied on this machine: ${ignoredKeys}`);
    try {
      await runner.run(leg.job.steps, this.#scope, signal);
    } finally {
      for (const kill of progress.leftovers) kill();
      killAll();
      forget();
    }
    const contexts = this.#context.contexts(this.#scope, runner.status);
    const outputs = jobOutputs(leg.job.outputs ?? {}, contexts, this.#ownMasker());
    for (const warning of outputs.warnings) this.#output.annotate("warning", warning);
    this.#scope.failure ??= outputs.problem;
    const end = this.#result(outputs);
    const isUndecided = end.result === "elsewhere" && progress.unknownError !== undefined;
    const { uploads, exitCode, summary, records: steps, ignored } = progress;
    return {
      ...end,
      isUndecided,
      outputs: outputs.values,
      unknownOutputs: isUndecided ? undefined : outputs.unknown,
      uploads,
      exitCode,
      summary,
      steps,
      notes: [...this.#output.jobNotes, ...ignored],
      ignored,
    };
  }

  /**
   * The runner of a job knows the secrets of that job and what its steps masked. What other jobs mask meanwhile decides
   * over none of its outputs (`HostContext.SecretMasker` in JobExtension.FinalizeJob of actions/runner).
   */
  #ownMasker(): Masker {
    const { leg, setting } = this.#options;
    if (leg.job.outputs === undefined) return new Masker();
    return new Masker([...Object.values(setting.secrets), ...this.#output.addedMasks]);
  }

  #result({ unknown, unknownError }: JobOutputs): Pick<LegOutcome, "result" | "reason"> {
    const { status, progress } = this.#runner;
    if (status !== "success") return { result: status, reason: this.#scope.failure };
    if (progress.unknownError !== undefined) return elsewhereFor(progress.unknownError);
    if (unknownError !== undefined) {
      const reason = `elsewhere: its output ${unknown[0]} needs ${unknownError.reason}`;
      return { result: "elsewhere", reason };
    }
    const reason = progress.hasWorked
      ? undefined
      : this.#context.leftOutSteps.reason(progress.hasPassed);
    return { result: reason === undefined ? "success" : "elsewhere", reason };
  }
}
