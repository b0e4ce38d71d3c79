/** From the model to what is printed: without what only the program reads, and with the comments. */
import { permissionNote } from "../../automation/keys/permissions.ts";
import type { Permissions, Workflow, WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { Commented, type Printable, type PrintableMapping } from "./yaml/emitter.ts";

/** In the order in which it is printed. */
export function printableWorkflow(workflow: Workflow): PrintableMapping {
  return {
    ...(workflow as unknown as PrintableMapping),
    permissions: commentPermissions(workflow.permissions),
    jobs: mapValues(workflow.jobs, printableJob),
  };
}

/** A reviewer should see why a token can do more than read the code. */
function commentPermissions(permissions: Permissions): Printable {
  if (typeof permissions === "string") return permissions;
  return mapValues(permissions, (level, scope) => {
    const note = permissionNote(scope, level);
    return note === undefined ? level : new Commented(level, note);
  });
}

/** The model without what only the program reads. */
function printableJob(job: WorkflowJob): Printable {
  const minutes = job["timeout-minutes"];
  const { permissions } = job;
  return {
    ...(job as unknown as Readonly<Record<string, Printable>>),
    ...(permissions === undefined ? {} : { permissions: commentPermissions(permissions) }),
    // GitHub drops a fraction: of half a minute nothing would be left (ConvertToJobTimeout in actions/runner).
    ...(typeof minutes === "number" ? { "timeout-minutes": Math.ceil(minutes) } : {}),
    steps: job.steps.map(printableStep),
  };
}

/** The release stands beside the commit, in the form that Dependabot and Renovate update together with it. */
function printableStep(step: WorkflowStep): Printable {
  const { purpose: _purpose, ...rest } = step;
  if (!("uses" in rest)) return rest as Readonly<Record<string, Printable>>;
  const { version, asked: _asked, ...action } = rest;
  const printable = action as Readonly<Record<string, Printable>>;
  return version === undefined
    ? printable
    : { ...printable, uses: new Commented(action.uses, version) };
}

function mapValues<Value, Mapped>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value, key: string) => Mapped,
): Record<string, Mapped> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}
