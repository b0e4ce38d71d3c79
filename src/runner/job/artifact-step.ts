/** The steps that upload and download artifacts: here they go through the run's own store. */
import { basename, resolve } from "node:path";
import type { ActionStep } from "../../model/workflow.ts";
import { actionName } from "../tools/action-name.ts";
import type { RunSetting } from "./run-setting.ts";

export interface ArtifactStepOptions {
  /** The key of the job's leg, for names of files. */
  readonly legKey: string;
  readonly setting: RunSetting;
  /** The checkout. */
  readonly folder: string;
  /** A setting of the step, evaluated; empty where it has none. */
  readonly input: (name: string) => string;
}

export interface UploadedArtifact {
  /** As the task calls it. */
  readonly artifact: string;
  /** In the store. */
  readonly name: string;
  /** Relative to the run's folder. */
  readonly shownAt: string;
}

/** Returns what it uploaded; undefined for a download. */
export function runArtifactStep(
  step: ActionStep,
  { legKey, setting, folder, input }: ArtifactStepOptions,
): UploadedArtifact | undefined {
  const { artifacts, folder: runFolder } = setting;
  const path = resolve(folder, input("path"));
  const name = input("name");
  switch (actionName(step)) {
    case "actions/upload-artifact": {
      const artifact = basename(path);
      const shownAt = runFolder.artifactName(legKey, artifact);
      artifacts.upload({
        name,
        path,
        includeHiddenFiles: input("include-hidden-files") === "true",
        visibleFolder: runFolder.absolute(shownAt),
      });
      return { artifact, name, shownAt };
    }
    case "actions/download-artifact":
      artifacts.download({ name, pattern: input("pattern") || "*", target: path });
      return undefined;
    default:
      throw new Error(`the action ${step.uses} cannot be run on this machine`);
  }
}
