import { execaSync } from "execa";
import type { Workflow } from "../../../src/model/workflow.ts";
import { workflowOf } from "../workflow-builders.ts";
import { commitAll, project } from "../workflow-runs.ts";

function gitIn(root: string): (...args: string[]) => string {
  return (...args) => execaSync("git", args, { cwd: root }).stdout;
}

/** A repository with one commit. */
export function repository(): { root: string; git: (...args: string[]) => string } {
  const root = project();
  commitAll(root);
  return { root, git: gitIn(root) };
}

export function on(events: Workflow["on"]): Workflow {
  return workflowOf({ a: {} }, { on: events });
}
