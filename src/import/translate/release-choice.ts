/** The releases of the actions that have functions: an app chooses one for each, `actionPins`. */
import { UsageError } from "../../problems/usage-error.ts";
import { setupActions } from "../../steps/setup/setup-actions.ts";
import type { PlanStatement } from "../../typescript/plan.ts";
import { usedNames } from "../../typescript/used-names.ts";
import { repositoryOf } from "../../workflow/pins/action-pins.ts";
import type { ActionPins } from "../../workflow/pins/pin.ts";
import { readChosenReleases } from "../../workflow/pins/chosen-releases.ts";
import { listOf, mappingOf, type YamlMapping } from "../read-workflow.ts";
import { releasesOf, withRelease } from "../releases.ts";

/** By `owner/name`: `v4`, or a commit with its release behind it. */
export type ReleaseChoice = Readonly<Record<string, string>>;

export interface ReadFile {
  readonly workflow: YamlMapping;
  readonly pins: ActionPins;
}

/** The repositories of the actions by the functions for them. */
const functions: ReadonlyMap<string, string> = new Map([
  ...setupActions.map(({ call, action }) => [call, repositoryOf(action)] as const),
  ["upload", "actions/upload-artifact"],
  ["download", "actions/download-artifact"],
]);

const repositories: ReadonlySet<string> = new Set(functions.values());

/** The releases that most steps of the files use. Of two that are used alike it is the first one. */
export function chooseReleases(files: readonly ReadFile[]): ReleaseChoice {
  const counts = new Map<string, Map<string, number>>();
  for (const { repository, release } of files.flatMap(releasesIn)) {
    const own = counts.get(repository) ?? new Map<string, number>();
    counts.set(repository, own.set(release, (own.get(release) ?? 0) + 1));
  }
  const chosen = [...counts].map(([repository, own]) => {
    const [[release] = [""]] = [...own].toSorted(([, one], [, other]) => other - one);
    return [repository, release] as const;
  });
  return Object.fromEntries(chosen);
}

/** Those of the actions whose functions are called. */
export function usedReleases(
  chosen: ReleaseChoice,
  statements: readonly PlanStatement[],
): ReleaseChoice {
  const used = [...usedNames(statements)].flatMap((name) => functions.get(name) ?? []);
  return Object.fromEntries(
    Object.entries(chosen).filter(([repository]) => used.includes(repository)),
  );
}

function releasesIn({
  workflow,
  pins,
}: ReadFile): readonly { readonly repository: string; readonly release: string }[] {
  const releases = releasesOf(pins);
  const steps = Object.values(mappingOf(workflow["jobs"]) ?? {}).flatMap((job) =>
    listOf(mappingOf(job)?.["steps"]),
  );
  return steps.flatMap((step) => {
    const uses = mappingOf(step)?.["uses"];
    if (typeof uses !== "string") return [];
    const [action, release] = splitUses(withRelease(uses, releases));
    const repository = repositoryOf(action);
    if (release === undefined || !repositories.has(repository)) return [];
    return canBeChosen(repository, release) ? [{ repository, release }] : [];
  });
}

/** `actions/checkout` and `v4`, or a commit with its release. */
export function splitUses(uses: string): readonly [string, string | undefined] {
  const [action = "", ...others] = uses.split("@");
  return [action, others.length === 0 ? undefined : others.join("@")];
}

function canBeChosen(repository: string, release: string): boolean {
  try {
    readChosenReleases({ [repository]: release });
    return true;
  } catch (error) {
    if (error instanceof UsageError) return false;
    throw error;
  }
}
