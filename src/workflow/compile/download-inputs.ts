import type { ArtifactNames } from "../../automation/artifact-names.ts";
import type { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import type { StepValues } from "../../steps/step.ts";

/**
 * What the download of a job's artifact says.
 *
 * @param settings Its other inputs: `path`, if it has one, comes right behind the name.
 */
export function downloadInputs(
  reference: ArtifactReference,
  { path, ...others }: StepValues,
  names: ArtifactNames,
): StepValues {
  const source = names.source(reference);
  // checkRequestedArtifacts() refuses an artifact without one.
  if (source === undefined) return {};
  const folder = path === undefined ? {} : { path };
  if ("pattern" in source) return { pattern: source.pattern, ...folder, ...others };
  const { name } = source;
  const { "merge-multiple": merged, ...rest } = others;
  if (!reference.allCombinations || merged === true) return { name, ...folder, ...rest };
  // Gathered artifacts have a folder for each combination, even for a single one.
  const own = path === undefined ? name : `${String(path).replace(/\/+$/, "")}/${name}`;
  return { name, path: own, ...rest };
}
