import type { RemoteRun } from "./remote.ts";

/** One line for each run on GitHub: its state or result, when it started, its event, branch, title and URL. */
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
