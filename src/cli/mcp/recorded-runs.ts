/** The runs that `.recompose/runs` has, and their logs. A name that a client gives never becomes a path. */
import { createReadStream, lstatSync, realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { createInterface } from "node:readline";
import { findApp } from "../../app/find-app.ts";
import type { JobRecord, RunRecord } from "../../events/event.ts";
import { isMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { isRunning, readRunFile, runIds } from "../../runner/run-folder/earlier-runs.ts";
import { LastText } from "./last-text.ts";

export interface RecordedRun {
  readonly record: RunRecord;
  /** Absolute. */
  readonly folder: string;
  /** Whether it goes on. What its record says of jobs is then how they would end if it ended now. */
  readonly isRunning: boolean;
}

/** How many ids an error names. */
const mostIds = 5;

/**
 * @param cwd A folder of the project.
 * @param id `latest` for the newest one.
 * @throws UsageError where there is no such run.
 */
export function recordedRun(cwd: string, id: string): RecordedRun {
  const root = dirname(findApp(cwd));
  const ids = runIds(root);
  const chosen = id === "latest" ? ids.at(-1) : ids.find((each) => each === id);
  if (chosen === undefined) {
    const newest = ids.slice(-mostIds).toReversed();
    throw ids.length === 0
      ? new UsageError("no automation has run here yet.", ["call run_automation"])
      : new UsageError(`there is no run ${JSON.stringify(id)}.`, [
          `"run": "latest", or one of ${quotedList(newest)}`,
        ]);
  }
  const record = readRunFile(root, chosen, "run.json");
  if (!isMapping(record) || !Array.isArray(record["jobs"])) {
    throw new UsageError(`the run.json of the run ${chosen} cannot be read.`);
  }
  return {
    record: record as unknown as RunRecord,
    folder: join(root, ".recompose/runs", chosen),
    isRunning: isRunning(root, chosen),
  };
}

/** @throws UsageError unless there is one job of that name, or id. */
export function recordedJob({ record }: RecordedRun, name: string): JobRecord {
  const { jobs } = record;
  const [job, ...others] = jobs.some((each) => each.name === name)
    ? jobs.filter((each) => each.name === name)
    : jobs.filter(({ id }) => id === name);
  const names = jobs.map((each) => each.name);
  if (job === undefined) {
    throw new UsageError(
      `the run ${record.id} has no job ${JSON.stringify(name)}.${didYouMean(name, names)}`,
      [`its jobs are ${quotedList(names)}`],
    );
  }
  if (others.length > 0) {
    const all = [job, ...others].map((each) => each.name);
    throw new UsageError(`${JSON.stringify(name)} is several jobs.`, [
      `"job": one of ${quotedList(all)}`,
    ]);
  }
  return job;
}

/**
 * The absolute path of a job's log. A job may have replaced it by a link, which is not followed.
 *
 * @throws UsageError where it is not a file in the folder of the run.
 */
export function logPath({ folder }: RecordedRun, { log, name }: JobRecord): string {
  const path = join(folder, log);
  try {
    const isInside = realpathSync(path).startsWith(realpathSync(folder) + sep);
    if (isInside && lstatSync(path).isFile()) return path;
  } catch {
    // It is gone.
  }
  throw new UsageError(`the log of the job ${JSON.stringify(name)} is not there any more.`);
}

export interface LogExcerpt {
  /** How many lines the log has. */
  readonly totalLines: number;
  /** The number of the first line in `lines`, from 1. Undefined where there are none. */
  readonly from: number | undefined;
  readonly lines: string;
}

export interface WantedLines {
  /** How many, at most. */
  readonly lines: number;
  /** The number of the first one, from 1. Default: the last lines. */
  readonly from?: number | undefined;
  /** Only lines with this text, each after its number. */
  readonly containing?: string | undefined;
  /** How many UTF-16 units they have together. */
  readonly longest?: number | undefined;
}

/** Reads the log once, whatever its size, and keeps what is wanted of it. */
export async function readLog(
  path: string,
  { lines: most, from, containing, longest }: WantedLines,
): Promise<LogExcerpt> {
  const found = new LastText(most, longest);
  let totalLines = 0;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Infinity });
  for await (const line of lines) {
    totalLines += 1;
    if (from !== undefined && (totalLines < from || found.isFull)) continue;
    if (containing !== undefined && !line.includes(containing)) continue;
    found.add(containing === undefined ? line : `${totalLines}: ${line}`, totalLines);
  }
  const last = found.get();
  return { totalLines, from: last.from, lines: last.text };
}
