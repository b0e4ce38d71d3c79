/** What one job, or one combination of a matrix job, goes through. */
import type { LocalResult } from "../../events/event.ts";

export type LegState =
  /** Something that its job needs has not ended. */
  | { readonly kind: "waiting" }
  /** Its job's condition held; it waits for a free place. */
  | { readonly kind: "ready" }
  | { readonly kind: "running" }
  /** It was told to end, and has not yet. */
  | { readonly kind: "stopping"; readonly reason: string }
  | {
      readonly kind: "finished";
      readonly result: LocalResult;
      readonly reason?: string | undefined;
    };

export type LegStep =
  | { readonly kind: "admit" }
  | { readonly kind: "start" }
  | { readonly kind: "stop"; readonly reason: string }
  /** It ran, and this is what came of it. */
  | { readonly kind: "finish"; readonly result: LocalResult; readonly reason?: string | undefined }
  /** It never ran. */
  | { readonly kind: "drop"; readonly result: LocalResult; readonly reason: string };

/** Every change of a state goes through here; one that cannot happen is a bug of the scheduler's. */
export function transition(state: LegState, step: LegStep): LegState {
  const before = state.kind;
  switch (step.kind) {
    case "admit":
      if (before === "waiting") return { kind: "ready" };
      break;
    case "start":
      if (before === "ready") return { kind: "running" };
      break;
    case "stop":
      if (before === "running") return { kind: "stopping", reason: step.reason };
      break;
    case "finish":
      if (before === "running") return { ...step, kind: "finished" };
      // A leg that was told to end counts as cancelled, however it ended.
      if (before === "stopping") {
        return { kind: "finished", result: "cancelled", reason: state.reason };
      }
      break;
    case "drop":
      if (before === "waiting" || before === "ready") return { ...step, kind: "finished" };
      break;
    default:
      step satisfies never;
  }
  throw new Error(`a job that is ${before} cannot ${step.kind}`);
}
