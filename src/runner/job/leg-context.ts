/** What the steps of one job find: contexts and environment, with what earlier steps have changed in them. */
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
import { newTrackingId, trackingVariable } from "../step/tracking.ts";
import type { OwnVariables, StepScope } from "./step-scope.ts";
import type { Workspace } from "./workspaces.ts";

type Variables = Readonly<Record<string, string>>;

export class LegContext {
  readonly #setting: RunSetting;
  readonly #workspace: Workspace;
  /** For `env` of the job, and part of what its steps have. */
  readonly #contexts: StartContexts & Pick<StepContexts, "secrets">;
  /** Of the workflow and the job. */
  readonly #declaredEnv: Variables;
  #addedEnv: Variables = {};
  #addedPath: readonly string[] = [];
  /** Names of the variables that expressions of the job read. */
  readonly #readEnv: readonly string[];
  readonly trackingId: string = newTrackingId();
  readonly leftOutSteps: LeftOutSteps = new LeftOutSteps();
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
   * The variables in `env` of a step. They are evaluated before its condition and all else of it, and are in its `env`
   * context (StepsRunner.cs in actions/runner).
   */
  ownEnv(env: Environment | undefined, scope: StepScope, status: string): OwnVariables {
    const contexts = this.contexts(scope, status);
    const own = Object.entries(env ?? {}).map(
      ([name, value]) => [name, interpolate(String(value), contexts, this.functions())] as const,
    );
    return { ...scope.action?.env, ...Object.fromEntries(own) };
  }

  /**
   * @param scope of the steps among which it is.
   * @param status the job's so far.
   * @param own variables of the step itself.
   */
  contexts(
    { steps, action }: StepScope,
    status: string,
    own: OwnVariables = action?.env ?? {},
  ): StepContexts {
    return {
      ...this.#contexts,
      ...(action && { inputs: action.inputs }),
      github: this.#github(action?.folder),
      env: this.#env(own),
      job: { status },
      runner: runnerContext(this.#setting.host, this.#workspace.temp),
      steps,
    };
  }

  #env(own: OwnVariables): Dictionary {
    const unknown = this.#readEnv.flatMap((name): [string, Unknown][] => {
      const value = this.leftOutSteps.variable(name);
      return value === undefined ? [] : [[name, value]];
    });
    const variables = Object.entries({ ...this.#declaredEnv, ...this.#addedEnv, ...own });
    const unknownValue = this.leftOutSteps.variable();
    return envContext([...unknown, ...variables], this.#setting.host, unknownValue);
  }

  /** Beside those of the expression language itself. */
  functions(): Functions {
    return { hashFiles: (...patterns) => hashFiles(this.#workspace.folder, patterns) };
  }

  /** Adds what a step wrote for the steps after it. */
  add({ env, path }: Pick<StepFileContent, "env" | "path">): void {
    this.#addedEnv = { ...this.#addedEnv, ...Object.fromEntries(env) };
    this.#addedPath = [...path, ...this.#addedPath];
  }

  /** Takes back what was added since when the returned function is called. */
  checkpoint(): () => void {
    const env = this.#addedEnv;
    const path = this.#addedPath;
    return () => {
      this.#addedEnv = env;
      this.#addedPath = path;
    };
  }

  /** Names of all variables that the workflow, the job, earlier steps and the step itself set. */
  variableNames(own: OwnVariables): readonly string[] {
    const path = this.#addedPath.length > 0 ? ["PATH"] : [];
    const names = [this.#declaredEnv, this.#addedEnv, own].flatMap((each) => Object.keys(each));
    return [...new Set([...path, ...names])].sort();
  }

  /**
   * Later layers win (ScriptHandler.cs and GitHubContext.cs in actions/runner).
   *
   * @throws UnknownError where a variable of the step itself is unknown.
   */
  environment(
    { action }: StepScope,
    ownVariables: OwnVariables,
    files: StepFiles,
  ): Record<string, string | undefined> {
    const own = Object.entries(ownVariables).map(([name, value]) => [name, known(value)] as const);
    const declaredVariables: Variables = {
      ...this.#declaredEnv,
      ...this.#addedEnv,
      ...Object.fromEntries(own),
    };
    const { env, host } = this.#setting;
    const { folder: workspace, temp } = this.#workspace;
    const variables: Record<string, string | undefined> = {
      ...env,
      ...declaredVariables,
      ...runnerEnvironment(this.#github(action?.folder), host, { workspace, temp }),
      ...(action && { GITHUB_ACTION_PATH: action.folder }),
      ...files.variables,
      [trackingVariable]: this.trackingId,
      // With it, tools would upload and annotate as on GitHub.
      GITHUB_ACTIONS: undefined,
    };
    return {
      ...variables,
      CI: declaredVariables["CI"] ?? env["CI"] ?? "true",
      PATH: [...this.#addedPath, variables["PATH"] ?? ""].join(delimiter),
    };
  }

  #github(actionPath: string | undefined): StepContexts["github"] {
    const { github } = this.#contexts;
    return actionPath === undefined
      ? { ...github, action: this.action }
      : { ...github, action: this.action, action_path: actionPath };
  }
}

function evaluateEnv(env: Environment | undefined, contexts: Contexts): Variables {
  return Object.fromEntries(
    Object.entries(env ?? {}).map(([name, value]) => [name, knownText(String(value), contexts)]),
  );
}
