/** Looks up the newest releases of actions with `gh api`. */
import type { RunGh } from "../../host/gh.ts";
import { askGitHub } from "../../host/gh-api.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { repositoryOf } from "./action-pins.ts";
import type { ActionPins, Pin } from "./pin.ts";
import type { PinUse } from "./pin-list.ts";
import { compareVersions, isCommit, majorOf } from "./action-version.ts";

/**
 * The newest pins of every action. With a version in the code, the pin stays in its major version. With a branch, it is
 * the newest commit of that.
 *
 * @throws UsageError without `gh`, without a login, or without a network.
 */
export async function newestPins(uses: readonly PinUse[], gh: RunGh): Promise<ActionPins> {
  const pins: Record<string, Pin[]> = {};
  for (const use of groups(uses)) {
    const version = await newestVersion(use, gh);
    const path = `repos/${repositoryOf(use.action)}/commits/${encodeURIComponent(version)}`;
    const sha = await ask(gh, path, ".sha");
    if (sha === undefined || !isCommit(sha)) {
      throw new UsageError(
        `${use.action} has no release, branch or tag ${JSON.stringify(version)}.`,
      );
    }
    (pins[use.action] ??= []).push({ version, sha });
  }
  return pins;
}

/** The uses to look up. Of several uses of a major version or branch it is the newest, so that no pin goes back. */
function groups(uses: readonly PinUse[]): readonly PinUse[] {
  const byTrack = new Map<string, PinUse>();
  for (const use of uses) {
    // A commit without a release in the code: nobody can tell its newest version.
    if (use.version === use.sha) continue;
    const key = `${use.action}@${trackOf(use) ?? ""}`;
    const other = byTrack.get(key);
    if (other === undefined || (compareVersions(use.version, other.version) ?? 0) > 0) {
      byTrack.set(key, use);
    }
  }
  return [...byTrack.values()];
}

/** The major version, which may be newer in the file than in the code, or the branch in the code. */
function trackOf({ codeRef, version }: PinUse): string | undefined {
  if (codeRef === undefined) return undefined;
  const major = majorOf(codeRef);
  return major === undefined ? codeRef : (majorOf(version) ?? major);
}

async function newestVersion(use: PinUse, gh: RunGh): Promise<string> {
  const track = trackOf(use);
  const current =
    use.codeRef !== undefined && majorOf(use.codeRef) === undefined ? use.codeRef : use.version;
  if (majorOf(current) === undefined) return current;
  const latest = await ask(gh, `repos/${repositoryOf(use.action)}/releases/latest`, ".tag_name");
  const major = latest === undefined ? undefined : majorOf(latest);
  // The latest release may be of another major version, or of another part of the repository.
  const release =
    major !== undefined && (track === undefined || track === major)
      ? latest
      : await newestTag(use, track, gh);
  return release !== undefined && (compareVersions(release, current) ?? -1) >= 0
    ? release
    : current;
}

async function newestTag(
  use: PinUse,
  major: string | undefined,
  gh: RunGh,
): Promise<string | undefined> {
  const prefix = `${use.version.startsWith("v") ? "v" : ""}${major === undefined ? "" : `${major}.`}`;
  const path = `repos/${repositoryOf(use.action)}/git/matching-refs/tags/${prefix}`;
  const names = (await ask(gh, path, ".[].ref", ["--paginate"]))?.split("\n") ?? [];
  return names
    .map((name) => name.trim().replace("refs/tags/", ""))
    .filter((tag) => /^v?\d+\.\d+\.\d+$/.test(tag))
    .toSorted((a, b) => compareVersions(b, a) ?? 0)[0];
}

/** Reads a value from GitHub's API; undefined where GitHub does not have it. */
async function ask(
  gh: RunGh,
  path: string,
  query: string,
  options: readonly string[] = [],
): Promise<string | undefined> {
  const answer = await askGitHub(gh, path, [...options, "--jq", query], "Looking up releases");
  return answer?.trim();
}
