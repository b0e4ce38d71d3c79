/**
 * The events that start a workflow, the activity types of each, and the other keys its configuration may have.
 * A test compares it with the schema of GitHub's own parser.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
export const knownEvents = {
  branch_protection_rule: { types: ["created", "edited", "deleted"], filters: [] },
  check_run: { types: ["completed", "created", "rerequested", "requested_action"], filters: [] },
  check_suite: { types: ["completed"], filters: [] },
  create: { filters: [] },
  delete: { filters: [] },
  deployment: { filters: [] },
  deployment_status: { filters: [] },
  discussion: {
    types: [
      "created",
      "edited",
      "deleted",
      "transferred",
      "pinned",
      "unpinned",
      "labeled",
      "unlabeled",
      "locked",
      "unlocked",
      "category_changed",
      "answered",
      "unanswered",
    ],
    filters: [],
  },
  discussion_comment: { types: ["created", "edited", "deleted"], filters: [] },
  fork: { filters: [] },
  gollum: { filters: [] },
  image_version: { types: ["created", "ready", "deleted"], filters: ["names", "versions"] },
  issue_comment: { types: ["created", "edited", "deleted"], filters: [] },
  issues: {
    types: [
      "opened",
      "edited",
      "deleted",
      "transferred",
      "pinned",
      "unpinned",
      "closed",
      "reopened",
      "assigned",
      "unassigned",
      "labeled",
      "unlabeled",
      "locked",
      "unlocked",
      "milestoned",
      "demilestoned",
      "field_added",
      "field_removed",
      "typed",
      "untyped",
    ],
    filters: [],
  },
  label: { types: ["created", "edited", "deleted"], filters: [] },
  merge_group: { types: ["checks_requested"], filters: ["branches", "branches-ignore"] },
  milestone: { types: ["created", "closed", "opened", "edited", "deleted"], filters: [] },
  page_build: { filters: [] },
  project: { types: ["created", "closed", "reopened", "edited", "deleted"], filters: [] },
  project_card: { types: ["created", "moved", "converted", "edited", "deleted"], filters: [] },
  project_column: { types: ["created", "updated", "moved", "deleted"], filters: [] },
  public: { filters: [] },
  pull_request: {
    types: [
      "assigned",
      "unassigned",
      "labeled",
      "unlabeled",
      "opened",
      "edited",
      "closed",
      "reopened",
      "synchronize",
      "converted_to_draft",
      "locked",
      "unlocked",
      "enqueued",
      "dequeued",
      "milestoned",
      "demilestoned",
      "ready_for_review",
      "review_requested",
      "review_request_removed",
      "auto_merge_enabled",
      "auto_merge_disabled",
      "stacked",
    ],
    filters: ["branches", "branches-ignore", "paths", "paths-ignore"],
  },
  pull_request_comment: { types: ["created", "edited", "deleted"], filters: [] },
  pull_request_review: { types: ["submitted", "edited", "dismissed"], filters: [] },
  pull_request_review_comment: { types: ["created", "edited", "deleted"], filters: [] },
  pull_request_target: {
    types: [
      "assigned",
      "unassigned",
      "labeled",
      "unlabeled",
      "opened",
      "edited",
      "closed",
      "reopened",
      "synchronize",
      "converted_to_draft",
      "locked",
      "unlocked",
      "enqueued",
      "dequeued",
      "milestoned",
      "demilestoned",
      "ready_for_review",
      "review_requested",
      "review_request_removed",
      "auto_merge_enabled",
      "auto_merge_disabled",
      "stacked",
    ],
    filters: ["branches", "branches-ignore", "paths", "paths-ignore"],
  },
  push: {
    filters: ["branches", "branches-ignore", "tags", "tags-ignore", "paths", "paths-ignore"],
  },
  registry_package: { types: ["published", "updated"], filters: [] },
  release: {
    types: ["published", "unpublished", "created", "edited", "deleted", "prereleased", "released"],
    filters: [],
  },
  repository_dispatch: { filters: ["types"] },
  status: { filters: [] },
  watch: { types: ["started"], filters: [] },
  workflow_call: { filters: ["inputs", "secrets", "outputs"] },
  workflow_dispatch: { filters: ["inputs"] },
  workflow_run: {
    types: ["requested", "completed", "in_progress"],
    filters: ["workflows", "branches", "branches-ignore"],
  },
  schedule: { filters: [] },
} as const;

export type EventName = keyof typeof knownEvents;

/** The activity types of an event: `"opened"` for `pull_request`. */
export type ActivityOf<Event extends EventName> = (typeof knownEvents)[Event] extends {
  readonly types: readonly (infer Activity)[];
}
  ? Activity
  : never;

export interface KnownEvent {
  readonly types?: readonly string[];
  readonly filters: readonly string[];
}

/** Undefined for a name that GitHub does not have. */
export function knownEvent(name: string): KnownEvent | undefined {
  return Object.hasOwn(knownEvents, name) ? knownEvents[name as EventName] : undefined;
}
