/** What the functions for triggers take, as types. */
import type { ActivityOf } from "../../github/known-events.ts";
import type { Inputs } from "../../inputs/input.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet */
type Patterns = readonly string[];

interface BranchFilters {
  /**
   * Only these: `["main", "releases/**"]`; `!` before a pattern leaves out again. Default: all, or none where only tags
   * are named.
   */
  readonly branches?: Patterns;
  /** All but these. Not together with `branches`. Default: none. */
  readonly branchesIgnore?: Patterns;
}

interface PathFilters {
  /** Only where a changed file matches: `["src/**", "!src/docs/**"]`. Default: any. */
  readonly paths?: Patterns;
  /** Not where all changed files match. Not together with `paths`. Default: none. */
  readonly pathsIgnore?: Patterns;
}

/**
 * Which pushes count.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#push
 */
export interface PushFilters extends BranchFilters, PathFilters {
  /** Only these: `["v*"]`. Default: all, or none where only branches are named. */
  readonly tags?: Patterns;
  /** All but these. Not together with `tags`. Default: none. */
  readonly tagsIgnore?: Patterns;
}

/**
 * Which pull requests count: `branches` are the branches into which they would be merged.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#pull_request
 */
export interface PullRequestFilters extends BranchFilters, PathFilters {
  /** What happened to it. Default: `opened`, `synchronize` and `reopened`. */
  readonly types?: readonly ActivityOf<"pull_request">[];
}

/**
 * When `onSchedule()` runs a workflow.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
 */
export interface Schedule {
  /** Minute, hour, day of the month, month, day of the week: `"30 5 * * 1-5"`. */
  readonly cron: string;
  /** An IANA name such as `Europe/Berlin`. Default: UTC. */
  readonly timezone?: string;
}

/**
 * What a workflow that calls this one gives and gets.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_call
 */
export interface WorkflowCallConfig<Output extends string = string> {
  /**
   * What a caller gives, where that is not what the automation's `inputs` say: those are for the form then. An input that
   * only callers give is read by expr`inputs.name`. Default: the automation's `inputs`.
   */
  readonly inputs?: Inputs;
  /** What the workflow puts out for its caller, by their names. Default: none. */
  readonly outputs?: Readonly<Record<Output, CallOutput>>;
  /**
   * The secrets that a caller may pass. Default: those that the jobs read. A secret that is not among them has a value only
   * where a caller passes all of its own (`secrets: "inherit"`).
   */
  readonly secrets?: Readonly<Record<string, CallSecret>>;
}

interface CallOutput {
  /** A text with an expression in it: `"${{ jobs.build.outputs.version }}"`. */
  readonly value: string;
  /** One line for whoever reads the workflow. Default: none. */
  readonly description?: string;
}

/**
 * A secret of a workflow that is called.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callsecrets
 */
export interface CallSecret {
  /** One line for whoever reads the workflow. Default: none. */
  readonly description?: string;
  /** Whether every caller has to pass it. Default: false. */
  readonly required?: boolean;
}

interface NamedWorkflow {
  /** What GitHub shows, where there is no `title`. */
  readonly name: string;
  /** What GitHub shows. Default: `name`. */
  readonly title?: string;
}

/**
 * Which runs of which workflows count.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#workflow_run
 */
export interface WorkflowRunFilters extends BranchFilters {
  /** Names of workflows as GitHub shows them, or the automations themselves. */
  readonly workflows: readonly (string | NamedWorkflow)[];
  /** How far it is: `requested`, `in_progress`, `completed`. Default: any. */
  readonly types?: readonly ActivityOf<"workflow_run">[];
}

/**
 * Which releases count.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#release
 */
export interface ReleaseFilters {
  /** What happened to it: `["published"]`. Default: any. */
  readonly types?: readonly ActivityOf<"release">[];
}

/**
 * Which groups of a merge queue count: `branches` are the branches into which they would be merged.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#merge_group
 */
export interface MergeGroupFilters extends BranchFilters {
  /** What happened to it: `checks_requested`, the only type that there is. Default: any. */
  readonly types?: readonly ActivityOf<"merge_group">[];
}

export interface RepositoryDispatchFilters {
  /** Names that the program chooses: its `event_type`. Default: any. */
  readonly types?: readonly string[];
}
