/** What is said and recorded of one step, where steps have a place of their own. */
import type { Event, EventPath, StepRecord } from "../../events/event.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { isToolSetup } from "../tools/tool-requests.ts";
import { titleOf } from "../values/left-out.ts";
import type { LegOutput } from "./leg-output.ts";
import type { StepScope } from "./step-scope.ts";

/**
 * Whether a step is one of those that people read about: not what sets up tools, which this machine has, and not what
 * carries the artifacts of a task.
 */
export function isReported(step: WorkflowStep): boolean {
  return step.purpose === "task" || (step.purpose === "other" && !isToolSetup(step));
}

export interface StepReportOptions {
  readonly now: () => number;
  readonly emit: (event: Event) => void;
  /** Of the job. */
  readonly path: EventPath;
  readonly output: LegOutput;
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
  #startedAt: number | undefined;

  constructor(step: WorkflowStep, scope: StepScope, options: StepReportOptions) {
    this.title = titleOf(step);
    this.#isReported = isReported(step);
    this.isShown = this.#isReported && scope.showsSteps;
    this.#options = options;
    this.path = this.isShown ? [...scope.path, this.title] : scope.path;
    options.output.moveTo(this.path);
  }

  start(): void {
    if (this.#startedAt !== undefined) return;
    this.#startedAt = this.#options.now();
    if (this.isShown) this.#options.emit({ type: "step-started", path: this.#eventPath() });
  }

  /** @param outcome before `continue-on-error`. */
  finish(
    result: StepRecord["result"],
    outcome: StepRecord["result"] = result,
    reason?: string,
  ): void {
    const { now, emit, records, output } = this.#options;
    if (!this.#isReported) return;
    const durationMs = this.#startedAt === undefined ? 0 : now() - this.#startedAt;
    const isTolerated = outcome !== result;
    const end = { result, durationMs, outcome: isTolerated ? outcome : undefined, reason };
    records?.push({ name: this.title, ...end });
    if (!this.isShown) return;
    this.start();
    emit({ type: "step-finished", path: this.#eventPath(), ...end });
    output.moveTo(this.path.slice(0, -1));
  }

  #eventPath(): EventPath {
    return [...this.#options.path, ...this.path];
  }
}
