/** What is said and recorded of one step, where steps have a place of their own. */
import type { EventPath, StepRecord } from "../../events/event.ts";
import type { Unknown } from "../../expression/values/unknown.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { shortName } from "../../problems/wording.ts";
import { isToolSetup } from "../tools/tool-requests.ts";
import { hasExpression } from "../../expression/language/template.ts";
import { readsIn } from "../../expression/analysis/usage.ts";
import { leftOutText, titleOf } from "../values/left-out.ts";
import { secretNotesOfStep } from "../values/missing-secrets.ts";
import type { LegOutput } from "./leg-output.ts";
import type { RunSetting } from "./run-setting.ts";
import type { OwnVariables, StepScope } from "./step-scope.ts";

/**
 * Whether a step is one of those that people read about: not what sets up tools, which this machine has, and not what
 * carries the artifacts of a task.
 */
export function isReported(step: WorkflowStep): boolean {
  return step.purpose === "task" || (step.purpose === "other" && !isToolSetup(step));
}

export interface StepReportOptions {
  readonly setting: Pick<RunSetting, "emit" | "host" | "masker" | "path" | "secrets">;
  readonly jobName: string;
  readonly output: LegOutput;
  /** Replaces the expressions in a text of the step. */
  readonly textOf: (text: string) => string;
  /** Undefined for the steps of a composite action, which are part of its step. */
  readonly records: StepRecord[] | undefined;
}

export class StepReport {
  /** Below the job's. */
  readonly path: readonly string[];
  readonly title: string;
  readonly #isReported: boolean;
  /** Whether the step has a place of its own in what is shown. */
  readonly isShown: boolean;
  readonly #options: StepReportOptions;
  readonly #step: WorkflowStep;
  #startedAt: number | undefined;

  constructor(step: WorkflowStep, scope: StepScope, options: StepReportOptions) {
    this.title = shownTitle(titleOf(step), options.textOf);
    this.#isReported = isReported(step);
    this.isShown = this.#isReported && scope.showsSteps;
    this.#options = options;
    this.#step = step;
    this.path = this.isShown ? [...scope.path, this.title] : scope.path;
    options.output.moveTo(this.path);
  }

  start(): void {
    if (this.#startedAt !== undefined) return;
    const { setting, output } = this.#options;
    this.#startedAt = setting.host.now();
    if (!this.isShown) return;
    const { logOffset } = output;
    setting.emit({ type: "step-started", path: this.#eventPath(), logOffset });
  }

  /** @param outcome before `continue-on-error`. */
  finish(
    result: StepRecord["result"],
    outcome: StepRecord["result"] = result,
    reason?: string,
  ): void {
    const { setting, records, output } = this.#options;
    if (result !== "elsewhere") {
      const isSkipped = result === "skipped";
      for (const note of secretNotesOfStep(this.#step, isSkipped, setting.secrets)) {
        output.jobNotes.add(note);
      }
    }
    if (!this.#isReported) return;
    const durationMs = this.#startedAt === undefined ? 0 : setting.host.now() - this.#startedAt;
    const isTolerated = outcome !== result;
    const end = { result, durationMs, outcome: isTolerated ? outcome : undefined, reason };
    records?.push({ name: this.title, ...end });
    if (!this.isShown) return;
    setting.emit({ type: "step-finished", path: this.#eventPath(), ...end });
    output.moveTo(this.path.slice(0, -1));
  }

  /** What it is to the job that the step failed for this reason. */
  failure(reason: string): string {
    if (!this.isShown) return reason;
    // Masked before it is cut: a part of a secret is masked nowhere.
    return `${shortName(this.#options.setting.masker.mask(this.title))}: ${reason}`;
  }

  leaveOut(): void {
    this.finish("elsewhere", "elsewhere", leftOutText(this.#step));
  }

  /** Says of a step that succeeds here without being done that it was left out. */
  skipHere(): void {
    this.#options.output.note(leftOutText(this.#step, `: ${titleOf(this.#step)}`), this.isShown);
    this.leaveOut();
  }

  #eventPath(): EventPath {
    const { setting, jobName } = this.#options;
    return [...setting.path, jobName, ...this.path];
  }
}

/**
 * With its values, as GitHub shows it (EvaluateDisplayName in ActionRunner.cs of actions/runner). As it is written where
 * one is unknown, or made of a secret, which may then not be the text that is masked.
 */
function shownTitle(title: string, textOf: (text: string) => string): string {
  if (!hasExpression(title)) return title;
  try {
    const readsSecret = readsIn(title).paths.some(([context]) => context === "secrets");
    return (readsSecret ? "" : textOf(title).trim()) || title;
  } catch {
    return title;
  }
}

export type StepOutputs = Readonly<Record<string, string | Unknown>>;

/** A step that runs: what it finds, and what is to be done with it. */
export interface RunningStep {
  readonly scope: StepScope;
  readonly ownEnv: OwnVariables;
  /** Aborted when the job or the step is to end. */
  readonly signal: AbortSignal;
  readonly report: StepReport;
  /** Is called for a step that fails, too. */
  readonly onOutputs: (outputs: StepOutputs) => void;
}

/** How a step ended. */
export interface StepEnd {
  /** `elsewhere` where this machine cannot run it. */
  readonly result: StepRecord["result"];
  /** Why it failed. */
  readonly reason?: string | undefined;
  /** Its job goes on as if it had not failed: `continue-on-error`. */
  readonly isTolerated?: boolean;
  /** What a person has taken for a success, in a sentence: its job goes on as if it had succeeded. */
  readonly ignored?: string;
}
