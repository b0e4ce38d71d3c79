import { onTestFinished, vi } from "vitest";
import { type WorkspaceOptions, Workspaces } from "../../../src/runner/job/workspaces.ts";
import { project } from "../workflow-runs.ts";

/** Makes the folder for temporary ones, until the test ends. */
export function ownTemp(): string {
  const temp = project();
  vi.stubEnv("TMPDIR", temp);
  onTestFinished(() => void vi.unstubAllEnvs());
  return temp;
}

export function openWorkspaces(options: Partial<WorkspaceOptions> = {}): Workspaces {
  return new Workspaces({
    workspace: "/project",
    checkout: "",
    isolate: false,
    now: Date.now(),
    ...options,
  });
}

export async function errorOf(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  return undefined;
}
