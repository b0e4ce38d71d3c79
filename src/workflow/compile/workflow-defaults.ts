import type { Permissions } from "../../model/workflow.ts";
import type { SetupStep } from "../../setup/setup-step.ts";
import type { ActionPins } from "../pins/action-pins.ts";

/** What the app says for all of its workflows. */
export interface WorkflowDefaults {
  /** What calls recompose in the repository, such as `./run`. */
  readonly entryPoint: string;
  /** Where the entry point is, relative to the repository's root. Default: there. */
  readonly workingDirectory?: string | undefined;
  readonly runsOn: string;
  readonly permissions: Permissions;
  readonly setup: readonly SetupStep[];
  /** How actions are pinned. Default: `sha`, a full commit with the release as a comment. */
  readonly actionPins?: "sha" | "tag" | undefined;
  /** Pins that win over the built-in ones: those of the committed file. */
  readonly pins?: ActionPins | undefined;
}

/** The step that runs the task: its outputs become the job's. */
export const taskStepId = "run";
