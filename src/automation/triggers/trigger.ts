import type { Inputs } from "../../inputs/input.ts";
import { yamlKey } from "../../github/name-rules.ts";
import { defined } from "../../problems/defined.ts";
import { checkList, checkMapping, checkOptions } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import type { ActivityOf, EventName } from "../../github/known-events.ts";
import type { YamlValue } from "../../model/workflow.ts";
import type {
  MergeGroupFilters,
  PullRequestFilters,
  PushFilters,
  ReleaseFilters,
  RepositoryDispatchFilters,
  Schedule,
  WorkflowCallConfig,
  WorkflowRunFilters,
} from "./trigger-filters.ts";

/** What starts a workflow: one key of its `on`. */
export interface Trigger<Output extends string = string> {
  /** GitHub's name of the event: `pull_request`. */
  readonly event: string;
  /** The event's configuration in GitHub's spelling; null for none. */
  readonly config: YamlValue;
  /** Both triggers: `onPush().or(onPullRequest())`. */
  or<Other extends string>(other: Trigger<Other> | Triggers<Other>): Triggers<Output | Other>;
  /** Never present at run time: the outputs for callers. */
  readonly outputs?: Output;
}

/** Several triggers, any of which starts the workflow. */
export interface Triggers<Output extends string = string> {
  /** In the order in which they were named. */
  readonly all: readonly Trigger[];
  /** These and others: `onPush().or(onPullRequest()).or(onRelease())`. */
  or<Other extends string>(other: Trigger<Other> | Triggers<Other>): Triggers<Output | Other>;
  /** Never present at run time: the outputs for callers. */
  readonly outputs?: Output;
}

/**
 * Runs the workflow for pushes of commits and tags.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#push
 *
 * @throws UsageError for filters that are no mapping. `automation()` refuses those that the event does not have.
 * @example onPush({ branches: ["main"], paths: ["src/**"] })
 */
export function onPush(filters: PushFilters = {}): Trigger<never> {
  return trigger("onPush()", "push", filters);
}

/**
 * Runs the workflow for pull requests: opened, updated and reopened, unless `types` says otherwise.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
 *
 * @throws UsageError for filters that are no mapping. `automation()` refuses those that the event does not have.
 * @example onPullRequest({ branches: ["main"], types: ["opened", "ready_for_review"] })
 */
export function onPullRequest(filters: PullRequestFilters = {}): Trigger<never> {
  return trigger("onPullRequest()", "pull_request", filters);
}

/**
 * Runs the workflow for pull requests with the secrets and the write access of the repository. Code of the pull request
 * must not run in it: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request_target
 *
 * @throws UsageError for filters that are no mapping. `automation()` refuses those that the event does not have.
 * @example onPullRequestTarget({ types: ["opened"] })
 */
export function onPullRequestTarget(filters: PullRequestFilters = {}): Trigger<never> {
  return trigger("onPullRequestTarget()", "pull_request_target", filters);
}

/**
 * Runs the workflow at set times, on the default branch. `on` takes several of these.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 *
 * @throws UsageError for another option. `automation()` refuses a `cron` that GitHub would not take.
 * @example onSchedule({ cron: "30 5 * * 1-5", timezone: "Europe/Berlin" })
 */
export function onSchedule(schedule: Schedule): Trigger<never> {
  checkOptions(schedule, ["cron", "timezone"], "onSchedule()");
  return withOr("schedule", [inGitHubSpelling({ ...schedule })]);
}

/**
 * Lets the workflow be started by hand; the automation's inputs are the form.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_dispatch
 *
 * @example [onPush({ branches: ["main"] }), onWorkflowDispatch()]
 */
export function onWorkflowDispatch(): Trigger<never> {
  return trigger("onWorkflowDispatch()", "workflow_dispatch", {});
}

/**
 * Lets other workflows call this one. They pass the automation's inputs and its tasks' secrets.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_call
 *
 * @throws UsageError for a configuration that is no mapping. `automation()` refuses inputs and outputs that GitHub would not take.
 * @example onWorkflowCall({ outputs: { version: { value: "${{ jobs.build.outputs.version }}" } } })
 */
export function onWorkflowCall<Output extends string = never>(
  config: WorkflowCallConfig<Output> = {},
): Trigger<Output> {
  return trigger("onWorkflowCall()", "workflow_call", { ...config });
}

/**
 * Runs the workflow when another one was requested, is running, or has ended.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 *
 * @throws UsageError where `workflows` is no list.
 * @example onWorkflowRun({ workflows: [ci], types: ["completed"], branches: ["main"] })
 */
export function onWorkflowRun(filters: WorkflowRunFilters): Trigger<never> {
  checkMapping(filters, "onWorkflowRun()");
  checkList(filters.workflows, "onWorkflowRun(): `workflows`");
  const workflows = filters.workflows.map((it) =>
    typeof it === "string" ? it : (it?.title ?? it?.name),
  );
  return trigger("onWorkflowRun()", "workflow_run", { ...filters, workflows });
}

