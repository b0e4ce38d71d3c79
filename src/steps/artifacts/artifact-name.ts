import { isArtifactName } from "../../github/name-rules.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { filledText, type TextValue } from "../input-table.ts";
import { literalText } from "../literal-text.ts";
import type { StepValue } from "../step.ts";

/** @throws UsageError for a name that no artifact can have, whatever its expressions come to. */
export function artifactName(name: TextValue, caller: string): StepValue {
  const read = filledText(name, `${caller}: the name of the artifact`);
  const literal = typeof read === "string" ? literalText(read) : undefined;
  // Its expressions may be all of it.
  if (literal === undefined || literal === "" || isArtifactName(literal)) return read;
  throw new UsageError(
    `${caller}: an artifact cannot be called ${shown(read)}: a name is not "." or "..", and has none of " : < > | * ? \\ / [ ] in it.`,
  );
}
