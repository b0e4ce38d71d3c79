/** Lists the actions in generated workflows, and the workflows that they call, with their pins. */
import { hasRelease } from "./action-pins.ts";
import type { Workflow, WorkflowJob } from "../../model/workflow.ts";
import { isCommit } from "./action-version.ts";

export interface PinUse {
  readonly action: string;
  /** The release, or a branch or tag without a commit. */
  readonly version: string;
  /** Undefined where the workflow names a tag. */
  readonly sha: string | undefined;
  /** The version, tag or branch in the code, if there is one. */
  readonly codeRef: string | undefined;
  /** Names of the files with this action, in order. */
  readonly files: readonly string[];
}

/** In the order of the actions' names. */
export function listPins(workflows: Readonly<Record<string, Workflow>>): readonly PinUse[] {
  return mergePinUses(Object.entries(workflows).map(([file, it]) => pinsOfFile(file, it)));
}

/** The same for one workflow. */
export function pinsOfFile(file: string, workflow: Workflow): readonly PinUse[] {
  const users = new Map<string, PinnedUser>();
  for (const job of Object.values(workflow.jobs)) {
    for (const user of [job, ...job.steps]) {
      if (!isPinned(user)) continue;
      users.set(`${user.uses} ${user.codeRef ?? ""}`, user);
    }
  }
  return byAction([...users.values()].map((user) => pinUse(user, [file])));
}

/** A step, or a job that calls a workflow. */
type PinnedUser = Pick<WorkflowJob, "version" | "codeRef"> & { readonly uses: string };

function isPinned(user: object): user is PinnedUser {
  const { uses } = user as Partial<PinnedUser>;
  return uses?.includes("@") === true && hasRelease(uses);
}

/** Merges equal uses of several files. */
export function mergePinUses(lists: readonly (readonly PinUse[])[]): readonly PinUse[] {
  const byKey = new Map<string, PinUse>();
  for (const use of lists.flat()) {
    const key = `${use.action}@${use.sha ?? use.version} ${use.codeRef ?? ""}`;
    const files = [...(byKey.get(key)?.files ?? []), ...use.files];
    byKey.set(key, { ...use, files });
  }
  return byAction([...byKey.values()]);
}

function byAction(uses: readonly PinUse[]): readonly PinUse[] {
  return [...uses].sort((a, b) => (a.action < b.action ? -1 : 1));
}

function pinUse({ uses, version, codeRef }: PinnedUser, files: readonly string[]): PinUse {
  const at = uses.lastIndexOf("@");
  const ref = uses.slice(at + 1);
  return {
    action: uses.slice(0, at),
    version: version ?? ref,
    sha: isCommit(ref) ? ref : undefined,
    codeRef,
    files,
  };
}

export interface PinChange {
  readonly action: string;
  readonly from: string;
  readonly to: string;
}

export function pinChanges(
  before: readonly PinUse[],
  after: readonly PinUse[],
): readonly PinChange[] {
  const changes = new Map<string, PinChange>();
  for (const old of before) {
    const now = after.find(
      (use) =>
        use.action === old.action &&
        use.codeRef === old.codeRef &&
        old.files.every((file) => use.files.includes(file)),
    );
    if (now === undefined || (now.sha === old.sha && now.version === old.version)) continue;
    const change = { action: old.action, from: old.version, to: now.version };
    changes.set(Object.values(change).join(" "), change);
  }
  return [...changes.values()];
}
