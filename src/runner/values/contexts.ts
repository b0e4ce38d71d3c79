/**
 * The contexts of GitHub's expressions, by the moment from which they are known: a run begins, a combination of a job is
 * planned, what the job needs has ended, a step begins.
 */
import { workflowPath } from "../../model/workflow-names.ts";
import type { LocalResult } from "../../events/event.ts";
import { keysOf, readsIn } from "../../expression/analysis/usage.ts";
import type { Unknown } from "../../expression/values/unknown.ts";
import type { Dictionary } from "../../expression/values/value.ts";
import type { Combination } from "../../matrix/matrix-combinations.ts";
import type { Workflow } from "../../model/workflow.ts";
import { nameOf } from "../event/event-payload.ts";
import type { Situation } from "../event/situation.ts";
import { ownValue } from "../../problems/own-value.ts";

/** The `needs` context: direct needs only. */
export type NeedsContext = Readonly<Record<string, NeededJob>>;

export interface NeededJob {
  readonly result: LocalResult | Unknown;
  readonly outputs: Unknown | Readonly<Record<string, string | Unknown>>;
}

type Properties = Readonly<Record<string, unknown>>;

export type RunContexts = {
  readonly github: Properties;
  readonly inputs: Properties;
  readonly vars: Situation["vars"];
};

export type CombinationContexts = RunContexts & {
  readonly matrix: Combination | null;
  readonly strategy: Properties;
};

export type StartContexts = CombinationContexts & { readonly needs: NeedsContext };

export type StepContexts = StartContexts & {
  readonly secrets: Properties;
  readonly env: Dictionary;
  readonly job: Properties;
  readonly runner: Properties;
  readonly steps: Properties;
};

export function runContexts(workflow: Workflow, situation: Situation, runId: string): RunContexts {
  return {
    github: githubContext(workflow, situation, runId),
    inputs: situation.inputs,
    vars: situation.vars,
  };
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context */
function githubContext(workflow: Workflow, situation: Situation, runId: string): Properties {
  const { checkout, eventName, payload, ref, sha, headRef, baseRef } = situation;
  return {
    actor: checkout.actor,
    triggering_actor: checkout.actor,
    api_url: "https://api.github.com",
    graphql_url: "https://api.github.com/graphql",
    server_url: "https://github.com",
    base_ref: baseRef,
    head_ref: headRef,
    event: payload,
    event_name: eventName,
    ref,
    ref_name: nameOf(ref),
    ref_protected: false,
    ref_type: ref.startsWith("refs/tags/") ? "tag" : "branch",
    repository: checkout.repository,
    repository_owner: checkout.repository.split("/")[0] ?? "",
    repositoryUrl: `git://github.com/${checkout.repository}.git`,
    run_attempt: "1",
    run_id: runId,
    run_number: "1",
    sha,
    workflow: workflow.name,
    workflow_ref: `${checkout.repository}/${workflowPath(workflow)}@${ref}`,
    workflow_sha: sha,
  };
}

/** The token, and every secret that an expression of the workflow names: empty where it is not set, as on GitHub. */
export function secretsContext(
  workflow: Workflow,
  env: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const names = keysOf(readsIn(workflow), "secrets");
  // GitHub keeps the names of secrets in upper case, and finds them in any case.
  return Object.fromEntries(
    ["GITHUB_TOKEN", ...names].map((name): [string, string] => [
      name.toUpperCase(),
      ownValue(env, name) ?? ownValue(env, name.toUpperCase()) ?? "",
    ]),
  );
}
