import type { Permissions } from "../../model/workflow.ts";
import type { SetupStep } from "../../steps/step.ts";
import type { ChosenReleases } from "../pins/chosen-releases.ts";
import type { FoundPins } from "../pins/found-pins.ts";

/** What the app says for all of its workflows. */
export interface WorkflowDefaults {
  /** What calls recompose in the repository, such as `./run`. */
  readonly entryPoint: string;
  /** The folder of the entry point, relative to the repository's root. Default: the root. */
  readonly workingDirectory?: string | undefined;
  readonly runsOn: string;
  readonly permissions: Permissions;
  readonly setup: readonly SetupStep[];
  /** How actions are pinned, or releases for some of them. Default: `sha`, a full commit with the release as a comment. */
  readonly actionPins?: "sha" | "tag" | ChosenReleases | undefined;
  /** The pins of the committed files. They replace the built-in ones. */
  readonly pins?: FoundPins | undefined;
}