/**
 * Runs the workflow for releases: `{ types: ["published"] }`.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#release
 *
 * @throws UsageError for filters that are no mapping. `automation()` refuses those that the event does not have.
 * @example onRelease({ types: ["published"] })
 */
export function onRelease(filters: ReleaseFilters = {}): Trigger<never> {
  return trigger("onRelease()", "release", filters);
}

/**
 * Runs the workflow for the groups of a merge queue.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#merge_group
 *
 * @throws UsageError for filters that are no mapping. `automation()` refuses those that the event does not have.
 * @example [onPullRequest(), onMergeGroup()]
 */
export function onMergeGroup(filters: MergeGroupFilters = {}): Trigger<never> {
  return trigger("onMergeGroup()", "merge_group", filters);
}

/**
 * Runs the workflow when a program sends the repository an event of one of these types.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#repository_dispatch
 *
 * @throws UsageError for filters that are no mapping. `automation()` refuses those that the event does not have.
 * @example onRepositoryDispatch({ types: ["docs-changed"] })
 */
export function onRepositoryDispatch(filters: RepositoryDispatchFilters = {}): Trigger<never> {
  return trigger("onRepositoryDispatch()", "repository_dispatch", filters);
}

/**
 * Runs the workflow for any other event of GitHub.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 *
 * @throws UsageError for a name that is no text. `automation()` refuses events and types that GitHub does not have.
 * @example onEvent("issues", { types: ["opened"] })
 */
export function onEvent<Event extends EventName>(
  event: Event,
  config: {
    /** What happened. Default: GitHub's, which is any of them for most events. */
    readonly types?: readonly ([ActivityOf<Event>] extends [never] ? string : ActivityOf<Event>)[];
    readonly [filter: string]: unknown;
  } = {},
): Trigger<never> {
  if (typeof event !== "string") {
    throw new UsageError(`onEvent() takes the name of an event, not ${shown(event)}.`, [
      'onEvent("issues", { types: ["opened"] })',
    ]);
  }
  return trigger("onEvent()", event, config as Readonly<Record<string, YamlValue>>);
}

/**
 * The triggers that `on` stands for, in order.
 *
 * @param owner Who takes the triggers, for the error.
 */
export function flattenTriggers(
  on: Trigger | Triggers | readonly (Trigger | Triggers)[],
  owner: string,
): readonly Trigger[] {
  if (Array.isArray(on)) {
    return (on as readonly (Trigger | Triggers)[]).flatMap((one) => flattenTriggers(one, owner));
  }
  const { all, event } = (on ?? {}) as Partial<Trigger & Triggers>;
  if (all !== undefined) return all;
  if (event !== undefined) return [on as Trigger];
  throw new UsageError(`${owner} takes triggers, not ${shown(on)}.`, [
    'on: onPush({ branches: ["main"] })',
  ]);
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#inputs-context */
export function bringsInputs({ event }: Pick<Trigger, "event">): boolean {
  return event === "workflow_dispatch" || event === "workflow_call";
}

/** The events on which GitHub brings no inputs and applies no defaults. */
export function eventsWithoutInputs(triggers: readonly Trigger[]): readonly string[] {
  return triggers.filter((trigger) => !bringsInputs(trigger)).map(({ event }) => event);
}

function trigger<Output extends string = never>(
  caller: string,
  event: string,
  config: object,
): Trigger<Output> {
  checkMapping(config, caller);
  const filters = inGitHubSpelling(config);
  return withOr(event, Object.keys(filters).length === 0 ? null : filters);
}

function withOr<Output extends string>(event: string, config: YamlValue): Trigger<Output> {
  const self: Trigger<Output> = { event, config, or: (other) => union([self], other) };
  return self;
}

function union<Output extends string>(
  first: readonly Trigger[],
  other: Trigger | Triggers,
): Triggers<Output> {
  const all = [...first, ...flattenTriggers(other, "or()")];
  return { all, or: (next) => union(all, next) };
}

/** Filters that are undefined are left out. */
function inGitHubSpelling(config: object): Record<string, YamlValue> {
  const entries = Object.entries(config as Readonly<Record<string, YamlValue | undefined>>);
  return defined(
    Object.fromEntries(entries.map(([name, value]) => [yamlKey(name), value])),
  ) as Record<string, YamlValue>;
}

/** What a caller gives to an automation with these inputs and triggers. */
export function callInputs(inputs: Inputs, triggers: readonly Trigger[]): Inputs {
  const config = triggers.find(({ event }) => event === "workflow_call")?.config;
  return ((config ?? {}) as WorkflowCallConfig).inputs ?? inputs;
}
