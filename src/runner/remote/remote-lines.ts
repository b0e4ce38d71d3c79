/** Runs on GitHub as text. */
import type { RemoteRun } from "./remote.ts";

/** One line a run: how it is or how it ended, when it started, for what, and where to see it. */
export function remoteLines(runs: readonly RemoteRun[]): readonly string[] {
  if (runs.length === 0) return ["no runs on GitHub yet"];
  const rows = runs.map((run) => [
    run.conclusion || run.status,
    run.createdAt.replace("T", " ").replace("Z", " UTC"),
    run.event,
    run.headBranch,
    run.displayTitle,
    run.url,
  ]);
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
