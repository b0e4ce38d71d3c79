/** From an automation to the workflow that both back ends use. */
import { type ArtifactNames, artifactNames } from "../../automation/artifact-names.ts";
import type { Automation } from "../../automation/automation.ts";
import type { ConcurrencyValues, JobDefinition } from "../../automation/declaration.ts";
import type { MatrixDefinition } from "../../automation/matrix/matrix-definition.ts";
import { readPermissions } from "../../automation/keys/permissions.ts";
import { compileEvents } from "./compile-events.ts";
import { compileSteps } from "./compile-steps.ts";
import { contextExpression } from "../../expression/build/reference.ts";
import { withWrittenNumbers } from "./written-numbers.ts";
import { taskStepId, type WorkflowDefaults } from "./workflow-defaults.ts";
import type {
  Concurrency,
  Environment,
  Permissions,
  Strategy,
  Workflow,
  WorkflowJob,
} from "../model.ts";

export type { WorkflowDefaults };

/** The same automation and defaults give the same workflow, key by key in the same order. */
export function compileWorkflow(automation: Automation, defaults: WorkflowDefaults): Workflow {
  const { env, runName, extra } = automation;
  const concurrency = automation.concurrency ?? defaultConcurrency(automation);
  const place = { automation: automation.name, option: "permissions" };
  const permissions = automation.permissions ?? readPermissions(defaults.permissions, place);
  const onlyHeir = mayWrite(permissions) ? heirOf(automation.jobs) : undefined;
  const names = artifactNames(automation.name, automation.jobs);
  const workflow: Workflow = {
    name: automation.name,
    ...(runName === undefined ? {} : { "run-name": runName }),
    on: compileEvents(automation, defaults.setup),
    permissions: onlyHeir === undefined ? permissions : withoutWrite(permissions),
    ...(concurrency === undefined ? {} : { concurrency: inGitHubSpelling(concurrency) }),
    ...(isEmpty(env) ? {} : { env: withWrittenNumbers(env) }),
    ...(withWrittenNumbers(extra) as Partial<Workflow>),
    jobs: Object.fromEntries(
      automation.jobs.map((job) => [
        job.id,
        withWrittenNumbers(
          compileJob(job === onlyHeir ? { ...job, permissions } : job, automation, defaults, names),
        ),
      ]),
    ),
  };
  return workflow;
}

/**
 * The job that the workflow's permissions are for, where it is one alone: those of a job replace the workflow's, so
 * what they allow means the same at that job, and nothing to others that may be added by hand.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idpermissions
 */
function heirOf(jobs: readonly JobDefinition[]): JobDefinition | undefined {
  const [only, ...others] = jobs.filter((job) => job.permissions === undefined);
  return others.length === 0 ? only : undefined;
}

function mayWrite(permissions: Permissions): boolean {
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
 * A newer commit of a pull request makes the run for the one before pointless. Any other run is in a group of its own:
 * in a shared one GitHub would cancel those that wait. A called workflow has the context of its caller, with whom it
 * would be in one group, so it gets none.
 * https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
function defaultConcurrency({ triggers }: Automation): ConcurrencyValues | undefined {
  const events = triggers.map(({ event }) => event);
  if (events.includes("workflow_call")) return undefined;
  const hasPullRequest = events.some((event) => /^pull_request(?:_target)?$/.test(event));
  return hasPullRequest
    ? {
        group: "${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}",
        cancelInProgress: true,
      }
    : { group: "${{ github.workflow }}-${{ github.run_id }}", cancelInProgress: false };
}

function compileJob(
  job: JobDefinition,
  automation: Automation,
  defaults: WorkflowDefaults,
  names: ArtifactNames,
): WorkflowJob {
  const outputs = (job.task.outputs ?? []).map((output) => [
    output,
    `\${{ ${contextExpression("steps", [taskStepId, "outputs", output])} }}`,
  ]);
  const { condition, environment, concurrency, matrix, services, timeoutMinutes } = job;
  return {
    name: job.name ?? job.id,
    ...(job.needs.length === 0 ? {} : { needs: job.needs }),
    ...(condition === undefined ? {} : { if: `\${{ ${condition} }}` }),
    ...(job.permissions === undefined ? {} : { permissions: job.permissions }),
    "runs-on": job.runsOn ?? defaults.runsOn,
    ...(environment === undefined ? {} : { environment }),
    ...(concurrency === undefined ? {} : { concurrency: inGitHubSpelling(concurrency) }),
    ...(matrix === undefined ? {} : { strategy: compileMatrix(matrix) }),
    ...(timeoutMinutes === undefined ? {} : { "timeout-minutes": timeoutMinutes }),
    ...(job.continueOnError === undefined ? {} : { "continue-on-error": job.continueOnError }),
    ...(job.container === undefined ? {} : { container: job.container }),
    ...(services === undefined ? {} : { services }),
    ...(isEmpty(job.env) ? {} : { env: job.env }),
    ...(outputs.length === 0 ? {} : { outputs: Object.fromEntries(outputs) }),
    ...(job.extra as Partial<WorkflowJob>),
    steps: compileSteps(job, automation, defaults, names),
  };
}

function compileMatrix({
  axes,
  include,
  exclude,
  failFast,
  maxParallel,
}: MatrixDefinition): Strategy {
  return {
    ...(failFast === undefined ? {} : { "fail-fast": failFast }),
    ...(maxParallel === undefined ? {} : { "max-parallel": maxParallel }),
    matrix: {
      ...axes,
      ...(exclude.length === 0 ? {} : { exclude }),
      ...(include.length === 0 ? {} : { include }),
    },
  };
}

function inGitHubSpelling({ group, cancelInProgress, queue }: ConcurrencyValues): Concurrency {
  return {
    group,
    ...(cancelInProgress === undefined ? {} : { "cancel-in-progress": cancelInProgress }),
    ...(queue === undefined ? {} : { queue }),
  };
}

function isEmpty(env: Environment | undefined): env is undefined {
  return env === undefined || Object.keys(env).length === 0;
}
