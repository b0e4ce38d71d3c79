import type { Contexts } from "../expression/evaluate.ts";
import { jobCondition } from "../expression/job-condition.ts";
import type { Host } from "../host/host.ts";
import type { Environment, Workflow, WorkflowStep } from "../workflow/model.ts";
import { askedTools } from "./asked-tools.ts";
import type { NeedsContext } from "./contexts.ts";
import { runnerContext } from "./environment.ts";
import { knownText, knownTruth } from "./known.ts";
import { isLeftOut } from "./left-out.ts";
import type { Leg } from "./legs.ts";
import { toolNotes } from "./tool-notes.ts";
import type { ToolVersions } from "./tool-versions.ts";

export interface LegToolsOptions {
  readonly workflow: Workflow;
  /** `github`, `inputs` and `vars`. */
  readonly contexts: Contexts;
  readonly host: Pick<Host, "platform" | "architecture">;
  readonly versions: Pick<ToolVersions, "get">;
}

/** Which tools of another version than it asks for a job, or one combination of it, would find here. */
export class LegTools {
  readonly #options: LegToolsOptions;

  constructor(options: LegToolsOptions) {
    this.#options = options;
  }

  notes({ job, contexts }: Leg, needs: NeedsContext): Promise<readonly string[]> {
    const { workflow, host, versions } = this.#options;
    const runner = runnerContext(host, { workspace: "", temp: "" });
    const known = { ...this.#options.contexts, ...contexts, needs, runner };
    const env = evaluatedEnv({ ...workflow.env, ...job.env }, known);
    const own = { ...known, env };
    const steps = job.steps.filter((step) => isLeftOut(step) && isWanted(step, own));
    return toolNotes(
      askedTools(steps, (text) => tried(() => knownText(text, own))),
      versions,
    );
  }
}

function evaluatedEnv(env: Environment, contexts: Contexts): Readonly<Record<string, string>> {
  const values = Object.entries(env).flatMap(([name, text]) => {
    const value = tried(() => knownText(String(text), contexts));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function isWanted(step: WorkflowStep, contexts: Contexts): boolean {
  const holds = tried(() =>
    knownTruth(jobCondition(step.if), contexts, {
      success: () => true,
      failure: () => false,
      cancelled: () => false,
      always: () => true,
    }),
  );
  return holds === true;
}

/** Undefined where it reads what only a running job has: nothing is said about it then. */
function tried<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
