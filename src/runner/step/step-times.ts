/** How long a step may take: `timeout-minutes`, and what is left of a job that is to end. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import type { WorkflowStep } from "../../model/workflow.ts";
import { timeLimitReason } from "../../events/time-limit.ts";
import { messageOf, shown } from "../../problems/wording.ts";
import { typedValue } from "../values/evaluated-values.ts";
import type { TimeLimits } from "./time-limits.ts";

export interface StepTimeout {
  /** Aborted when the job is to end or the time is over. */
  readonly signal: AbortSignal;
  /** Whether the step ends because the job does. */
  readonly isCancelled: () => boolean;
  /** Why the step ended, where that was its own time. */
  readonly reason: () => string | undefined;
  readonly stop: () => void;
}

/** What steps with `always()` have after a cancellation, in milliseconds (cancel-timeout-minutes of GitHub's). */
const cleanupTimeout = 300_000;

/**
 * A step that takes too long fails, and its job goes on as after any failure. A limit of 0 is none, nor is one that
 * cannot be read, which is an error in the log and nothing else.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/StepsRunner.cs (RunStepAsync)
 *
 * @param job Aborted when the job is to end. A step that begins after that has some time of its own.
 * @param complain Is told why the limit cannot be read.
 */
export function startTimeout(
  { "timeout-minutes": setting }: WorkflowStep,
  job: AbortSignal,
  contexts: Contexts,
  limits: TimeLimits,
  complain: (problem: string) => void,
): StepTimeout {
  const end = job.aborted ? AbortSignal.timeout(cleanupTimeout) : job;
  const isCancelled = (): boolean => end.aborted;
  const minutes = setting === undefined ? 0 : minutesOf(setting, contexts, complain);
  if (minutes <= 0) return { signal: end, isCancelled, reason: () => undefined, stop: () => {} };
  const controller = new AbortController();
  const stop = limits.start(minutes * 60_000, () => controller.abort());
  const { signal } = controller;
  return {
    signal: AbortSignal.any([end, signal]),
    isCancelled,
    reason: () => (signal.aborted && !end.aborted ? timeLimitReason(minutes) : undefined),
    stop,
  };
}

function minutesOf(
  setting: number | string,
  contexts: Contexts,
  complain: (problem: string) => void,
): number {
  if (typeof setting === "number") return setting;
  try {
    const minutes = typedValue(setting, contexts);
    if (typeof minutes === "number") return minutes;
    complain(`timeout-minutes is not a number: ${setting} is ${shown(minutes)}`);
  } catch (error) {
    if (error instanceof UnknownError) throw error;
    complain(`timeout-minutes cannot be read: ${messageOf(error)}`);
  }
  return 0;
}
