/** The actions that generated workflows use, and the releases that they are pinned to. */
import { hasRelease } from "./action-pins.ts";
import type { Workflow } from "./model.ts";
import { isCommit } from "./version.ts";

export interface PinUse {
  readonly action: string;
  /** The release, or the branch or tag where it is not pinned to a commit. */
  readonly version: string;
  /** Undefined where the workflow names a tag. */
  readonly sha: string | undefined;
  /** The version, tag or branch that the code asks for, where it asks for one. */
  readonly asked: string | undefined;
  /** Names of the files that use it, in order. */
  readonly files: readonly string[];
}

/** Every action of the workflows with the release it is pinned to, by name. */
export function listPins(workflows: Readonly<Record<string, Workflow>>): readonly PinUse[] {
  const found = new Map<string, PinUse>();
  for (const [file, workflow] of Object.entries(workflows)) {
    for (const step of Object.values(workflow.jobs).flatMap(({ steps }) => steps)) {
      if (!("uses" in step) || !step.uses.includes("@") || !hasRelease(step.uses)) continue;
      const at = step.uses.lastIndexOf("@");
      const ref = step.uses.slice(at + 1);
      const key = `${step.uses} ${step.asked ?? ""}`;
      const files = new Set([...(found.get(key)?.files ?? []), file]);
      found.set(key, {
        action: step.uses.slice(0, at),
        version: step.version ?? ref,
        sha: isCommit(ref) ? ref : undefined,
        asked: step.asked,
        files: [...files],
      });
    }
  }
  return [...found.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
}

export interface PinChange {
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

/** What became of the pins, use by use. */
export function pinChanges(
  before: readonly PinUse[],
  after: readonly PinUse[],
): readonly PinChange[] {
  const changes = new Map<string, PinChange>();
  for (const old of before) {
    const now = after.find(
      (use) =>
        use.action === old.action &&
        use.asked === old.asked &&
        old.files.every((file) => use.files.includes(file)),
    );
    if (now === undefined || (now.sha === old.sha && now.version === old.version)) continue;
    const change = { action: old.action, from: old.version, to: now.version };
    changes.set(Object.values(change).join(" "), change);
  }
  return [...changes.values()];
}
