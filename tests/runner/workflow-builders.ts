/** Small workflows as data. */
import type {
  ActionStep,
  RunStep,
  Workflow,
  WorkflowJob,
  WorkflowStep,
} from "../../src/model/workflow.ts";

export interface JobOptions extends Partial<Omit<WorkflowJob, "steps">> {
  /** The text of its only step, whose id is `run`; or all steps. */
  readonly run?: string;
  readonly steps?: readonly WorkflowStep[];
}

export function workflowOf(
  jobs: Readonly<Record<string, JobOptions>>,
  rest: Partial<Workflow> = {},
): Workflow {
  return {
    name: "ci",
    on: { push: null },
    permissions: {},
    ...rest,
    jobs: Object.fromEntries(
      Object.entries(jobs).map(([id, { run, steps, ...job }]): [string, WorkflowJob] => [
        id,
        { "runs-on": "ubuntu-latest", ...job, steps: steps ?? [command(run ?? "true")] },
      ]),
    ),
  };
}

export function command(run: string, rest: Partial<RunStep> = {}): RunStep {
  return { purpose: "task", id: "run", ...rest, run };
}

/** The step that a task's `saveArtifact` is uploaded by. */
export function upload(name: string, file: string): ActionStep {
  return {
    purpose: "artifact",
    uses: "actions/upload-artifact@v7",
    with: { name, path: `\${{ runner.temp }}/${file}`, "if-no-files-found": "error" },
  };
}

export function download(what: { name?: string; pattern?: string }, folder: string): ActionStep {
  return {
    purpose: "artifact",
    uses: "actions/download-artifact@v8",
    with: { ...what, path: `\${{ runner.temp }}/${folder}` },
  };
}

/** For `outputs` of a job whose step wrote one of this name. */
export function output(name: string): string {
  return `\${{ steps.run.outputs.${name} }}`;
}
