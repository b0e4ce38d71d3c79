/** What is allowed, but hardly meant: each warning has a kind, by which it can be silenced. */
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import { DeclarationError, type Place } from "./place.ts";

/** Every kind, in the order in which docs/workflows.md explains them. */
export const warningKinds = [
  "skipped-behind",
  "never-holds",
  "not-boolean",
  "no-contents",
  "write-for-all",
  "no-default",
  "unknown-property",
  "unpinned",
  "actionlint",
  "misplaced",
  "runs-beside",
] as const;

export type WarningKind = (typeof warningKinds)[number];

export interface Warning {
  readonly kind: WarningKind;
  /** The job that it is about, where it is about one. */
  readonly job?: string;
  /** One sentence or more. */
  readonly text: string;
}

/** What `warnings` takes: `false` for none at all, or the kinds that are not wanted. */
export type WarningOption = false | readonly WarningKind[];

/** @throws DeclarationError for a kind that there is not. */
export function readWarningOption(given: unknown, place: Place): WarningOption {
  if (given === false) return given;
  const at = { ...place, option: "warnings" };
  if (!Array.isArray(given)) {
    throw new DeclarationError(
      at,
      `it is false, or a list of kinds to silence, not ${shown(given)}.`,
      ['warnings: ["no-contents"]'],
    );
  }
  const known: readonly unknown[] = warningKinds;
  const wrong = (given as readonly unknown[]).find((kind) => !known.includes(kind));
  if (wrong !== undefined) {
    throw new DeclarationError(
      at,
      `there is no kind ${shown(wrong)}. The kinds are ${quotedList(warningKinds)}.${typeof wrong === "string" ? didYouMean(wrong, warningKinds) : ""}`,
    );
  }
  return [...(given as readonly WarningKind[])];
}

/**
 * The warnings that nothing silences.
 *
 * @param silenced by the app and the automation.
 * @param jobs what the jobs silence, for the warnings that are about one of them.
 */
export function unsilenced(
  warnings: readonly Warning[],
  silenced: readonly (WarningOption | undefined)[],
  jobs: readonly { readonly id: string; readonly silenced?: WarningOption | undefined }[],
): readonly Warning[] {
  return warnings.filter(({ kind, job }) => {
    const own = jobs.find(({ id }) => id === job)?.silenced;
    return [...silenced, own].every(
      (option) => option !== false && option?.includes(kind) !== true,
    );
  });
}
