/** The folders of earlier runs: their ids, their files, and which are removed. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stateOf } from "../../host/processes/process-identity.ts";

/** How many runs that have ended keep their folders: the newest ones. */
const runLimit = 20;

/** The file in the folder of a run that goes on. It names the process of the run. */
export const ownerName = ".running";

/** The oldest first: ids sort by time. */
export function runIds(root: string): readonly string[] {
  try {
    return readdirSync(join(root, ".recompose/runs"))
      .filter((name) => /^\d{8}T\d{9}-[\da-f]{4}$/.test(name))
      .sort();
  } catch {
    return [];
  }
}

/** A file of a run, parsed; undefined where it is missing or broken. */
export function readRunFile(root: string, runId: string, name: string): unknown {
  try {
    return JSON.parse(readFileSync(join(root, ".recompose/runs", runId, name), "utf8"));
  } catch {
    return undefined;
  }
}

/** Never removes a run that goes on, or `own`, which has just ended and may have started before all others. */
export function removeOldRuns(root: string, own?: string): void {
  const endedIds = runIds(root).filter((id) => id !== own && !isRunning(root, id));
  for (const id of endedIds.slice(0, own === undefined ? -runLimit : 1 - runLimit)) {
    try {
      rmSync(join(root, ".recompose/runs", id), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Another run may be removing it too. The next run tries again.
    }
  }
}

/** A run of another container or machine counts as running until it removes the file. */
export function isRunning(root: string, id: string): boolean {
  try {
    const owner = readFileSync(join(root, ".recompose/runs", id, ownerName), "utf8");
    return stateOf(owner) !== "ended";
  } catch {
    return false;
  }
}
