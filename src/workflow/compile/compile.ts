/** Makes the workflow of an automation, for the generated file and for local runs. */
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import { automationKeys } from "../../automation/keys/automation-keys.ts";
import { jobKeys } from "../../automation/keys/job-keys.ts";
import { inKeyOrder } from "../../automation/keys/key-table.ts";
import { checkCallPermissions } from "./call-permissions.ts";
import { compileCall } from "./compile-call.ts";
import { compileEvents } from "./compile-events.ts";
import { compileSteps, pinChoice } from "./compile-steps.ts";
import { withWrittenNumbers } from "./written-numbers.ts";
import type { WorkflowDefaults } from "./workflow-defaults.ts";
import type { Concurrency, Permissions, Workflow, WorkflowJob } from "../../model/workflow.ts";

/** The same automation and defaults give the same workflow, with its keys in the same order. */
export function compileWorkflow(automation: Automation, defaults: WorkflowDefaults): Workflow {
  const { name, title, file, keys, extra, noConcurrency, noPermissions } = automation;
  const permissions = noPermissions ? undefined : (keys.permissions ?? defaults.permissions);
  const inheritingJob = mayWrite(permissions) ? onlyInheritingJob(automation.jobs) : undefined;
  const concurrency = noConcurrency
    ? undefined
    : (keys.concurrency ?? defaultConcurrency(automation));
  const jobs = automation.jobs.map((job) => {
    const own =
      job === inheritingJob && permissions !== undefined ? { ...job.keys, permissions } : job.keys;
    return [job.id, compileJob({ ...job, keys: own }, automation, defaults)] as const;
  });
  const workflow: Workflow = {
    ...(title === name ? {} : { command: name }),
    ...(file === `${name}.yml` ? {} : { file }),
    ...inKeyOrder<Omit<Workflow, "jobs" | "command" | "file">>(automationKeys, {
      ...keys,
      name: title,
      on: compileEvents(automation, defaults.setup),
      permissions: inheritingJob === undefined ? permissions : withoutWrite(permissions ?? {}),
      concurrency,
      env: keys.env === undefined ? undefined : withWrittenNumbers(keys.env),
    }),
    ...(withWrittenNumbers(extra ?? {}) as Partial<Workflow>),
    jobs: Object.fromEntries(jobs.map(([id, job]) => [id, withWrittenNumbers(job)])),
  };
  checkCallPermissions(workflow);
  return workflow;
}

/**
 * The only job without permissions of its own, if there is just one. The workflow's permissions are printed at that job,
 * which means the same, and gives no write access to jobs that somebody adds by hand.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idpermissions
 */
function onlyInheritingJob(jobs: readonly DeclaredJob[]): DeclaredJob | undefined {
  const [only, ...others] = jobs.filter(({ keys }) => keys.permissions === undefined);
  return others.length === 0 ? only : undefined;
}

function mayWrite(permissions: Permissions | undefined): boolean {
  if (permissions === undefined) return false;
  return (
    permissions === "write-all" ||
    (permissions !== "read-all" && Object.values(permissions).includes("write"))
  );
}

function withoutWrite(permissions: Permissions): Permissions {
  const entries = typeof permissions === "string" ? [] : Object.entries(permissions);
  return Object.fromEntries(entries.filter(([, level]) => level !== "write"));
}

/**
 * A new commit of a pull request cancels the run for the commit before. Every other run has its own group, because
 * GitHub cancels runs that wait in a shared one. A called workflow gets no group: it has the context of its caller, so
 * both would be in the same one.
 * https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
function defaultConcurrency({ triggers }: Automation): Concurrency | undefined {
  const events = triggers.map(({ event }) => event);
  if (events.includes("workflow_call")) return undefined;
  const hasPullRequest = events.some((event) => /^pull_request(?:_target)?$/.test(event));
  return hasPullRequest
    ? {
        group: "${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}",
        "cancel-in-progress": true,
      }
    : { group: "${{ github.workflow }}-${{ github.run_id }}", "cancel-in-progress": false };
}

function compileJob(
  job: DeclaredJob,
  automation: Automation,
  defaults: WorkflowDefaults,
): WorkflowJob {
  const { id, keys, outputs, extra } = job;
  if (keys.uses !== undefined) {
    return compileCall(job, automation, pinChoice(defaults), (called) =>
      compileWorkflow(called, defaults),
    );
  }
  const { needs, ...others } = keys;
  return {
    ...inKeyOrder<Omit<WorkflowJob, "steps">>(jobKeys, {
      name: id,
      "runs-on": defaults.runsOn,
      ...others,
      needs: needs.length === 0 ? undefined : needs,
    }),
    ...(Object.keys(outputs).length === 0 ? {} : { outputs }),
    ...(extra as Partial<WorkflowJob>),
    steps: compileSteps(job, automation, defaults),
  };
}
