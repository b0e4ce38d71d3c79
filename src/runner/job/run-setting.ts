import type { Event, EventPath, JobRecord } from "../../events/event.ts";
import type { Host } from "../../host/host.ts";
import type { Watchdog } from "../../host/processes/watchdog.ts";
import type { Masker } from "../../process/masker.ts";
import type { Workflow } from "../../model/workflow.ts";
import type { ArtifactStore } from "../artifacts/artifact-store.ts";
import type { RunFolder } from "../run-folder/run-folder.ts";
import type { RunMask } from "../run-folder/run-mask.ts";
import type { Grace } from "../step/step-process.ts";
import type { Workspaces } from "./workspaces.ts";

/** What all jobs of one run share. */
export interface RunSetting {
  readonly workflow: Workflow;
  readonly host: Pick<Host, "platform" | "architecture" | "now">;
  /** What processes start from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly folder: RunFolder;
  readonly artifacts: ArtifactStore;
  readonly workspaces: Workspaces;
  /** The file with the payload of the event. */
  readonly eventPath: string;
  readonly masker: Masker;
  readonly mask: RunMask;
  /** Ends what jobs started when this process is killed. */
  readonly watchdog: Watchdog;
  readonly grace: Grace;
  /** What was typed. */
  readonly command: readonly string[] | undefined;
  readonly jobSummary: (job: JobRecord) => string;
  /** Of the run itself. */
  readonly path: EventPath;
  /** `time` is when it happened. Default: now. */
  readonly emit: (event: Event, time?: number) => void;
}
