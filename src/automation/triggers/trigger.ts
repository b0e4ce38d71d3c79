import type { Inputs } from "../../inputs/input.ts";
import { yamlKey } from "../../github/name-rules.ts";
import { defined } from "../../problems/defined.ts";
import { checkList, checkMapping, checkOptions } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { shown } from "../../problems/wording.ts";
import type { ActivityOf, EventName } from "../../github/known-events.ts";
import type { YamlValue } from "../../model/workflow.ts";

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
  readonly all: readonly Trigger[];
  or<Other extends string>(other: Trigger<Other> | Triggers<Other>): Triggers<Output | Other>;
  /** Never present at run time: the outputs for callers. */
  readonly outputs?: Output;
}

/** Patterns as in GitHub's filter pattern cheat sheet. */
type Patterns = readonly string[];

interface BranchFilters {
  readonly branches?: Patterns;
  readonly branchesIgnore?: Patterns;
}

interface PathFilters {
  readonly paths?: Patterns;
  readonly pathsIgnore?: Patterns;
}

/** Which pushes count. */
export interface PushFilters extends BranchFilters, PathFilters {
  readonly tags?: Patterns;
  readonly tagsIgnore?: Patterns;
}

/** Which pull requests count: `branches` are the branches into which they would be merged. */
export interface PullRequestFilters extends BranchFilters, PathFilters {
  readonly types?: readonly ActivityOf<"pull_request">[];
}

export interface Schedule {
  /** Minute, hour, day of the month, month, day of the week: `"30 5 * * 1-5"`. */
  readonly cron: string;
  /** An IANA name such as `Europe/Berlin`. Default: UTC. */
  readonly timezone?: string;
}

/** What a workflow that calls this one gives and gets. */
export interface WorkflowCallConfig<Output extends string = string> {
  /**
   * What a caller gives, where that is not what the automation's `inputs` say: those are for the form then. An input that only
   * callers give is read by expr`inputs.name`.
   */
  readonly inputs?: Inputs;
  readonly outputs?: Readonly<
    Record<Output, { readonly value: string; readonly description?: string }>
  >;
  /**
   * The secrets that a caller may pass. Default: those that the jobs read. A secret that is not among them has a value only
   * where a caller passes all of its own (`secrets: "inherit"`).
   */
  readonly secrets?: Readonly<Record<string, CallSecret>>;
}

/** A secret of a workflow that is called. */
export interface CallSecret {
  readonly description?: string;
  /** Whether every caller has to pass it. Default: false. */
  readonly required?: boolean;
}

export interface WorkflowRunFilters extends BranchFilters {
  /** Names of workflows as GitHub shows them, or the automations themselves. */
  readonly workflows: readonly (string | { readonly name: string; readonly title?: string })[];
  readonly types?: readonly ActivityOf<"workflow_run">[];
}

export interface ReleaseFilters {
  readonly types?: readonly ActivityOf<"release">[];
}

export interface MergeGroupFilters extends BranchFilters {
  readonly types?: readonly ActivityOf<"merge_group">[];
}

/** Runs the workflow for pushes of commits and tags. */
export function onPush(filters: PushFilters = {}): Trigger<never> {
  return trigger("onPush()", "push", filters);
}

/** Runs the workflow for pull requests: opened, updated and reopened, unless `types` says otherwise. */
export function onPullRequest(filters: PullRequestFilters = {}): Trigger<never> {
  return trigger("onPullRequest()", "pull_request", filters);
}

/**
 * Runs the workflow for pull requests with the secrets and the write access of the repository.
 * Code of the pull request must not run in it: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 */
export function onPullRequestTarget(filters: PullRequestFilters = {}): Trigger<never> {
  return trigger("onPullRequestTarget()", "pull_request_target", filters);
}

/** Runs the workflow at set times, on the default branch. `on` takes several of these. */
export function onSchedule(schedule: Schedule): Trigger<never> {
  checkOptions(schedule, ["cron", "timezone"], "onSchedule()");
  return withOr("schedule", [inGitHubSpelling({ ...schedule })]);
}

/** Lets the workflow be started by hand; the automation's inputs are the form. */
export function onWorkflowDispatch(): Trigger<never> {
  return trigger("onWorkflowDispatch()", "workflow_dispatch", {});
}

/** Lets other workflows call this one. They pass the automation's inputs and its tasks' secrets. */
export function onWorkflowCall<Output extends string = never>(
  config: WorkflowCallConfig<Output> = {},
): Trigger<Output> {
  return trigger("onWorkflowCall()", "workflow_call", { ...config });
}

/** Runs the workflow when another one was requested, is running, or has ended. */
export function onWorkflowRun(filters: WorkflowRunFilters): Trigger<never> {
  checkMapping(filters, "onWorkflowRun()");
  checkList(filters.workflows, "onWorkflowRun(): `workflows`");
  const workflows = filters.workflows.map((it) =>
    typeof it === "string" ? it : (it?.title ?? it?.name),
  );
  return trigger("onWorkflowRun()", "workflow_run", { ...filters, workflows });
}

/** Runs the workflow for releases: `{ types: ["published"] }`. */
export function onRelease(filters: ReleaseFilters = {}): Trigger<never> {
  return trigger("onRelease()", "release", filters);
}

/** Runs the workflow for the groups of a merge queue. */
export function onMergeGroup(filters: MergeGroupFilters = {}): Trigger<never> {
  return trigger("onMergeGroup()", "merge_group", filters);
}

/** Runs the workflow when a program sends the repository an event of one of these types. */
export function onRepositoryDispatch(
  filters: { readonly types?: readonly string[] } = {},
): Trigger<never> {
  return trigger("onRepositoryDispatch()", "repository_dispatch", filters);
}

/**
 * Runs the workflow for any other event of GitHub.
 *
 * @example onEvent("issues", { types: ["opened"] })
 */
export function onEvent<Event extends EventName>(
  event: Event,
  config: {
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
