/** A job that calls a workflow. */
import type { Automation } from "../../automation/automation.ts";
import type { DeclaredJob } from "../../automation/declaration.ts";
import { callKeys } from "../../automation/keys/call-keys.ts";
import { inKeyOrder } from "../../automation/keys/key-table.ts";
import { DeclarationError } from "../../automation/place.ts";
import { commandOf } from "../../model/workflow-names.ts";
import { defined } from "../../problems/defined.ts";
import { quotedList } from "../../problems/wording.ts";
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

/** @throws DeclarationError unless the called workflow gets every secret that it requires. */
function checkSecrets(
  called: Workflow,
  secrets: WorkflowJob["secrets"],
  place: { readonly automation: string; readonly job: string },
): void {
  if (secrets === "inherit") return;
  const config = (called.on["workflow_call"] ?? {}) as {
    readonly secrets?: Readonly<Record<string, { readonly required?: boolean }>>;
  };
  const passed = Object.keys(secrets ?? {});
  const missing = Object.entries(config.secrets ?? {})
    .filter(([secret, { required }]) => required && !passed.includes(secret))
    .map(([secret]) => secret);
  if (missing.length === 0) return;
  const all = [...passed, ...missing].map((secret) => JSON.stringify(secret));
  throw new DeclarationError(
    { ...place, option: "secrets" },
    `the automation ${JSON.stringify(commandOf(called))} requires ${quotedList(missing)}, and the job passes ${passed.length === 0 ? "no secret" : quotedList(passed)}.`,
    [`secrets: [${all.join(", ")}]`, 'secrets: "inherit"'],
  );
}
