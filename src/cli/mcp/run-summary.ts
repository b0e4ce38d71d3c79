/** What an agent gets of a run: what failed with its last lines, then one line for each job. */
import type { JobRecord } from "../../events/event.ts";
import { defined } from "../../problems/defined.ts";
import { fitting, messageOf } from "../../problems/wording.ts";
import { longestText } from "./last-text.ts";
import { logPath, readLog, type RecordedRun, type WantedLines } from "./recorded-runs.ts";

/** How many jobs are told of, and how many failures come with lines of their log. */
const mostJobs = 200;
const mostFailures = 10;

/** @param lines How many lines of each failure. */
export async function runSummary(run: RecordedRun, lines: number): Promise<object> {
  const { record, folder, isRunning } = run;
  const { id, automation, result, event, inputs, startedAt, durationMs, jobs } = record;
  const counts: Record<string, number> = {};
  for (const job of jobs) counts[job.result] = (counts[job.result] ?? 0) + 1;
  const failed = jobs.filter((job) => job.result === "failure");
  const told = failed.slice(0, mostFailures);
  const longest = Math.ceil(longestText / Math.max(1, told.length));
  const failures = await Promise.all(told.map((job) => failureOf(run, job, { lines, longest })));
  return defined({
    run: id,
    automation,
    isRunning: isRunning ? true : undefined,
    result: isRunning ? undefined : result,
    event,
    inputs,
    startedAt,
    durationMs,
    folder,
    counts,
    failures,
    moreFailures:
      failed.length > mostFailures ? failed.slice(mostFailures).map(({ name }) => name) : undefined,
    jobs: jobs.slice(0, mostJobs).map(jobLine),
    moreJobs: jobs.length > mostJobs ? jobs.length - mostJobs : undefined,
  });
}

async function failureOf(run: RecordedRun, job: JobRecord, wanted: WantedLines): Promise<object> {
  const { name, reason, exitCode, steps } = job;
  const step = steps.find(({ result }) => result === "failure");
  const stepReason = step?.reason === reason ? undefined : step?.reason;
  const about = { job: name, reason, exitCode, step: step?.name, stepReason };
  try {
    const log = logPath(run, job);
    const excerpt = await readLog(log, wanted);
    return defined({ ...about, log, logLines: excerpt.totalLines, lastLines: excerpt.lines });
  } catch (error) {
    return defined({ ...about, log: messageOf(error) });
  }
}

function jobLine({ name, result, reason, notes, outputs, durationMs }: JobRecord): object {
  return defined({
    job: name,
    result,
    durationMs,
    reason: result === "failure" ? undefined : reason,
    notes,
    outputs: shortOutputs(outputs),
  });
}

/** In UTF-16 units. */
const longestOutput = 2000;

/** Outputs as an agent gets them: one may be a whole file. Undefined where there are none. */
export function shortOutputs(outputs: Readonly<Record<string, string>>): object | undefined {
  const texts = Object.entries(outputs).map(([name, text]) => [name, fitting(text, longestOutput)]);
  return texts.length === 0 ? undefined : (Object.fromEntries(texts) as object);
}
