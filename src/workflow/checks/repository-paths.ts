/** What a workflow names of its own repository, and has to be there: actions in a folder, workflows that it calls. */
import { existsSync, readdirSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { DeclarationError, type Place } from "../../automation/place.ts";
import {
  actionMayBring,
  commandMayBring,
  isOwnAction,
  ownActionFolder,
  ownWorkflowPath,
} from "../../model/own-action.ts";
import { commandOf } from "../../model/workflow-names.ts";
import type { Workflow, WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { isCheckoutAction } from "../../steps/step.ts";
import { didYouMean } from "../../problems/wording.ts";

export interface RepositoryFiles {
  readonly folder: string;
  /** Names of the workflows that the app writes. */
  readonly workflows: readonly string[];
  /** The workflow that the app writes to one of them. */
  readonly compiled?: (name: string) => Workflow | undefined;
}

/** The order is GitHub's: PrepareActionDefinition in ActionManager.cs of actions/runner. */
const actionFiles = ["action.yml", "action.yaml", "Dockerfile", "dockerfile"];

/** @throws DeclarationError for a path that neither the repository nor the app has. */
export function checkRepositoryPaths(workflow: Workflow, repository: RepositoryFiles): void {
  for (const [id, job] of Object.entries(workflow.jobs)) {
    const place = { automation: commandOf(workflow), job: id };
    const path = ownWorkflowPath(job.uses);
    if (path !== undefined) checkCall(job, path, place, repository);
    checkActions(job.steps, place, repository.folder);
    if (job.called !== undefined) checkRepositoryPaths(job.called, repository);
  }
}

function checkCall(
  { called }: WorkflowJob,
  uses: string,
  place: Place,
  { folder, workflows }: RepositoryFiles,
): void {
  const name = posix.basename(uses);
  if (called !== undefined || workflows.includes(name) || existsSync(join(folder, uses))) return;
  const names = [...workflows, ...entriesOf(join(folder, dirname(uses)))];
  const close = didYouMean(name, names);
  throw new DeclarationError(
    place,
    `call(): there is no ${uses} in ${folder}, and no automation of this app is written to it.${close}`,
    ["call(checks), with an automation that has onWorkflowCall()"],
  );
}

function checkActions(steps: readonly WorkflowStep[], place: Place, repository: string): void {
  for (const [index, step] of steps.entries()) {
    if (!("uses" in step) || !isOwnAction(step)) continue;
    const folder = ownActionFolder(step);
    if (hasAction(join(repository, folder))) continue;
    if (steps.slice(0, index).some((earlier) => mayBring(earlier, folder))) continue;
    const parent = dirname(join(repository, folder));
    const others = entriesOf(parent).filter((name) => hasAction(join(parent, name)));
    const label = step.name ?? step.id ?? step.uses;
    throw new DeclarationError(
      { ...place, step: label },
      `there is no action.yml, action.yaml or Dockerfile in ${join(repository, folder)}.${didYouMean(basename(folder), others)}`,
      [`uses("./FOLDER"): a folder with one of them, from the root of the repository`],
    );
  }
}

function hasAction(folder: string): boolean {
  return actionFiles.some((name) => existsSync(join(folder, name)));
}

/** Whether a step may put files there that are not in the working folder: those of another repository, commit or run. */
function mayBring(step: WorkflowStep, folder: string): boolean {
  if ("run" in step) return commandMayBring(step.run, folder);
  const name = step.uses.replace(/@.*/, "");
  if (!isCheckoutAction(name)) return actionMayBring(name);
  const { with: settings = {} } = step;
  return ["repository", "path", "ref", "submodules"].some((input) => settings[input] !== undefined);
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
