import type { Event, EventPath } from "../events/event.ts";
import type { Host } from "../host/host.ts";
import type { Workflow } from "../workflow/model.ts";
import type { ArtifactStore } from "./artifact-store.ts";
import type { Checkout } from "./git.ts";
import type { RunFolder } from "./run-folder.ts";

/** What all jobs of one run share. */
export interface RunSetting {
  readonly id: string;
  readonly workflow: Workflow;
  readonly host: Pick<Host, "platform" | "architecture" | "env" | "now">;
  readonly checkout: Checkout;
  /** Where the jobs run: the folder of `recompose.ts`. */
  readonly workspace: string;
  readonly eventName: string;
  readonly folder: RunFolder;
  readonly artifacts: ArtifactStore;
  /** The path of the run itself. */
  readonly path: EventPath;
  /** `time` for what happened in another process; now where it is not given. */
  readonly emit: (event: Event, time?: number) => void;
  readonly signal: AbortSignal;
}
