/** Warnings about what is allowed but probably a mistake. Each kind can be silenced. */
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import { DeclarationError, type Place } from "./place.ts";

/** In the order of docs/write/warnings.md. */
export const warningKinds = [
  "skipped-behind",
  "never-holds",
  "excludes-nothing",
  "not-boolean",
  "same-artifact",
  "no-artifact",
  "no-contents",
  "write-for-all",
  "no-default",
  "undeclared-secret",
  "unknown-property",
  "unpinned",
  "actionlint",
  "misplaced",
  "runs-beside",
  "shared-title",
  "other-repository",
  "no-checkout",
  "own-action",
  "no-pnpm",
  "not-imported",
] as const;

/** What a warning is about. docs/write/warnings.md explains each kind. */
export type WarningKind = (typeof warningKinds)[number];

/** Something that is allowed but probably a mistake. */
export interface Warning {
  /** What it is about, and what `warnings` silences it by. */
  readonly kind: WarningKind;
  /** The job, if it is about one. */
  readonly job?: string | undefined;
  /** One sentence or more. */
  readonly text: string;
}

/** What `warnings` takes: `false` for no warnings, or the kinds to silence. */
export type WarningOption = false | readonly WarningKind[];

/** @throws DeclarationError for an unknown kind. */
export function readWarningOption(value: unknown, place: Place): WarningOption | undefined {
  if (value === false || value === undefined) return value;
  const at = { ...place, option: "warnings" };
  if (!Array.isArray(value)) {
    throw new DeclarationError(
      at,
      `it is false, or a list of kinds to silence, not ${shown(value)}.`,
      ['warnings: ["no-contents"]'],
    );
  }
  const kinds: readonly unknown[] = warningKinds;
  const wrong = (value as readonly unknown[]).find((kind) => !kinds.includes(kind));
  if (wrong !== undefined) {
    throw new DeclarationError(
      at,
      `there is no kind ${shown(wrong)}. The kinds are ${quotedList(warningKinds)}.${typeof wrong === "string" ? didYouMean(wrong, warningKinds) : ""}`,
    );
  }
  return [...(value as readonly WarningKind[])];
}

/**
 * The warnings that nothing silences.
 *
 * @param options The options `warnings` of the app and the automation.
 * @param jobs The jobs with theirs.
 */
export function withoutSilenced(
  warnings: readonly Warning[],
  options: readonly (WarningOption | undefined)[],
  jobs: readonly { readonly id: string; readonly warningOption?: WarningOption | undefined }[],
): readonly Warning[] {
  return warnings.filter(({ kind, job }) => {
    const own = jobs.find(({ id }) => id === job)?.warningOption;
    return [...options, own].every((option) => option !== false && option?.includes(kind) !== true);
  });
}
