/** The secrets of an automation that others call: those that its jobs need, and those that it declares. */
import { keysOf, readsIn } from "../expression/analysis/usage.ts";
import { quotedList } from "../problems/wording.ts";
import type { SetupStep } from "../steps/step.ts";
import { type DeclaredJob, isTaskStep, setupOf, tasksOf } from "./declaration.ts";
import type { CallSecret, WorkflowCallConfig } from "./triggers/trigger-filters.ts";
import type { Trigger } from "./triggers/trigger.ts";
import type { Warning } from "./warning.ts";

type Secrets = Readonly<Record<string, CallSecret>>;

interface WithJobs {
  readonly jobs: readonly DeclaredJob[];
  readonly triggers: readonly Trigger[];
}

/**
 * Every secret that a job needs, except the token of the run. In a job with a deployment environment a secret may come
 * from that, and then no caller can pass it, so it is not required. GitHub ignores the case of names.
 * https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows#using-inputs-and-secrets-in-a-reusable-workflow
 *
 * @param setup The app's, for the jobs without their own.
 */
export function neededSecrets(
  jobs: readonly DeclaredJob[],
  setup: readonly SetupStep[],
): Readonly<Record<string, { readonly required: boolean }>> {
  const secrets = new Map<string, { readonly name: string; readonly required: boolean }>();
  for (const { name, required } of jobs.flatMap((job) => needsOf(job, setup))) {
    const key = name.toUpperCase();
    if (key === "GITHUB_TOKEN") continue;
    const other = secrets.get(key);
    secrets.set(key, {
      name: other?.name ?? name,
      required: required || other?.required === true,
    });
  }
  return Object.fromEntries(
    [...secrets.values()].map(({ name, required }) => [name, { required }]),
  );
}

function needsOf(
  job: DeclaredJob,
  setup: readonly SetupStep[],
): readonly { readonly name: string; readonly required: boolean }[] {
  const { called, keys } = job;
  if (called === undefined) {
    const required = keys.environment === undefined;
    return secretsOf(job, setup).map((name) => ({ name, required }));
  }
  const declared = declaredSecrets(called) ?? neededSecrets(called.jobs, setup);
  const needs = Object.entries(declared).map(([name, { required = false }]) => ({
    name,
    required,
  }));
  if (keys.secrets === "inherit") return needs;
  return Object.entries(keys.secrets ?? {}).flatMap(([secret, text]) => {
    const required = needs.some((need) => need.required && sameSecret(need.name, secret));
    return keysOf(readsIn(text), "secrets").map((name) => ({ name, required }));
  });
}

/** The secrets of its tasks, those that its steps and containers read, and those that it passes on. */
function secretsOf(job: DeclaredJob, appSetup: readonly SetupStep[]): readonly string[] {
  const { steps, keys } = job;
  const texts = steps.map((step) => (isTaskStep(step) ? [step.env, step.inputs] : step));
  const others = [setupOf(job, appSetup), ...texts, keys.container, keys.services, keys.secrets];
  const ofTasks = tasksOf(job).flatMap(({ secrets = [] }) => secrets);
  return [...new Set([...ofTasks, ...keysOf(readsIn(others), "secrets")])];
}

/** Those of `onWorkflowCall({ secrets })`. */
function declaredSecrets({ triggers }: WithJobs): Secrets | undefined {
  const config = triggers.find(({ event }) => event === "workflow_call")?.config;
  return ((config ?? {}) as WorkflowCallConfig).secrets;
}

export function sameSecret(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase();
}

/**
 * Warns of jobs that read a secret that the automation does not declare: it is empty unless a caller passes all of its
 * secrets. An empty declaration says that all callers do.
 */
export function undeclaredSecrets(automation: WithJobs): readonly Warning[] {
  const names = Object.keys(declaredSecrets(automation) ?? {});
  if (names.length === 0) return [];
  return automation.jobs.flatMap((job): readonly Warning[] => {
    // An environment may have it.
    if (job.keys.environment !== undefined) return [];
    const missing = Object.keys(neededSecrets([job], [])).filter(
      (name) => !names.some((declared) => sameSecret(declared, name)),
    );
    if (missing.length === 0) return [];
    const text = `the job ${JSON.stringify(job.id)} reads ${missing.length === 1 ? "the secret" : "the secrets"} ${quotedList(missing)}, which \`secrets\` of onWorkflowCall() does not have: it is empty unless a caller passes all of its secrets. Add it: onWorkflowCall({ secrets: { ${missing.map((name) => `${name}: { required: true }`).join(", ")} } }).`;
    return [{ kind: "undeclared-secret", job: job.id, text }];
  });
}
