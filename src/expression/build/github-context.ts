/** References to the contexts that every workflow has: https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
import type { Condition, Expression, Reference, SecretReference } from "./algebra.ts";
import { BuiltExpression, everywhere } from "./built-expression.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import { contextReference } from "./reference.ts";
import { listIndex, literal, path, type Tree } from "../language/syntax-tree.ts";

/**
 * The `github` context: the run, and what started it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
 */
export interface GithubContext {
  /** `push`, `pull_request`, `workflow_dispatch` … */
  readonly eventName: Reference<string>;
  /** `refs/heads/main`. */
  readonly ref: Reference<string>;
  /** `main`. */
  readonly refName: Reference<string>;
  /** What `ref` is. */
  readonly refType: Reference<"branch" | "tag">;
  /** The commit that started the workflow. Of a pull request, the merge of it into its target. */
  readonly sha: Reference<string>;
  /** The account that started the run: `octocat`. */
  readonly actor: Reference<string>;
  /** `owner/name`. */
  readonly repository: Reference<string>;
  /** The account of the repository. */
  readonly repositoryOwner: Reference<string>;
  /** The name of the workflow. */
  readonly workflow: Reference<string>;
  /** Unique in the repository; a run that is repeated keeps it. */
  readonly runId: Reference<string>;
  /** How many runs of the workflow there were, with this one. */
  readonly runNumber: Reference<string>;
  /** 1, and one more each time the run is repeated. */
  readonly runAttempt: Reference<string>;
  /** `https://github.com`, or the address of another server. */
  readonly serverUrl: Reference<string>;
  /** The id of the job, in its steps. */
  readonly job: Reference<string>;
  /** The folder into which a checkout puts the repository, in the steps of a job. */
  readonly workspace: Reference<string>;
  /** The token of the job, for the `env` or `with` of one step. */
  readonly token: Reference<string>;
  /** The branch of a pull request; empty on other events. */
  readonly headRef: Reference<string>;
  /** The branch into which a pull request would be merged; empty on other events. */
  readonly baseRef: Reference<string>;
  /**
   * A property of the webhook's payload, null where the event does not have it: `github.event("pull_request.draft")`.
   * `*` stands for all items of a list: `github.event("commits.*.message")`, a number for one of them, from 0.
   */
  event<Value = unknown>(property: string): Reference<Value> & Condition;
}

/**
 * What GitHub knows of the run and of what started it, for conditions and texts.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context
 *
 * @example github.refName.eq("main")
 * @example github.event<boolean>("pull_request.draft")
 */
export const github: GithubContext = {
  eventName: contextReference("github", ["event_name"]),
  ref: contextReference("github", ["ref"]),
  refName: contextReference("github", ["ref_name"]),
  refType: contextReference("github", ["ref_type"]),
  sha: contextReference("github", ["sha"]),
  actor: contextReference("github", ["actor"]),
  repository: contextReference("github", ["repository"]),
  repositoryOwner: contextReference("github", ["repository_owner"]),
  workflow: contextReference("github", ["workflow"]),
  runId: contextReference("github", ["run_id"]),
  runNumber: contextReference("github", ["run_number"]),
  runAttempt: contextReference("github", ["run_attempt"]),
  serverUrl: contextReference("github", ["server_url"]),
  job: contextReference("github", ["job"]),
  workspace: contextReference("github", ["workspace"]),
  token: contextReference("github", ["token"]),
  headRef: contextReference("github", ["head_ref"]),
  baseRef: contextReference("github", ["base_ref"]),
  event<Value>(property: string): Reference<Value> & Condition {
    const names = typeof property === "string" ? property.split(".") : [""];
    if (names.includes("")) {
      throw new UsageError(
        `github.event() takes names with dots between them, as in "pull_request.draft", not ${shown(property)}.`,
      );
    }
    const tree = names.reduce<Tree>(
      (of, name) =>
        name === "*"
          ? { kind: "filter", of }
          : { kind: "index", of, key: literal(listIndex(name) ?? name) },
      path("github", ["event"]),
    );
    const reference = new BuiltExpression(tree, "both", everywhere);
    return reference as Reference<Value> & BuiltExpression;
  },
};

/**
 * The `runner` context: the machine of a job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#runner-context
 */
export interface RunnerContext {
  /** Its operating system. */
  readonly os: Reference<"Linux" | "Windows" | "macOS">;
  /** The kind of its processor. */
  readonly arch: Reference<"X86" | "X64" | "ARM" | "ARM64">;
  /** The name of the runner. */
  readonly name: Reference<string>;
  /** A folder that is empty before and after each job. */
  readonly temp: Reference<string>;
  /** The folder of the tools that GitHub's runners have. */
  readonly toolCache: Reference<string>;
}

/**
 * The machine of the job, in its steps.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#runner-context
 *
 * @example shell("npm test", { if: runner.os.eq("Windows") })
 */
export const runner: RunnerContext = {
  os: contextReference("runner", ["os"]),
  arch: contextReference("runner", ["arch"]),
  name: contextReference("runner", ["name"]),
  temp: contextReference("runner", ["temp"]),
  toolCache: contextReference("runner", ["tool_cache"]),
};

/**
 * A variable of the workflow, the job, the step, or of `GITHUB_ENV`, in the steps of a job; empty where it is not set. A
 * command reads it without this. https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#env-context
 *
 * @throws UsageError for an empty name.
 * @example uses("docker/login-action@v4", { with: { registry: env("REGISTRY") } })
 */
export function env(name: string): Reference<string> {
  return contextReference("env", [checkedName(name, "env")]);
}

/**
 * A variable of the repository, its environment or organization; empty where it is not set.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#vars-context
 *
 * @throws UsageError for an empty name.
 * @example shell("./deploy.sh", { env: { SITE: vars("SITE") } })
 */
export function vars(name: string): Reference<string> {
  return contextReference("vars", [checkedName(name, "vars")]);
}

/**
 * A secret of the repository, its environment or organization, for the `env` or `with` of one step; empty where it is not
 * set. A secret that a task reads is declared at the task.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#secrets-context
 *
 * @throws UsageError for an empty name.
 * @example uses("codecov/codecov-action@v5", { with: { token: secret("CODECOV_TOKEN") } })
 */
export function secret(name: string): SecretReference {
  return contextReference<string>("secrets", [
    checkedName(name, "secret"),
  ]) as Expression as SecretReference;
}

/** What else a name may not be, the place of the reference checks. */
function checkedName(name: unknown, caller: string): string {
  if (typeof name === "string" && name.trim() !== "") return name;
  throw new UsageError(`${caller}() takes a name, not ${shown(name)}.`, [`${caller}("NAME")`]);
}
