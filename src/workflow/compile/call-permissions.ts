/**
 * What the token of a call may do: GitHub refuses the file of a caller that allows less than the called workflow asks for,
 * before any job starts (`ConvertToReferencedWorkflow` in actions/runner,
 * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs, and PermissionsHelper.cs beside it).
 */
import { DeclarationError } from "../../automation/place.ts";
import { permissionLevels } from "../../github/schema/permission-schema.ts";
import { commandOf } from "../../model/workflow-names.ts";
import type { Permissions, Workflow } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";

/** What a called workflow or a job of it asks for, and what its caller allows. */
interface Demand {
  readonly who: string;
  readonly asks: Permissions;
  readonly most: Permissions;
}

type Level = "none" | "read" | "write";

const order: readonly Level[] = ["none", "read", "write"];
const scopes: readonly string[] = Object.keys(permissionLevels);

/**
 * Where the settings of the repository say what the caller's token may do, it is not known here.
 *
 * @throws DeclarationError for a call that allows less than the automation asks for.
 */
export function checkCallPermissions(workflow: Workflow): void {
  for (const [job, { called, permissions = workflow.permissions }] of Object.entries(
    workflow.jobs,
  )) {
    if (called === undefined || permissions === undefined) continue;
    const demands = demandsOf(called, permissions);
    const refused = demands.find((demand) => missing(demand).length > 0);
    if (refused === undefined) continue;
    const { who, asks, most } = refused;
    const shown = (of: Permissions): string =>
      missing(refused)
        .map((scope) => `${scope}: ${levelOf(of, scope)}`)
        .join(", ");
    const enough = join([permissions, ...demands.map((demand) => demand.asks)]);
    throw new DeclarationError(
      { automation: commandOf(workflow), job, option: "permissions" },
      `${who} asks for ${shown(asks)}, and the call allows ${shown(most)}: GitHub refuses a workflow that calls one with more permissions than it gives.`,
      [`call(${commandOf(called)}, { permissions: ${enough} })`],
    );
  }
}

/** A job without permissions of its own, and a call in it, has those of its workflow, or else those of the caller. */
function demandsOf(called: Workflow, most: Permissions): readonly Demand[] {
  const owner = `the automation ${JSON.stringify(commandOf(called))}`;
  const { permissions: asks, jobs } = called;
  const ofJobs = Object.entries(jobs).flatMap(([id, job]): readonly Demand[] => {
    const who = `the job ${JSON.stringify(id)} of ${owner}`;
    const own = job.permissions === undefined ? [] : [{ who, asks: job.permissions, most }];
    const next = job.permissions ?? asks ?? most;
    return [...own, ...(job.called === undefined ? [] : demandsOf(job.called, next))];
  });
  return [...ofJobs, ...(asks === undefined ? [] : [{ who: owner, asks, most }])];
}

function missing({ asks, most }: Demand): readonly string[] {
  return scopes.filter(
    (scope) => order.indexOf(levelOf(asks, scope)) > order.indexOf(levelOf(most, scope)),
  );
}

function levelOf(permissions: Permissions, scope: string): Level {
  if (permissions === "read-all") return "read";
  if (permissions === "write-all") return "write";
  return ownValue(permissions, scope) ?? "none";
}

/** The option that allows all of them. */
function join(all: readonly Permissions[]): string {
  if (all.includes("write-all")) return '"write-all"';
  const levels = scopes.flatMap((scope) => {
    const level = order.findLast((one) => all.some((each) => levelOf(each, scope) === one));
    return level === undefined || level === "none" ? [] : [{ scope, level }];
  });
  if (all.includes("read-all") && levels.every(({ level }) => level === "read")) {
    return '"read-all"';
  }
  const entries = levels.map(({ scope, level }) => {
    const levelsOfScope: readonly Level[] = ownValue(permissionLevels, scope) ?? [];
    // Some have no level between none and write.
    const least = levelsOfScope.includes(level) ? level : levelsOfScope[0];
    return `${scope.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())}: "${least}"`;
  });
  return `{ ${entries.join(", ")} }`;
}
