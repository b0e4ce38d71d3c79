/** Prepares a workflow for printing: adds comments, and removes what is only for this program. */
import { permissionNote } from "../../automation/keys/values/permissions.ts";
import type { Permissions, Workflow, WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { Commented, type Printable, type PrintableMapping } from "./yaml/emitter.ts";

export function printableWorkflow({
  command: _command,
  file: _file,
  ...workflow
}: Workflow): PrintableMapping {
  const { permissions } = workflow;
  return {
    ...(workflow as unknown as PrintableMapping),
    ...(permissions !== undefined && { permissions: commentPermissions(permissions) }),
    jobs: mapValues(workflow.jobs, printableJob),
  };
}

/** Notes for reviewers what the token may do. */
function commentPermissions(permissions: Permissions): Printable {
  if (typeof permissions === "string") return permissions;
  return mapValues(permissions, (level, scope) => {
    const note = permissionNote(scope, level);
    return note === undefined ? level : new Commented(level, note);
  });
}

function printableJob({
  called: _called,
  codeRef: _codeRef,
  version,
  steps,
  ...job
}: WorkflowJob): Printable {
  const { permissions, "timeout-minutes": minutes } = job;
  const result: Record<string, Printable> = { ...(job as unknown as PrintableMapping) };
  if (job.uses === undefined) result["steps"] = steps.map(printableStep);
  else if (version !== undefined) result["uses"] = new Commented(job.uses, version);
  if (permissions !== undefined) result["permissions"] = commentPermissions(permissions);
  // GitHub drops a fraction, so half a minute would be 0 (ConvertToJobTimeout in actions/runner).
  if (typeof minutes === "number") result["timeout-minutes"] = Math.ceil(minutes);
  return result;
}

/** Writes the release as a comment, in the form that Dependabot and Renovate update. */
function printableStep(step: WorkflowStep): Printable {
  const { purpose: _purpose, local: _local, ...keys } = step;
  const minutes = keys["timeout-minutes"];
  const rest =
    typeof minutes === "number" ? { ...keys, "timeout-minutes": Math.ceil(minutes) } : keys;
  if (!("uses" in rest)) return rest as Readonly<Record<string, Printable>>;
  const { version, codeRef: _codeRef, ...action } = rest;
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
