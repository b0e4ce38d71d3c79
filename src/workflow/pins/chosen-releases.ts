/** The releases that an app chooses for the actions of functions for steps: `app({ actionPins: { … } })`. */
import { sameKeys } from "../../github/name-rules.ts";
import { checkMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";
import type { UsesStep } from "../../steps/step.ts";
import { builtInPins, repositoryOf } from "./action-pins.ts";
import { isCommit } from "./action-version.ts";

/** Tags, branches or commits with their release behind them, by `owner/name`. */
export type ChosenReleases = Readonly<Record<string, string>>;

type CodePin = Pick<UsesStep, "ref" | "version">;

/**
 * Reads them as what stands behind the `@` of an action.
 *
 * @returns By the action's name in lower case.
 * @throws UsageError for an action that no function uses, and for what is no release.
 */
export function readChosenReleases(chosen: unknown): Readonly<Record<string, CodePin>> {
  checkMapping(chosen, owner);
  const twins = sameKeys(Object.keys(chosen));
  if (twins !== undefined) {
    throw new UsageError(`${owner} has ${quotedList(twins)}, which are one action to GitHub.`);
  }
  const entries = Object.entries(chosen).map(([action, release]) => {
    checkAction(action, release);
    return [action.toLowerCase(), readRelease(action, release)] as const;
  });
  return Object.fromEntries(entries);
}

const owner = "app(): `actionPins`";

function checkAction(action: string, release: unknown): void {
  const known = Object.keys(builtInPins);
  if (known.includes(action.toLowerCase())) return;
  const [name = "", ref = String(release)] = action.split("@");
  const repository = repositoryOf(name);
  if (known.includes(repository.toLowerCase())) {
    throw new UsageError(
      `${owner} has ${shown(action)}: its key is the action's repository, and its value the release.`,
      [`actionPins: { ${JSON.stringify(repository)}: ${JSON.stringify(ref)} }`],
    );
  }
  throw new UsageError(
    `${owner} has ${shown(action)}, which no function for a step uses. They use ${quotedList(known)}.${didYouMean(name, known)} The release of any other action stands behind its name.`,
    [`uses("${name === "" ? "owner/name" : name}@${ref}")`],
  );
}

function readRelease(action: string, release: unknown): CodePin {
  const example = [`actionPins: { ${JSON.stringify(action)}: "v4" }`];
  const [, ref, version] =
    (typeof release === "string"
      ? /^([\w./+-]+)(?:\s+#\s*(v?\d[\w.+-]*))?$/.exec(release)
      : null) ?? [];
  if (ref === undefined) {
    throw new UsageError(
      `${owner}: the release of ${shown(action)} is a tag, "v4.1.0", or a commit with its tag, "<40 digits> # v4.1.0", not ${shown(release)}.`,
      example,
    );
  }
  if (isCommit(ref)) return { ref, version };
  if (/^(?=.*\d)(?=.*[a-f])[0-9a-f]{7,}$/i.test(ref)) {
    throw new UsageError(
      `${owner}: ${shown(ref)} of ${shown(action)} looks like a part of a commit, and GitHub takes all of its 40 digits, in lower case.`,
      example,
    );
  }
  if (version === undefined) return { ref };
  throw new UsageError(
    `${owner}: ${shown(release)} of ${shown(action)} has a tag and a release behind it, which belongs behind a commit.`,
    [`actionPins: { ${JSON.stringify(action)}: ${JSON.stringify(ref)} }`],
  );
}
