/**
 * What GitHub's event would have brought, as far as git and the workflow can answer for it.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
import { stringOf } from "../../expression/values/coercion.ts";
import { toValue } from "../../expression/values/value.ts";
import type { Workflow, YamlValue } from "../../model/workflow.ts";
import { readCommits } from "./commits.ts";
import { type Checkout, defaultHead } from "./local-checkout.ts";
import { readPush } from "./push.ts";
import { ownValue } from "../../problems/own-value.ts";

export type Payload = Readonly<Record<string, unknown>>;

export interface PayloadSubject {
  readonly workflow: Workflow;
  /** The one of the workflow's `on`. */
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
        workflow: `.github/workflows/${workflow.name}.yml`,
        ...common,
      };
    // The payload of a called workflow is that of its caller, without the inputs of the call.
    case "workflow_call":
      return { inputs: {}, ref, ...common };
    case "schedule": {
      const [cron] = schedulesIn(configuration);
      return { ...(cron === undefined ? {} : { schedule: cron }), ...common };
    }
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
        workflow_run: { ...finishedRun(configuration), ...(await ranFor(subject)), repository },
        ...common,
      };
    case "repository_dispatch":
      return { action: firstType(configuration), branch: checkout.defaultBranch, ...common };
    default: {
      const action = firstType(configuration);
      return { ...(action === undefined ? {} : { action }), ...common };
    }
  }
}

/** Only what git knows: not the id of the repository, its visibility or its description. */
function repositoryOf(checkout: Checkout): Payload {
  const { repository, defaultBranch } = checkout;
  const [owner = "", name = ""] = repository.split("/");
  const page = pageOf(checkout);
  return {
    name,
    full_name: repository,
    owner: { login: owner, name: owner },
    default_branch: defaultBranch,
    ...(page === ""
      ? {}
      : {
          html_url: page,
          clone_url: `${page}.git`,
          git_url: `git://github.com/${repository}.git`,
          ssh_url: `git@github.com:${repository}.git`,
        }),
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
  const [head] = sha === "" ? [] : await readCommits(folder, ["-1", sha], "");
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
function finishedRun(configuration: YamlValue | undefined): Payload {
  const workflows = isMapping(configuration) ? configuration["workflows"] : undefined;
  const first: unknown = Array.isArray(workflows) ? workflows[0] : workflows;
  const name = typeof first === "string" ? { name: first } : {};
  return { ...name, event: "push", status: "completed", conclusion: "success" };
}

async function ranFor({ checkout, ref, sha }: PayloadSubject): Promise<Payload> {
  const [head] =
    sha === "" ? [] : await readCommits(checkout.folder, ["-1", sha], pageOf(checkout));
  return { head_branch: nameOf(ref), head_sha: sha, head_commit: head ?? null };
}

/** `main` for `refs/heads/main`, `1/merge` for `refs/pull/1/merge`. */
export function nameOf(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags|pull)\//, "");
}

/** The first activity that the workflow asks for, in `types`. */
function firstType(configuration: YamlValue | undefined): string | undefined {
  if (!isMapping(configuration)) return undefined;
  const { types } = configuration;
  const first: unknown = Array.isArray(types) ? types[0] : types;
  return typeof first === "string" ? first : undefined;
}

function schedulesIn(configuration: YamlValue | undefined): readonly string[] {
  const entries = Array.isArray(configuration) ? (configuration as readonly YamlValue[]) : [];
  return entries.flatMap((entry) => {
    const cron = isMapping(entry) ? entry["cron"] : undefined;
    return typeof cron === "string" ? [cron] : [];
  });
}

/**
 * Puts the payload of a file over that from git. An object keeps members that the file does not name, so a part of a
 * payload is enough. A list replaces a list.
 */
export function merge(base: unknown, changes: unknown): unknown {
  if (!isObject(base) || !isObject(changes)) return changes;
  const entries = Object.entries(changes).map(([name, value]) => [
    name,
    merge(ownValue(base, name), value),
  ]);
  return { ...base, ...(Object.fromEntries(entries) as Payload) };
}

function isObject(value: unknown): value is Payload {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isMapping(value: YamlValue | undefined): value is Readonly<Record<string, YamlValue>> {
  return isObject(value);
}
