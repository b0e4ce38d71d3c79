/** A job that calls a workflow. */
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import { callKeys } from "../../automation/keys/call-keys.ts";
import { inKeyOrder } from "../../automation/keys/key-table.ts";
import type { Place } from "../../automation/place.ts";
import { commandOf } from "../../model/workflow-names.ts";
import { defined } from "../../problems/defined.ts";
import type { Workflow, WorkflowJob, YamlValue } from "../../model/workflow.ts";
import { checkPassedSecrets, requiredAmong } from "./passed-secrets.ts";
import { pinAction, type PinChoice } from "../pins/action-pins.ts";

/** @param compile Makes the workflow of the automation that it calls, which local runs run. */
export function compileCall(
  { id, keys, called, extra }: DeclaredJob,
  { name }: Automation,
  pins: PinChoice,
  compile: (called: Automation) => Workflow,
): WorkflowJob {
  const { uses, with: inputs, secrets, needs, ...others } = keys;
  // call() takes what automation() returned.
  const workflow = called === undefined ? undefined : compile(called as Automation);
  if (workflow !== undefined) checkSecrets(workflow, secrets, { automation: name, job: id });
  return {
    ...inKeyOrder<Omit<WorkflowJob, "steps">>(callKeys, {
      name: id,
      ...others,
      needs: needs.length === 0 ? undefined : needs,
    }),
    ...(uses !== undefined && pinned(uses, pins)),
    ...defined({ with: inputs, secrets }),
    ...(extra as Partial<WorkflowJob>),
    ...defined({ called: workflow }),
    steps: [],
  };
}

/** A workflow of another repository is pinned as an action is; one of this repository has no release. */
function pinned(uses: string, pins: PinChoice): Pick<WorkflowJob, "uses" | "version" | "codeRef"> {
  const [, path, ref, version] = /^(.+)@(\S+)(?:\s+#\s*(\S+))?$/.exec(uses) ?? [];
  return path === undefined ? { uses } : pinAction(path, { ref, version }, pins);
}

function checkSecrets(called: Workflow, secrets: WorkflowJob["secrets"], place: Place): void {
  const owner = `the automation ${JSON.stringify(commandOf(called))}`;
  const hint = (secret: string): string =>
    `onWorkflowCall({ secrets: { ${secret}: {} } }), where it is to have it`;
  const nested = Object.values(called.jobs).flatMap((job) =>
    job.secrets === "inherit" ? requiredSecrets(job.called) : [],
  );
  checkPassedSecrets({ owner, declared: secretsOf(called), nested, hint }, secrets, place);
}

function secretsOf(called: Workflow): Readonly<Record<string, YamlValue>> {
  const config = called.on["workflow_call"] ?? {};
  return (config as { readonly secrets?: Readonly<Record<string, YamlValue>> }).secrets ?? {};
}

/** Its own, and those of the workflows that it calls with all that it got. */
function requiredSecrets(called: Workflow | undefined): readonly string[] {
  if (called === undefined) return [];
  const nested = Object.values(called.jobs).flatMap((job) =>
    job.secrets === "inherit" ? requiredSecrets(job.called) : [],
  );
  return [...requiredAmong(secretsOf(called)), ...nested];
}
