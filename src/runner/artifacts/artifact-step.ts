/** The steps that upload and download artifacts: here they go through the run's own store. */
import type { ActionStep } from "../../model/workflow.ts";
import type { RunSetting } from "../job/run-setting.ts";
import { actionName } from "../tools/tool-requests.ts";
import { ActionInputs } from "./action-inputs.ts";
import type { ArtifactResult } from "./artifact-result.ts";
import { downloadArtifacts, downloadDefaults } from "./download-step.ts";
import { uploadArtifact, uploadDefaults } from "./upload-step.ts";

export interface ArtifactStepOptions {
  /** The key of the job's leg, for names of files. */
  readonly legKey: string;
  readonly setting: RunSetting;
  /** The checkout. */
  readonly folder: string;
  /** The `github` context. */
  readonly github: Readonly<Record<string, unknown>>;
  /** Returns a text of the step with its expressions replaced. */
  readonly evaluate: (text: string) => string;
}

/**
 * @throws Error where the step fails.
 * @throws UnknownError for what only GitHub has.
 */
export function runArtifactStep(
  step: ActionStep,
  { legKey, setting, folder, github, evaluate }: ArtifactStepOptions,
): ArtifactResult {
  const { artifacts: store, folder: runFolder } = setting;
  switch (actionName(step)) {
    case "actions/upload-artifact":
      return uploadArtifact(new ActionInputs(step, uploadDefaults, evaluate), {
        store,
        folder,
        isSavedByTask: step.purpose === "artifact",
        shownAt: (artifact) => runFolder.artifactName(legKey, artifact),
        absolute: (shownAt) => runFolder.absolute(shownAt),
      });
    case "actions/download-artifact":
      return downloadArtifacts(new ActionInputs(step, downloadDefaults, evaluate), {
        store,
        folder,
        github,
      });
    default:
      throw new Error(`the action ${step.uses} cannot be run on this machine`);
  }
}
