/** What the steps of one job find: the contexts of their expressions and their environment, as earlier steps left them. */
import { delimiter } from "node:path";
import { type Contexts, type Functions, interpolate } from "../../expression/values/evaluate.ts";
import { known, type Unknown } from "../../expression/values/unknown.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
import type { Dictionary } from "../../expression/values/value.ts";
import type { Environment } from "../../model/workflow.ts";
import type { StartContexts, StepContexts } from "../values/contexts.ts";
import { envContext, runnerContext, runnerEnvironment } from "../values/runner-environment.ts";
import { hashFiles } from "../values/hash-files.ts";
import { knownText } from "../values/known.ts";
import { LeftOutSteps } from "../values/left-out.ts";
import type { LegRunOptions } from "./leg-outcome.ts";
import type { RunSetting } from "./run-setting.ts";
import type { StepFileContent, StepFiles } from "../step/step-files.ts";
import { newTrackingId, trackingVariable } from "./tracking.ts";
import type { Workspace } from "./workspaces.ts";

type Variables = Readonly<Record<string, string>>;

/** Those of one step. */
export type OwnVariables = Readonly<Record<string, string | Unknown>>;

export class LegContext {
  readonly #setting: RunSetting;
  readonly #workspace: Workspace;
  /** Those of its `env`. */
  readonly #contexts: StartContexts & Pick<StepContexts, "secrets">;
  /** Of the workflow and the job. */
  readonly #declaredEnv: Variables;
  #addedEnv: Variables = {};
  #addedPath: readonly string[] = [];
  /** Names of variables that expressions of the job read. */
  readonly #readEnv: readonly string[];
  readonly trackingId: string = newTrackingId();
  readonly leftOut: LeftOutSteps = new LeftOutSteps();
  /** The `steps` context. */
  readonly steps: Record<string, unknown> = {};
  /** The name of the step that runs. */
  action = "";

  /** @throws UnknownError where the job's `env` rests on what nobody knows here. */
  constructor(
    { leg, contexts, setting }: Pick<LegRunOptions, "leg" | "contexts" | "setting">,
    workspace: Workspace,
  ) {
    this.#setting = setting;
    this.#workspace = workspace;
    this.#contexts = {
      ...contexts,
      secrets: setting.secrets,
      github: {
        ...contexts.github,
        event_path: setting.eventPath,
        job: leg.jobId,
        // Set by the runner, so null outside of a job:
        // https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
        token: setting.secrets["GITHUB_TOKEN"],
        workspace: workspace.folder,
      },
    };
    this.#readEnv = keysOf(readsIn(leg.job), "env");
    this.#declaredEnv = {
      ...evaluateEnv(setting.workflow.env, this.#contexts),
      ...evaluateEnv(leg.job.env, this.#contexts),
    };
  }

  /**
   * The variables of a step's own, which are evaluated before its condition and all else of it, and are in its `env`
   * context (StepsRunner.cs in actions/runner).
   */
  ownEnv(env: Environment | undefined, status: string): OwnVariables {
    const contexts = this.contexts(status);
    return Object.fromEntries(
      Object.entries(env ?? {}).map(([name, value]) => [
        name,
        interpolate(String(value), contexts, this.functions()),
      ]),
    );
  }

  /**
   * @param status the job's so far.
   * @param own variables of the step that is asked about.
   */
  contexts(status: string, own: OwnVariables = {}): StepContexts {
    return {
      ...this.#contexts,
      github: this.#github(),
      env: this.#env(own),
      job: { status },
      runner: runnerContext(this.#setting.host, this.#folders()),
      steps: this.steps,
    };
  }

  #env(own: OwnVariables): Dictionary {
    const unknown = this.#readEnv.flatMap((name): [string, Unknown][] => {
      const value = this.leftOut.variable(name);
      return value === undefined ? [] : [[name, value]];
    });
    const variables = Object.entries({ ...this.#declaredEnv, ...this.#addedEnv, ...own });
    return envContext([...unknown, ...variables], this.#setting.host, this.leftOut.variable());
  }

  /** What the steps of a job may call beside GitHub's own. */
  functions(): Functions {
    return { hashFiles: (...patterns) => hashFiles(this.#workspace.folder, patterns) };
  }

  /** What a step wrote for those behind it. */
  add({ env, path }: Pick<StepFileContent, "env" | "path">): void {
    this.#addedEnv = { ...this.#addedEnv, ...Object.fromEntries(env) };
    this.#addedPath = [...path, ...this.#addedPath];
  }

  /**
   * Later layers win (ScriptHandler.cs and GitHubContext.cs in actions/runner).
   *
   * @throws UnknownError where a variable of the step's own is unknown.
   */
  environment(ownVariables: OwnVariables, files: StepFiles): Record<string, string | undefined> {
    const own = Object.entries(ownVariables).map(([name, value]) => [name, known(value)]);
    const declaredVariables: Variables = {
      ...this.#declaredEnv,
      ...this.#addedEnv,
      ...(Object.fromEntries(own) as Variables),
    };
    const { env, host } = this.#setting;
    const variables: Record<string, string | undefined> = {
      ...env,
      ...declaredVariables,
      ...runnerEnvironment(this.#github(), host, this.#folders()),
      ...files.variables,
      [trackingVariable]: this.trackingId,
      // Tools upload and annotate where they see this one; a local run is not GitHub.
      GITHUB_ACTIONS: undefined,
    };
    return {
      ...variables,
      CI: declaredVariables["CI"] ?? env["CI"] ?? "true",
      PATH: [...this.#addedPath, variables["PATH"] ?? ""].join(delimiter),
    };
  }

  #github(): Readonly<Record<string, unknown>> {
    return { ...this.#contexts.github, action: this.action };
  }

  #folders(): { readonly workspace: string; readonly temp: string } {
    return { workspace: this.#workspace.folder, temp: this.#workspace.temp };
  }
}

function evaluateEnv(env: Environment | undefined, contexts: Contexts): Variables {
  return Object.fromEntries(
    Object.entries(env ?? {}).map(([name, value]) => [name, knownText(String(value), contexts)]),
  );
}
