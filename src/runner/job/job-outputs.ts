/** The outputs of a job, which are evaluated at its end. */
import type { Contexts } from "../../expression/values/evaluate.ts";
import { UnknownError } from "../../expression/values/unknown.ts";
import { messageOf } from "../../problems/wording.ts";
import type { Masker } from "../../process/masker.ts";
import { knownText } from "../values/known.ts";
import { largestOutputs } from "../../github/limits.ts";

export interface JobOutputs {
  readonly values: Readonly<Record<string, string>>;
  /** Names of outputs that rest on what only GitHub knows. */
  readonly unknown: readonly string[];
  /** Why the first of them is not known. */
  readonly unknownError: UnknownError | undefined;
  /** About outputs that are left out. */
  readonly warnings: readonly string[];
  /** Why an output cannot be computed, which fails the job. */
  readonly problem: string | undefined;
}

/**
 * A failed job has the outputs that were set, too (JobExtension.FinalizeJob in actions/runner). An empty output counts as
 * not set; an output that contains a secret is left out.
 */
export function jobOutputs(
  declarations: Readonly<Record<string, string>>,
  contexts: Contexts,
  masker: Pick<Masker, "mask">,
): JobOutputs {
  const values: Record<string, string> = {};
  const warnings: string[] = [];
  const unknown: string[] = [];
  let unknownError: UnknownError | undefined;
  let problem: string | undefined;
  let size = 0;
  for (const [name, text] of Object.entries(declarations)) {
    let value: string;
    try {
      value = knownText(text, contexts);
    } catch (error) {
      if (error instanceof UnknownError) {
        unknown.push(name);
        unknownError ??= error;
      } else problem ??= messageOf(error);
      continue;
    }
    if (value === "") continue;
    if (value.length * 2 > largestOutputs - size) {
      warnings.push(`Skip output '${name}': the outputs of a job may have 1 MiB together.`);
    } else if (masker.mask(value) !== value) {
      warnings.push(`Skip output '${name}' since it may contain secret.`);
    } else {
      values[name] = value;
      size += value.length * 2;
    }
  }
  return { values, unknown, unknownError, warnings, problem };
}
