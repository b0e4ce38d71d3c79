/** Which artifacts a job uploads and downloads, as far as it is known before it runs. */
import { readsIn } from "../../expression/analysis/usage.ts";
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { ActionStep, WorkflowJob } from "../../model/workflow.ts";
import { readExtendedPattern } from "../glob/extended-pattern.ts";
import { literalOf } from "../glob/name-pattern.ts";
import { actionName } from "../tools/tool-requests.ts";
import { knownText } from "../values/known.ts";
import { ActionInputs } from "./action-inputs.ts";
import { downloadDefaults } from "./download-step.ts";
import { uploadDefaults } from "./upload-step.ts";

/** Stands for the name of an upload that only the job knows. No artifact can have it. */
export const anyArtifact = "*";

/** By name, by pattern, or all of them. */
export interface ArtifactUse {
  readonly name?: string;
  readonly pattern?: string;
}

export interface ArtifactUses {
  readonly uploads: readonly string[];
  /** Without those whose names only the job knows. */
  readonly downloads: readonly ArtifactUse[];
}

/**
 * @param contexts those that are known before the job runs. What reads another one is not known.
 * @throws UnknownError for a name that rests on what only GitHub knows.
 */
export function artifactUses(job: WorkflowJob, contexts: Contexts): ArtifactUses {
  const evaluate = (text: string): string => {
    const reads = readsIn(text);
    const isKnown = reads.contexts.every((name) => Object.hasOwn(contexts, name));
    if (!isKnown || reads.functions.includes("hashfiles")) throw new NotYetKnown();
    return knownText(text, contexts);
  };
  const stepsWith = (action: string): readonly ActionStep[] =>
    job.steps.filter((step): step is ActionStep => "uses" in step && actionName(step) === action);
  return {
    uploads: stepsWith("actions/upload-artifact").map((step) =>
      ifKnown(() => uploadedName(new ActionInputs(step, uploadDefaults, evaluate)), anyArtifact),
    ),
    downloads: stepsWith("actions/download-artifact").flatMap((step) =>
      ifKnown(() => downloadedNames(new ActionInputs(step, downloadDefaults, evaluate)), []),
    ),
  };
}

class NotYetKnown extends Error {}

function ifKnown<Item>(ask: () => Item, otherwise: Item): Item {
  try {
    return ask();
  } catch (error) {
    if (error instanceof NotYetKnown) return otherwise;
    throw error;
  }
}

/** What may find nothing to upload counts as if it found something: then its consumers fail here as on GitHub. */
function uploadedName(inputs: ActionInputs): string {
  if (inputs.text("archive").toLowerCase() !== "false") return inputs.text("name");
  // The name is that of the file.
  const last = inputs.text("path").split("/").at(-1) ?? "";
  return literalOf(last) ?? anyArtifact;
}

function downloadedNames(inputs: ActionInputs): readonly ArtifactUse[] {
  const isOfAnotherRun = inputs.has("run-id") || inputs.has("repository");
  if (inputs.has("github-token") && isOfAnotherRun) return [];
  const name = inputs.text("name");
  if (name !== "") return [{ name }];
  if (inputs.has("artifact-ids")) return [];
  const pattern = inputs.text("pattern");
  return [pattern === "" ? {} : { pattern }];
}

/** The first artifact that a job downloads and that only jobs elsewhere would have made. */
export function missingArtifact(
  downloads: readonly ArtifactUse[],
  elsewhere: () => readonly string[],
  here: () => readonly string[],
): string | undefined {
  for (const use of downloads) {
    const fits = fitsUse(use);
    const isSure = (other: string): boolean => other !== anyArtifact && fits(other);
    // Of several artifacts, part of them here would be another result.
    if (use.name !== undefined && here().some(isSure)) continue;
    const missingName = elsewhere().find(isSure);
    if (missingName !== undefined) return missingName;
    if (elsewhere().includes(anyArtifact) && !here().includes(anyArtifact)) {
      return use.name ?? use.pattern ?? anyArtifact;
    }
  }
  return undefined;
}

function fitsUse({ name, pattern }: ArtifactUse): (artifact: string) => boolean {
  if (name !== undefined) return (artifact) => artifact === name;
  return pattern === undefined ? () => true : readExtendedPattern(pattern);
}
