/** The jobs of a run as the page shows them: in groups of one id, with all that belongs to each. */
import type { Annotation, JobRecord, LocalResult, RunRecord } from "../../events/event.ts";
import type { ViewNode } from "../shown/run-view.ts";

/** What is known of a log before it is on the page. */
export interface ReportLog {
  readonly lineCount: number;
  /** The number of the first line that the page has: of a very long log, it has the end. Default: 1. */
  readonly firstLine?: number | undefined;
  /** The last lines, without their endings. */
  readonly lastLines: readonly string[];
  /** The number of the line that begins behind so many bytes. */
  readonly lineAt?: ReadonlyMap<number, number> | undefined;
}

export interface ShownJob {
  readonly job: JobRecord;
  /** The id of its part of the page. */
  readonly anchor: string;
  readonly group: JobGroup;
  /** What the run told of it. */
  readonly node: ViewNode | undefined;
  readonly annotations: readonly Annotation[];
  readonly log: ReportLog | undefined;
}

/** A job, or all combinations of its matrix. */
export interface JobGroup {
  readonly id: string;
  readonly name: string;
  /** The id of its part of the page: of the job, where there is only one. */
  readonly anchor: string;
  readonly jobs: readonly ShownJob[];
  readonly needs: readonly JobGroup[];
  readonly neededBy: readonly JobGroup[];
}

export interface JobSources {
  readonly run: RunRecord;
  /** By the `log` of a job's record. */
  readonly logs: ReadonlyMap<string, ReportLog>;
  readonly annotations: readonly Annotation[];
  readonly root?: ViewNode | undefined;
}

/** In the order of the run. */
export function jobGroups({ run, logs, annotations, root }: JobSources): readonly JobGroup[] {
  const ids = [...new Set(run.jobs.map(({ id }) => id))];
  const needs = new Map(ids.map((id) => [id, [] as JobGroup[]]));
  const neededBy = new Map(ids.map((id) => [id, [] as JobGroup[]]));
  const groups = ids.map((id, index): JobGroup => {
    const records = run.jobs.filter((job) => job.id === id);
    const jobs: ShownJob[] = [];
    const anchors = records.map((job) => `job-${run.jobs.indexOf(job) + 1}`);
    const group: JobGroup = {
      id,
      name: records.length === 1 ? (records[0]?.name ?? id) : commonName(id, records),
      anchor: records.length === 1 ? (anchors[0] ?? "") : `jobs-${index + 1}`,
      jobs,
      needs: needs.get(id) ?? [],
      neededBy: neededBy.get(id) ?? [],
    };
    for (const [place, job] of records.entries()) {
      jobs.push({
        job,
        anchor: anchors[place] ?? "",
        group,
        node: root?.children.find(({ name }) => name === job.name),
        annotations: annotations.filter(({ path }) => path[1] === job.name),
        log: logs.get(job.log),
      });
    }
    return group;
  });
  for (const group of groups) {
    const wanted = needsOf(group, groups);
    for (const need of groups.filter(({ id }) => wanted.has(id) && id !== group.id)) {
      needs.get(group.id)?.push(need);
      neededBy.get(need.id)?.push(group);
    }
  }
  return groups;
}

/** The first jobs of a called workflow, whose ids begin with that of the caller, wait for what the caller needs. */
function needsOf({ id, jobs }: JobGroup, groups: readonly JobGroup[]): ReadonlySet<string> {
  const own = new Set(jobs.flatMap(({ job }) => job.needs));
  const callerId = id.slice(0, Math.max(0, id.lastIndexOf("/")));
  const caller = groups.find((group) => group.id === callerId);
  return own.size > 0 || caller === undefined || callerId === id ? own : needsOf(caller, groups);
}

/** What the names of all combinations begin with: `test` of `test (20)` and `test (22)`. */
function commonName(id: string, jobs: readonly JobRecord[]): string {
  const names = new Set(jobs.map(({ name }) => /^(.+) \(.*\)$/s.exec(name)?.[1]));
  const [name] = names;
  return names.size === 1 && name !== undefined ? name : id;
}

/** What tells a combination from the others of its group. */
export function combinationName({ job, group }: ShownJob): string {
  const start = `${group.name} (`;
  return job.name.startsWith(start) && job.name.endsWith(")")
    ? job.name.slice(start.length, -1)
    : job.name;
}

/** From the one that matters most. */
export const resultOrder: readonly LocalResult[] = [
  "failure",
  "cancelled",
  "success",
  "elsewhere",
  "skipped",
];

export function groupResult({ jobs }: Pick<JobGroup, "jobs">): LocalResult {
  return resultOrder.find((result) => jobs.some(({ job }) => job.result === result)) ?? "skipped";
}

/** How many of the jobs ended how, without the results that none has. */
export function countsByResult(
  jobs: readonly { readonly job: JobRecord }[],
): readonly (readonly [LocalResult, number])[] {
  return resultOrder.flatMap((result) => {
    const count = jobs.filter(({ job }) => job.result === result).length;
    return count === 0 ? [] : [[result, count] as const];
  });
}

/** `2 failed`. */
export const resultWords: Readonly<Record<LocalResult, string>> = {
  success: "succeeded",
  failure: "failed",
  cancelled: "cancelled",
  skipped: "skipped",
  elsewhere: "elsewhere",
};
