/** The actions that generated workflows use, and the releases that they are pinned to. */
import { hasRelease } from "./action-pins.ts";
import type { ActionStep, Workflow } from "../../model/workflow.ts";
import { isCommit } from "./action-version.ts";

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
  return mergePinUses(Object.entries(workflows).map(([file, it]) => pinsOfFile(file, it)));
}

/** The same of one workflow. */
export function pinsOfFile(file: string, workflow: Workflow): readonly PinUse[] {
  const found = new Map<string, ActionStep>();
  for (const job of Object.values(workflow.jobs)) {
    for (const step of job.steps) {
      if (!("uses" in step) || !step.uses.includes("@") || !hasRelease(step.uses)) continue;
      found.set(`${step.uses} ${step.asked ?? ""}`, step);
    }
  }
  return byAction([...found.values()].map((step) => pinUse(step, [file])));
}

/** Those of several files, each once. */
export function mergePinUses(lists: readonly (readonly PinUse[])[]): readonly PinUse[] {
  const found = new Map<string, { readonly use: PinUse; readonly files: string[] }>();
  for (const use of lists.flat()) {
    const key = `${use.action}@${use.sha ?? use.version} ${use.asked ?? ""}`;
    const files = [...(found.get(key)?.files ?? []), ...use.files];
    found.set(key, { use, files });
  }
  return byAction([...found.values()].map(({ use, files }) => ({ ...use, files })));
}

function byAction(uses: readonly PinUse[]): readonly PinUse[] {
  return [...uses].sort((a, b) => (a.action < b.action ? -1 : 1));
}

function pinUse({ uses, version, asked }: ActionStep, files: readonly string[]): PinUse {
  const at = uses.lastIndexOf("@");
  const ref = uses.slice(at + 1);
  return {
    action: uses.slice(0, at),
    version: version ?? ref,
    sha: isCommit(ref) ? ref : undefined,
    asked,
    files,
  };
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
