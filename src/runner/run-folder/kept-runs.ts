/** The folders of earlier runs: which there are, which are still of use, and what is in them. */
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { stateOf } from "../../host/processes/process-identity.ts";

/** How many runs that have ended are kept, the newest of them. */
const keptRuns = 20;

/** In the folder of a run that goes on: which process it is of. */
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

/**
 * A run that goes on never counts, however many others there are, and neither does `own`, which has ended just now: it may
 * have started before all others.
 */
export function removeOldRuns(root: string, own?: string): void {
  const endedIds = runIds(root).filter((id) => id !== own && !isRunning(root, id));
  for (const id of endedIds.slice(0, own === undefined ? -keptRuns : 1 - keptRuns)) {
    try {
      rmSync(join(root, ".recompose/runs", id), { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Another run may be removing it, too; the next one tries again.
    }
  }
}

/** A run of another container or machine counts as running until it removes its mark. */
function isRunning(root: string, id: string): boolean {
  try {
    const owner = readFileSync(join(root, ".recompose/runs", id, ownerName), "utf8");
    return stateOf(owner) !== "ended";
  } catch {
    return false;
  }
}
