/** Stops of a run that a test answers. */
import type { Stop, StepStops, StopAnswer } from "../../../src/runner/stop/step-stops.ts";

type Answer = StopAnswer | ((stop: Stop, signal: AbortSignal) => StopAnswer | Promise<StopAnswer>);

export interface ScriptedStops extends StepStops {
  /** In the order in which they were asked. */
  readonly stops: readonly Stop[];
  readonly unreached: readonly string[];
}

/** Answers one stop after another. One without an answer is an error. */
export function answers(
  list: readonly Answer[],
  options: Partial<Pick<StepStops, "atFailures" | "breaks">> = {},
): ScriptedStops {
  const rest = [...list];
  const stops: Stop[] = [];
  const unreached: string[] = [];
  return {
    atFailures: true,
    breaks: [],
    ...options,
    stops,
    unreached,
    onUnreached: (breaks) => void unreached.push(...breaks),
    async ask(stop, signal) {
      stops.push(stop);
      const answer = rest.shift();
      if (answer === undefined) throw new Error(`nobody answers ${JSON.stringify(stop.path)}`);
      return typeof answer === "string" ? answer : answer(stop, signal);
    },
  };
}

/** Answers that whoever needed the answer does not need it any more. */
export function untilAborted(_stop: Stop, signal: AbortSignal): Promise<StopAnswer> {
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve("run")));
}
