import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { filledText, type TextValue } from "../input-table.ts";
import { literalText } from "../literal-text.ts";
import type { StepValue } from "../step.ts";

/** https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/upload/path-and-artifact-name-validation.ts */
const forbidden = /[":<>|*?\r\n\\/]/;

/** @throws UsageError for a name that no artifact can have, whatever its expressions come to. */
export function artifactName(name: TextValue, caller: string): StepValue {
  const read = filledText(name, `${caller}: the name of the artifact`);
  if (typeof read === "string") checkArtifactName(read, `${caller}: `);
  return read;
}

/** @param before What stands before the message of the error. */
export function checkArtifactName(name: string, before = ""): void {
  // A download makes a folder with the name.
  const isFolderName = name !== "." && name !== "..";
  if (isFolderName && !forbidden.test(literalText(name) ?? "")) return;
  throw new UsageError(
    `${before}an artifact cannot be called ${shown(name)}: a name is not "." or "..", has a single line, and none of " : < > | * ? \\ / in it.`,
  );
}
