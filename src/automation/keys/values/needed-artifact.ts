import type { ArtifactReference } from "../../../steps/artifacts/artifact-reference.ts";
import type { OptionReader } from "../option-reader.ts";

/**
 * Adds the job of an artifact to those that are needed.
 *
 * @throws DeclarationError for one of another automation.
 */
export function needArtifact(
  { job, owner }: ArtifactReference,
  option: string,
  reader: OptionReader,
): void {
  if (reader.need(job, owner)) return;
  throw reader.error(
    option,
    "the artifact is of a job of another automation. A workflow sees its own jobs only.",
  );
}
