import { UsageError } from "../problems/usage-error.ts";
import { idRule, isValidId } from "../task/definition.ts";
import { declare, type Declaration, type JobDefinition } from "./declaration.ts";
import type { Trigger } from "./trigger.ts";

export interface AutomationOptions {
  /** Names the workflow's file, and the command that runs it here. */
  readonly name: string;
  /** One line for `--help`. */
  readonly description?: string;
  /** What starts the workflow on GitHub. Default: `workflow_dispatch`, by hand. */
  readonly on?: Trigger | readonly Trigger[];
  /** Declares the jobs, by calling `job()`. Runs once, at once: every mistake is reported here. */
  jobs(): void;
}

/** A workflow of jobs: what `automation()` returns and `app()` lists. */
export interface Automation {
  readonly kind: "automation";
  readonly name: string;
  readonly description?: string;
  readonly triggers: readonly Trigger[];
  /** In the order of their declaration: a job comes after those it needs. */
  readonly jobs: readonly JobDefinition[];
}

/**
 * Declares an automation.
 *
 * @throws UsageError that names the automation and the job, for anything that GitHub would not run.
 * @example
 * export const ci = automation({
 *   name: "ci",
 *   on: [onPush({ branches: ["main"] }), onPullRequest()],
 *   jobs() {
 *     const built = job(build);
 *     job(test, { inputs: { package: built.artifact("package") } });
 *   },
 * });
 */
export function automation(options: AutomationOptions): Automation {
  const { name, description } = options;
  if (!isValidId(name)) {
    throw new UsageError(`The automation name ${JSON.stringify(name)} is not valid. ${idRule}`);
  }
  const label = `automation ${JSON.stringify(name)}`;
  const declaration: Declaration = { label, jobs: new Map() };
  declare(declaration, () => {
    const returned: unknown = options.jobs();
    if (returned instanceof Promise) {
      throw new UsageError(
        `${label}: \`jobs\` is asynchronous; a job declared after an await would be lost.`,
      );
    }
  });
  if (declaration.jobs.size === 0) {
    throw new UsageError(`${label} has no jobs. Call job() in its \`jobs\` function.`);
  }
  return {
    kind: "automation",
    name,
    ...(description === undefined ? {} : { description }),
    triggers: triggersOf(options.on, label),
    jobs: [...declaration.jobs.values()],
  };
}

function triggersOf(on: AutomationOptions["on"], label: string): readonly Trigger[] {
  const given: readonly Trigger[] = on === undefined ? [] : "event" in on ? [on] : on;
  const triggers = given.length === 0 ? [{ event: "workflow_dispatch", filters: {} }] : given;
  const events = triggers.map((trigger) => trigger.event);
  const twice = events.find((event, index) => events.indexOf(event) !== index);
  if (twice !== undefined) {
    throw new UsageError(`${label} has two triggers for ${twice}. Put their filters into one.`);
  }
  return triggers;
}
