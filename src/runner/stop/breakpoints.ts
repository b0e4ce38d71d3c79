/** `--break`: before which steps of which jobs a run stops. */
import type { WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import { isReported } from "../job/step-report.ts";
import { isLeftOut, titleOf } from "../values/left-out.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";

/** One text on the command line. */
interface Breakpoint {
  readonly text: string;
  /** The id of the job, or the name of one of its combinations. */
  readonly job: string;
  /** Among the steps of the job; undefined for the first that runs. */
  readonly steps: readonly number[] | undefined;
}

/** A job that may be meant. */
interface KnownJob {
  readonly id: string;
  readonly job: WorkflowJob;
  /** Its id, and the names of its combinations. */
  readonly spellings: readonly string[];
  /** Whether names of its combinations are not known before it starts. */
  readonly isLate: boolean;
}

export class Breakpoints {
  readonly #breakpoints: readonly Breakpoint[];
  /** Jobs, or combinations of them, that have stopped before their first step. */
  readonly #begun = new Set<string>();
  readonly #reached = new Set<Breakpoint>();

  /** @throws UsageError for a job or a step that there is not. */
  constructor(texts: readonly string[], jobs: readonly PlannedRunJob[]) {
    const known = jobs.flatMap((job) => knownJobs(job.id, job.job, job));
    this.#breakpoints = texts.map((text) => ({ text, ...readBreakpoint(text, known) }));
  }

  /** As they were given. */
  get unreached(): readonly string[] {
    return this.#breakpoints.filter((each) => !this.#reached.has(each)).map(({ text }) => text);
  }

  /**
   * Asked once for each step of a job that is about to run.
   *
   * @param index among the steps of the job.
   */
  isBefore(leg: Leg, step: WorkflowStep, index: number): boolean {
    if (!isReported(step)) return false;
    const isFirst = !this.#begun.has(leg.key);
    this.#begun.add(leg.key);
    const found = this.#breakpoints.filter(
      ({ job, steps }) =>
        (job === leg.id || job === leg.name) && (steps?.includes(index) ?? isFirst),
    );
    for (const each of found) this.#reached.add(each);
    return found.length > 0;
  }
}

function knownJobs(
  id: string,
  job: WorkflowJob,
  planned?: Pick<PlannedRunJob, "legs" | "late">,
): readonly KnownJob[] {
  if (job.called !== undefined) {
    const { jobs } = job.called;
    return Object.entries(jobs).flatMap(([inner, each]) => knownJobs(`${id}/${inner}`, each));
  }
  const names = planned?.legs.map(({ name }) => name) ?? [];
  return [{ id, job, spellings: [id, ...names], isLate: planned?.late ?? true }];
}

function readBreakpoint(text: string, jobs: readonly KnownJob[]): Omit<Breakpoint, "text"> {
  for (const { id, job, spellings, isLate } of jobs) {
    for (const spelling of spellings) {
      if (text === spelling) return { job: spelling, steps: undefined };
      if (text.startsWith(`${spelling}.`)) {
        return { job: spelling, steps: stepsNamed(text.slice(spelling.length + 1), id, job) };
      }
    }
    const combination = isLate ? /^(.* \(.*\))(?:\.(.+))?$/.exec(text) : null;
    const [, name = "", step] = combination ?? [];
    if (!name.startsWith(`${id} (`)) continue;
    return { job: name, steps: step === undefined ? undefined : stepsNamed(step, id, job) };
  }
  const ids = jobs.map(({ id }) => id);
  const [wanted = ""] = text.split(".", 1);
  const names = jobs.flatMap(({ spellings }) => spellings);
  throw new UsageError(
    `--break: there is no job ${JSON.stringify(wanted)} in this run. Its jobs are ${quotedList(ids)}.${didYouMean(wanted, names)}`,
    [`--break=${ids[0] ?? "JOB"}`],
  );
}

/** A step is meant by its id, its name, or its number among those that run here, from 1. */
function stepsNamed(text: string, id: string, { steps }: WorkflowJob): readonly number[] {
  const candidates = [...steps.entries()].filter(([, step]) => mayStop(step));
  const named = candidates.filter(([, step]) => step.id === text || titleOf(step) === text);
  const numbered = /^\d+$/.test(text) ? candidates.slice(Number(text) - 1, Number(text)) : [];
  const found = named.length > 0 ? named : numbered;
  if (found.length > 0) return found.map(([index]) => index);
  const titles = candidates.map(([, step]) => titleOf(step));
  const list = titles.map((title, index) => `${index + 1} ${JSON.stringify(title)}`).join(", ");
  const spellings = candidates.flatMap(([, step]) => [step.id ?? [], titleOf(step)].flat());
  throw new UsageError(
    `--break: the job ${JSON.stringify(id)} has no step ${JSON.stringify(text)} that runs here. Its steps are ${list || "none"}.${didYouMean(text, spellings)}`,
    [`--break=${id}${titles.length === 0 ? "" : ".1"}`],
  );
}

function mayStop(step: WorkflowStep): boolean {
  return isReported(step) && !isLeftOut(step) && step.local !== "skip";
}
