import { readFileSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Contexts } from "../../expression/values/evaluate.ts";
import type { Environment, WorkflowJob, WorkflowStep } from "../../model/workflow.ts";
import { workspaceOf } from "../run-folder/repository-folder.ts";
import type { PlanOptions } from "../run-options.ts";
import type { RunRequest } from "../run-request.ts";
import { type ToolRequest, toolRequests } from "../tools/tool-requests.ts";
import type { StartContexts } from "../values/contexts.ts";
import { envContext, runnerContext } from "../values/runner-environment.ts";
import { conditionHolds, inSuccess, knownText } from "../values/known.ts";
import { isLeftOut } from "../values/left-out.ts";
import { toolNotes } from "../tools/tool-notes.ts";
import { ToolVersions } from "../tools/tool-versions.ts";

/** Finds the tools that have another version here than a job, or one combination of it, asks for. */
export class LegTools {
  readonly #request: RunRequest;
  readonly #host: PlanOptions["host"];
  readonly #versions: ToolVersions;
  /** The one that paths in steps are relative to. */
  readonly #folder: string;

  /** @param env for the programs that are asked for their versions. */
  constructor(
    request: RunRequest,
    { host, root }: PlanOptions,
    env: Readonly<Record<string, string | undefined>>,
  ) {
    this.#request = request;
    this.#host = host;
    this.#versions = new ToolVersions(root, env);
    this.#folder = workspaceOf(root, request.workflow);
  }

  /** `node 26 was asked for, here is 20.20`, for each such tool. */
  notes(job: WorkflowJob, startContexts: StartContexts): Promise<readonly string[]> {
    return toolNotes(this.requests(job, startContexts), this.#versions);
  }

  /** The versions that its steps ask for, as far as they are known. */
  requests(job: WorkflowJob, startContexts: StartContexts): readonly ToolRequest[] {
    const runner = runnerContext(this.#host, "");
    const contexts = { ...startContexts, runner };
    const jobEnv = evaluatedEnv({ ...this.#request.workflow.env, ...job.env }, contexts);
    const withEnv = (env: Readonly<Record<string, string>>): Contexts => ({
      ...contexts,
      env: envContext(Object.entries(env), this.#host),
    });
    const stepContexts = (step: WorkflowStep): Contexts =>
      withEnv({ ...jobEnv, ...evaluatedEnv(step.env ?? {}, withEnv(jobEnv)) });
    const steps = job.steps.filter((step) => isLeftOut(step) && isWanted(step, stepContexts(step)));
    return toolRequests(steps, {
      valueOf: (text, step) => attempt(() => knownText(text, stepContexts(step))),
      contentOf: (file) => contentOf(this.#folder, file),
    });
  }
}

/** How many bytes a file with a version may have. */
const largestFile = 1024 * 1024;

function contentOf(folder: string, file: string): string | undefined {
  const path = resolve(folder, file);
  if (relative(folder, path).startsWith("..")) return undefined;
  return attempt(() => {
    const stats = statSync(path);
    return stats.isFile() && stats.size <= largestFile ? readFileSync(path, "utf8") : undefined;
  });
}

function evaluatedEnv(env: Environment, contexts: Contexts): Readonly<Record<string, string>> {
  const values = Object.entries(env).flatMap(([name, text]) => {
    const value = attempt(() => knownText(String(text), contexts));
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(values);
}

function isWanted(step: WorkflowStep, contexts: Contexts): boolean {
  return attempt(() => conditionHolds(step.if, contexts, inSuccess)) === true;
}

/** Undefined where the value reads what only a running job has. */
function attempt<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
