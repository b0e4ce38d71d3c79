/** `--dry-run`: what a run would do, as far as it can be known before anything has run. */
import { commandOf } from "../../model/workflow-names.ts";
import { Masker } from "../../process/masker.ts";
import type { Workflow } from "../../model/workflow.ts";
import { secretsContext } from "../values/contexts.ts";
import { runnerLabels } from "../schedule/elsewhere.ts";
import { readsNeeds } from "../values/evaluated-values.ts";
import { LegTools } from "../job/leg-tools.ts";
import type { Leg, PlannedRunJob } from "../values/legs.ts";
import { notAppliedHere } from "../../workflow/not-applied.ts";
import type { Combination } from "../../matrix/matrix-combinations.ts";
import { PlannedAdmissions, type PlannedCondition } from "./planned-admissions.ts";
import { planSteps, type StepPlan } from "./planned-steps.ts";
import { workspaceOf } from "../run-folder/repository-folder.ts";
import type { PlanOptions } from "../run-options.ts";
import { readRequest } from "../run-request.ts";
import { RunMask } from "../run-folder/run-mask.ts";
import { schedule } from "../schedule/scheduler.ts";

/** The shape of `--dry-run --json`. */
export interface WorkflowPlan {
  /** Its name, as on a command line. */
  readonly automation: string;
  /** The event that the run stands for, such as `push`. */
  readonly event: string;
  /** The branch or tag that it is for, such as `refs/heads/main`. */
  readonly ref: string;
  /** All inputs by their names, with their defaults. */
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
  /** In the order in which they could start if every job succeeded. */
  readonly jobs: readonly JobPlan[];
}

/** What is known of a job before anything runs. */
export interface JobPlan {
  /** As in the workflow, and in `--only`. */
  readonly id: string;
  /** Ids of the jobs that have to end before it. */
  readonly needs: readonly string[];
  /** Its `if`; undefined where it has none. */
  readonly condition?: PlannedCondition | undefined;
  /** Whether its combinations are known only when the jobs that it needs have ended. */
  readonly late?: true | undefined;
  /** What it calls in place of steps. */
  readonly calls?: CallPlan | undefined;
  /** Keys of the job that have no effect here, such as `environment`. */
  readonly notApplied: readonly string[];
  /** The combinations of its matrix, or the job itself. */
  readonly legs: readonly LegPlan[];
}

/** The automation that a job calls, whose jobs run below it. */
export interface CallPlan {
  /** Its name. */
  readonly automation: string;
  /** Ids of its jobs. */
  readonly jobs: readonly string[];
}

/** One combination of a job's matrix, or the whole of a job without one. */
export interface LegPlan {
  /** Not evaluated where it depends on other jobs. */
  readonly name: string;
  /** Values by the names of the axes. */
  readonly matrix?: Combination | undefined;
  /** Labels of the runner; empty where they, or the combination, depend on outputs of other jobs. */
  readonly runsOn: readonly string[];
  /** Why it would not run; undefined where it would. */
  readonly notRun?: string | undefined;
  /** The versions that its steps ask for, as far as they are known: `node 26`. */
  readonly tools?: readonly string[] | undefined;
  /** In order. */
  readonly steps: readonly StepPlan[];
}

/**
 * Runs nothing and writes nothing; reads git.
 *
 * @throws UsageError for an event or job that the workflow does not have.
 */
export async function planWorkflow(
  wholeWorkflow: Workflow,
  options: PlanOptions,
): Promise<WorkflowPlan> {
  const request = await readRequest(wholeWorkflow, options, "0");
  const { workflow, situation, contexts, jobs } = request;
  const admissions = new PlannedAdmissions(request, options);
  const tools = new LegTools(request, options, options.host.env);
  const reasons = new Map<string, string>();
  /** The place of each job in the order in which they could start. */
  const places = new Map<string, number>();
  // Every job that may run succeeds at once: only conditions and the order matter.
  await schedule<PlannedRunJob, Leg>(jobs, {
    limit: Infinity,
    signal: new AbortController().signal,
    admitJob(job, results) {
      places.set(job.id, places.size);
      return admissions.admitJob(job, results);
    },
    admitLeg: (leg, job) => admissions.admitLeg(leg, job),
    refuse: (error, job) => admissions.refuse(error, job),
    outlivesCancellation: () => true,
    async start(leg) {
      const notes =
        options.strictTools === true
          ? await tools.notes(leg.job, { ...leg.contexts, needs: {} })
          : [];
      if (notes.length === 0) return { result: "success" };
      admissions.moveElsewhere(leg);
      return { result: "elsewhere", reason: `elsewhere: ${notes.join("; ")}` };
    },
    onFinished(leg, result, reason) {
      if (result !== "success") reasons.set(leg.key, reason ?? result);
      if (result === "elsewhere") admissions.leave(leg);
    },
  });
  const folder = workspaceOf(options.root, workflow);
  const legPlan = async (leg: Leg, isLate: boolean): Promise<LegPlan> => {
    const own = isLate ? contexts : leg.contexts;
    const { name, "runs-on": runsOn, steps } = leg.job;
    const isHere = !isLate && !reasons.has(leg.key);
    const asked = isHere ? tools.requests(leg.job, { ...leg.contexts, needs: {} }) : [];
    return {
      name: readsNeeds(name) ? (name ?? leg.name) : leg.name,
      matrix: leg.matrix ?? undefined,
      runsOn: isLate || readsNeeds(runsOn) ? [] : runnerLabels(runsOn ?? [], own),
      notRun: reasons.get(leg.key),
      ...(asked.length > 0 && { tools: asked.map(({ tool, version }) => `${tool} ${version}`) }),
      steps: await planSteps(steps, own, folder),
    };
  };
  const plan: WorkflowPlan = {
    automation: commandOf(workflow),
    event: situation.trigger,
    ref: situation.ref,
    inputs: situation.inputs,
    jobs: await Promise.all(
      jobs
        .toSorted((a, b) => (places.get(a.id) ?? -1) - (places.get(b.id) ?? -1))
        .map(async ({ id, needs, job, lateMatrix, legs }) => ({
          id,
          needs,
          condition: admissions.conditions.get(id),
          ...(lateMatrix ? { late: true } : {}),
          ...(job.called && { calls: callPlan(job.called) }),
          notApplied: notAppliedHere(job),
          legs: await Promise.all(legs.map((leg) => legPlan(leg, lateMatrix))),
        })),
    ),
  };
  return maskedPlan(plan, Object.values(secretsContext(workflow, options.host.env)));
}

function callPlan(called: Workflow): CallPlan {
  return { automation: commandOf(called), jobs: Object.keys(called.jobs) };
}

/** Masks every value, which may contain a secret by chance; keys and ids stay. */
function maskedPlan(plan: WorkflowPlan, secrets: readonly string[]): WorkflowPlan {
  const mask = new RunMask(new Masker(secrets));
  return {
    ...plan,
    ref: mask.text(plan.ref),
    inputs: mask.values(plan.inputs),
    jobs: plan.jobs.map(({ condition, ...job }) => ({
      ...job,
      condition: condition && { ...condition, expression: mask.text(condition.expression) },
      legs: job.legs.map(({ steps, ...leg }) => ({
        ...mask.values(leg),
        steps: steps.map(({ purpose, ...step }) => ({ purpose, ...mask.values(step) })),
      })),
    })),
  };
}
