/** The actions that generated workflows use: a listing of their pins, and their newest releases. */
import { UsageError } from "../problems/usage-error.ts";
import { type ActionPins, compareVersions, type Pin } from "./action-pins.ts";
import type { Workflow } from "./model.ts";

export interface PinUse {
  readonly action: string;
  /** The release, or the branch or tag where it is not pinned to a commit. */
  readonly version: string;
  /** Undefined where the workflow names a tag. */
  readonly sha: string | undefined;
  /** Names of the files that use it, in order. */
  readonly files: readonly string[];
}

/** Every action of the workflows with the release it is pinned to, by name. */
export function listPins(workflows: Readonly<Record<string, Workflow>>): readonly PinUse[] {
  const found = new Map<string, PinUse>();
  for (const [file, workflow] of Object.entries(workflows)) {
    for (const { steps } of Object.values(workflow.jobs)) {
      for (const step of steps) {
        if (!("uses" in step) || !step.uses.includes("@")) continue;
        const at = step.uses.lastIndexOf("@");
        const ref = step.uses.slice(at + 1);
        const isCommit = /^[0-9a-f]{40}$/.test(ref);
        const files = new Set([...(found.get(step.uses)?.files ?? []), file]);
        found.set(step.uses, {
          action: step.uses.slice(0, at),
          version: step.version ?? ref,
          sha: isCommit ? ref : undefined,
          files: [...files],
        });
      }
    }
  }
  return [...found.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** What a call of the GitHub CLI gave; undefined where there is no such program. */
export type RunGh = (
  args: readonly string[],
) => Promise<
  { readonly ok: boolean; readonly stdout: string; readonly stderr: string } | undefined
>;

export interface PinUpdate {
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

/**
 * The pins with every action at its newest release, as `gh api` says, and what that changes.
 * An action without releases stays on its branch or tag, at the commit that this names now.
 *
 * @throws UsageError without `gh`, without a login, or without a network, before anything has changed.
 */
export async function updatedPins(
  uses: readonly PinUse[],
  gh: RunGh,
): Promise<{ readonly pins: ActionPins; readonly updates: readonly PinUpdate[] }> {
  const pins: Record<string, Pin> = {};
  const updates: PinUpdate[] = [];
  for (const use of uses) {
    // A commit in the code whose release nobody wrote beside it: only its author can move it.
    if (use.version === use.sha) continue;
    const repository = use.action.split("/").slice(0, 2).join("/");
    const release = await ask(gh, `repos/${repository}/releases/latest`, ".tag_name");
    const isNewer = release !== undefined && (compareVersions(release, use.version) ?? 1) >= 0;
    const version = isNewer ? release : use.version;
    const sha = await ask(gh, `repos/${repository}/commits/${encodeURIComponent(version)}`, ".sha");
    if (sha === undefined || !/^[0-9a-f]{40}$/.test(sha)) {
      throw new UsageError(
        `${use.action} has no release, branch or tag ${JSON.stringify(version)}.`,
      );
    }
    pins[use.action] = { version, sha };
    if (sha !== use.sha) updates.push({ action: use.action, from: use.version, to: version });
  }
  return { pins, updates };
}

/** One value of GitHub's API; undefined where it says that there is none. */
async function ask(gh: RunGh, path: string, query: string): Promise<string | undefined> {
  const answer = await gh(["api", path, "--jq", query]);
  if (answer === undefined) {
    throw new UsageError(
      "Looking up releases needs the GitHub CLI, and there is no `gh` on the PATH.",
      ["https://cli.github.com, then: gh auth login"],
    );
  }
  if (answer.ok) return answer.stdout.trim();
  if (/HTTP 40[45]|Not Found|HTTP 422/.test(answer.stderr)) return undefined;
  if (/gh auth login|HTTP 401/.test(answer.stderr)) {
    throw new UsageError("The GitHub CLI is not logged in.", ["gh auth login"]);
  }
  const reason = answer.stderr.trim().split("\n").at(-1) ?? "";
  throw new UsageError(
    `GitHub could not be asked for ${JSON.stringify(path)}: ${reason === "" ? "gh failed" : reason}`,
    [`gh api ${path}`],
  );
}
