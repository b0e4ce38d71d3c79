/** Runs one job, or one combination of a matrix job, in its workspace and within its time. */
import { UnknownError } from "../../expression/values/unknown.ts";
import { timeLimitReason } from "../../events/time-limit.ts";
import { messageOf, shown } from "../../problems/wording.ts";
import { typedValue } from "../values/evaluated-values.ts";
import { elsewhereFor } from "../schedule/elsewhere.ts";
import type { LogFile } from "../run-folder/log-file.ts";
import type { Refusal } from "../schedule/scheduler.ts";
import { TimeLimits } from "../step/time-limits.ts";
import type { Workspace } from "./workspaces.ts";
import type { LegOutcome, LegRunOptions } from "./leg-outcome.ts";
import { LegSteps } from "./leg-steps.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes */
const defaultTimeoutMinutes = 360;

export async function runLeg(options: LegRunOptions): Promise<LegOutcome> {
  const { leg, setting, signal } = options;
  const log = setting.folder.log(leg.key);
  const timeout = new AbortController();
  const limits = new TimeLimits(() => setting.host.now());
  let stopTimeout: (() => void) | undefined;
  let workspace: Workspace | undefined;
  try {
    const minutes = minutesOf(options);
    stopTimeout = limits.start(minutes * 60_000, () => timeout.abort());
    workspace = await setting.workspaces.open(leg.key);
    const endSignal = AbortSignal.any([signal, timeout.signal]);
    const steps = new LegSteps({ ...options, signal: endSignal }, workspace, log, limits);
    const outcome = withLog(await steps.run(), log);
    // https://docs.github.com/en/actions/reference/limits: a job that takes too long is cancelled, not failed.
    return timeout.signal.aborted && !signal.aborted
      ? { ...outcome, result: "cancelled", reason: timeLimitReason(minutes) }
      : outcome;
  } catch (error) {
    const outcome = failedOutcome(error);
    log.line(outcome.reason ?? "");
    return outcome;
  } finally {
    stopTimeout?.();
    log.flush();
    await workspace?.remove();
  }
}

/** A job that did not come to its steps, because of a failure or of what only GitHub knows. */
export function failedOutcome(error: unknown): LegOutcome {
  const isUndecided = error instanceof UnknownError;
  const end: Refusal = isUndecided
    ? elsewhereFor(error)
    : { result: "failure", reason: messageOf(error) };
  const rest = { outputs: {}, unknownOutputs: undefined, uploads: [], exitCode: undefined };
  return { ...end, ...rest, isUndecided, summary: "", steps: [] };
}

/** A job whose log cannot be written has failed, since nobody can see what it did. */
function withLog(outcome: LegOutcome, log: LogFile): LegOutcome {
  log.flush();
  const { problem: reason } = log;
  if (reason === undefined || outcome.result !== "success") return outcome;
  return { ...outcome, result: "failure", reason };
}

function minutesOf({ leg, contexts }: LegRunOptions): number {
  const timeout = leg.job["timeout-minutes"] ?? defaultTimeoutMinutes;
  if (typeof timeout === "number") return timeout;
  // A text is refused, also one of digits (`number-strategy-context` in workflow-v1.0.json of
  // https://github.com/actions/runner/tree/main/src/Sdk/WorkflowParser).
  const minutes = typedValue(timeout, contexts);
  if (typeof minutes === "number" && minutes > 0) return minutes;
  throw new Error(`timeout-minutes is not a number above 0: ${timeout} is ${shown(minutes)}`);
}
