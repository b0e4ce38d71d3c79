/**
 * What GitHub's event would have brought, as far as git and the workflow can answer for it.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
import { stringOf } from "../../expression/values/coercion.ts";
import { toValue } from "../../expression/values/value.ts";
import { workflowPath } from "../../model/workflow-names.ts";
import type { Workflow, YamlValue } from "../../model/workflow.ts";
import { defined } from "../../problems/defined.ts";
import { ownValue } from "../../problems/own-value.ts";
import { readCommit } from "./commits.ts";
import { type Checkout, defaultHead } from "./local-checkout.ts";
import { readPush } from "./push.ts";

export type Payload = Readonly<Record<string, unknown>>;

interface PayloadSubject {
  readonly workflow: Workflow;
  /** The event in the workflow's `on`. */
  readonly trigger: string;
  readonly checkout: Checkout;
  readonly ref: string;
  readonly sha: string;
  readonly inputs: Readonly<Record<string, string | number | boolean>>;
}

export async function defaultPayload(subject: PayloadSubject): Promise<Payload> {
  const { workflow, trigger, checkout, ref, inputs } = subject;
  const repository = repositoryOf(checkout);
  const common = { repository, sender: { login: checkout.actor, type: "User" } };
  const configuration = workflow.on[trigger];
  switch (trigger) {
    case "push": {
      const push = await readPush(subject, checkout, pageOf(checkout));
      const pusher = { name: checkout.actor, email: checkout.email };
      return { ...push, pusher, ...common };
    }
    case "pull_request":
    case "pull_request_target":
      return {
        action: firstType(configuration) ?? "opened",
        pull_request: await pullRequest(subject, repository),
        ...common,
      };
    case "workflow_dispatch":
      return {
        // In this payload every value is a text, also a boolean.
        inputs: Object.fromEntries(
          Object.entries(inputs).map(([input, value]) => [input, stringOf(toValue(value))]),
        ),
        ref,
        workflow: workflowPath(workflow),
        ...common,
      };
    // The payload of a called workflow is that of its caller, without the inputs of the call.
    case "workflow_call":
      return { inputs: {}, ref, ...common };
    case "schedule":
      return defined({ schedule: firstCron(configuration), ...common });
    case "release":
      return {
        action: firstType(configuration) ?? "published",
        release: { tag_name: nameOf(ref), draft: false },
        ...common,
      };
    case "merge_group":
      return {
        action: firstType(configuration) ?? "checks_requested",
        merge_group: {
          head_ref: ref,
          head_sha: subject.sha,
          base_ref: `refs/heads/${checkout.defaultBranch}`,
          base_sha: await defaultHead(checkout),
        },
        ...common,
      };
    case "workflow_run":
      return {
        action: firstType(configuration) ?? "completed",
        workflow_run: { ...(await finishedRun(subject, configuration)), repository },
        ...common,
      };
    case "repository_dispatch":
      return { action: firstType(configuration), branch: checkout.defaultBranch, ...common };
    default:
      return defined({ action: firstType(configuration), ...common });
  }
}

/** Only what git knows: not the id of the repository, its visibility or its description. */
function repositoryOf(checkout: Checkout): Payload {
  const { repository, defaultBranch } = checkout;
  const [owner = "", name = ""] = repository.split("/");
  const page = pageOf(checkout);
  const urls = {
    html_url: page,
    clone_url: `${page}.git`,
    git_url: `git://github.com/${repository}.git`,
    ssh_url: `git@github.com:${repository}.git`,
  };
  return {
    name,
    full_name: repository,
    owner: { login: owner, name: owner },
    default_branch: defaultBranch,
    ...(page === "" ? {} : urls),
  };
}

function pageOf({ repository }: Checkout): string {
  return repository === "" ? "" : `https://github.com/${repository}`;
}

/** A new pull request from the ref to the default branch, without labels and not a draft. */
async function pullRequest(subject: PayloadSubject, repository: Payload): Promise<Payload> {
  const { checkout, ref, sha } = subject;
  const { folder, actor, defaultBranch } = checkout;
  const owner = checkout.repository.split("/")[0] ?? "";
  const head = await readCommit(folder, sha, "");
  const [title = "", ...rest] = (head?.message ?? "").split("\n");
  const side = (branch: string, commit: string): Payload => ({
    label: `${owner}:${branch}`,
    ref: branch,
    sha: commit,
    user: { login: owner },
    repo: { ...repository, fork: false },
  });
  return {
    state: "open",
    draft: false,
    merged: false,
    title,
    body: rest.join("\n").trim() || null,
    user: { login: actor, type: "User" },
    labels: [],
    assignees: [],
    requested_reviewers: [],
    head: side(nameOf(ref), sha),
    base: side(defaultBranch, await defaultHead(checkout)),
  };
}

/** A run of another workflow that succeeded after a push. */
async function finishedRun(
  { checkout, ref, sha }: PayloadSubject,
  configuration: YamlValue | undefined,
): Promise<Payload> {
  return defined({
    name: firstText(configuration, "workflows"),
    event: "push",
    status: "completed",
    conclusion: "success",
    head_branch: nameOf(ref),
    head_sha: sha,
    head_commit: (await readCommit(checkout.folder, sha, pageOf(checkout))) ?? null,
  });
}

/** `main` for `refs/heads/main`, `1/merge` for `refs/pull/1/merge`. */
export function nameOf(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|pull)\//, "");
}

function firstType(configuration: YamlValue | undefined): string | undefined {
  return firstText(configuration, "types");
}

/** The text at a key, or the first text of the list there. */
function firstText(configuration: YamlValue | undefined, key: string): string | undefined {
  const value = isMapping(configuration) ? configuration[key] : undefined;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first : undefined;
}

function firstCron(configuration: YamlValue | undefined): string | undefined {
  const entries = Array.isArray(configuration) ? (configuration as readonly YamlValue[]) : [];
  return entries.map((entry) => firstText(entry, "cron")).find((cron) => cron !== undefined);
}

/**
 * Puts the payload of a file over the one from git. An object keeps members that the file does not name, so a part of a
 * payload is enough. A list replaces a list.
 */
export function merge(base: unknown, changes: unknown): unknown {
  if (!isMapping(base) || !isMapping(changes)) return changes;
  const entries = Object.entries(changes).map(([name, value]) => [
    name,
    merge(ownValue(base, name), value),
  ]);
  return { ...base, ...(Object.fromEntries(entries) as Payload) };
}

export function isMapping(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
