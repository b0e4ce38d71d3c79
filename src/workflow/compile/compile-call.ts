/** A job that calls a workflow. */
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import { callKeys } from "../../automation/keys/call-keys.ts";
import { inKeyOrder } from "../../automation/keys/key-table.ts";
import { DeclarationError, type Place } from "../../automation/place.ts";
import { sameSecret } from "../../automation/call-secrets.ts";
import type { CallSecret } from "../../automation/triggers/trigger.ts";
import { commandOf } from "../../model/workflow-names.ts";
import { defined } from "../../problems/defined.ts";
import { didYouMean, quotedList } from "../../problems/wording.ts";
import type { Workflow, WorkflowJob } from "../../model/workflow.ts";
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

/** @throws DeclarationError unless the called workflow gets every secret that it requires, and no other than it has. */
function checkSecrets(
  called: Workflow,
  secrets: WorkflowJob["secrets"],
  place: { readonly automation: string; readonly job: string },
): void {
  if (secrets === "inherit") return;
  const passed = Object.keys(secrets ?? {});
  checkPassed(called, passed, { ...place, option: "secrets" });
  const missing = requiredSecrets(called).filter((name) => !isAmong(passed, name));
  if (missing.length === 0) return;
  const names = Object.keys(secretsOf(called));
  const isPossible = missing.every((name) => isAmong(names, name));
  throw new DeclarationError(
    { ...place, option: "secrets" },
    `the automation ${JSON.stringify(commandOf(called))} requires ${quotedList(missing)}, and the job passes ${passed.length === 0 ? "no secret" : quotedList(passed)}.`,
    [...(isPossible ? [secretsOption([...passed, ...missing])] : []), 'secrets: "inherit"'],
  );
}

/** `ValidateUndefinedParameters` in src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs of actions/runner. */
function checkPassed(called: Workflow, passed: readonly string[], place: Place): void {
  const names = Object.keys(secretsOf(called));
  const unknown = passed.find((name) => !isAmong(names, name));
  if (unknown === undefined) return;
  const owner = `the automation ${JSON.stringify(commandOf(called))}`;
  const others = passed.filter((name) => name !== unknown);
  const leftOut = others.length === 0 ? "call() without `secrets`" : secretsOption(others);
  if (sameSecret(unknown, "GITHUB_TOKEN")) {
    throw new DeclarationError(
      place,
      `${owner} has the token of the run without being passed it, and GitHub refuses a call that passes it under the name ${JSON.stringify(unknown)}. Leave it out.`,
      [leftOut],
    );
  }
  throw new DeclarationError(
    place,
    `${owner} has no secret ${JSON.stringify(unknown)}, and GitHub refuses a call that passes it. Its secrets are ${quotedList(names)}.${didYouMean(unknown, names)}`,
    [leftOut, `onWorkflowCall({ secrets: { ${unknown}: {} } }), where it is to have it`],
  );
}

function secretsOption(names: readonly string[]): string {
  return `secrets: [${names.map((name) => JSON.stringify(name)).join(", ")}]`;
}

function secretsOf(called: Workflow): Readonly<Record<string, CallSecret | null>> {
  const config = called.on["workflow_call"] ?? {};
  return (
    (config as { readonly secrets?: Readonly<Record<string, CallSecret | null>> }).secrets ?? {}
  );
}

/** Its own, and those of the workflows that it calls with all that it got. */
function requiredSecrets(called: Workflow): readonly string[] {
  const own = Object.entries(secretsOf(called)).filter(([, secret]) => secret?.required === true);
  const nested = Object.values(called.jobs).flatMap((job) =>
    job.called !== undefined && job.secrets === "inherit" ? requiredSecrets(job.called) : [],
  );
  const all = [...own.map(([name]) => name), ...nested];
  return all.filter((name, index) => !isAmong(all.slice(0, index), name));
}

function isAmong(names: readonly string[], name: string): boolean {
  return names.some((other) => sameSecret(other, name));
}
