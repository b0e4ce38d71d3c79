/** What starts a workflow: one key of its `on`. */
export interface Trigger {
  readonly event: string;
  /** The event's filters, in GitHub's spelling. */
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

/** Which pushes count; patterns as in GitHub's filter pattern cheat sheet. */
export interface PushFilters {
  readonly branches?: readonly string[];
  readonly branchesIgnore?: readonly string[];
  readonly tags?: readonly string[];
  readonly tagsIgnore?: readonly string[];
  readonly paths?: readonly string[];
  readonly pathsIgnore?: readonly string[];
}

/** Which pull requests count: `branches` are those it would be merged into. */
export interface PullRequestFilters {
  readonly types?: readonly string[];
  readonly branches?: readonly string[];
  readonly branchesIgnore?: readonly string[];
  readonly paths?: readonly string[];
  readonly pathsIgnore?: readonly string[];
}

/** Runs the workflow for pushes of commits and tags. */
export function onPush(filters: PushFilters = {}): Trigger {
  return { event: "push", filters: inGitHubSpelling(filters) };
}

/** Runs the workflow for pull requests: opened, updated and reopened, unless `types` says otherwise. */
export function onPullRequest(filters: PullRequestFilters = {}): Trigger {
  return { event: "pull_request", filters: inGitHubSpelling(filters) };
}

function inGitHubSpelling(
  filters: PushFilters | PullRequestFilters,
): Record<string, readonly string[]> {
  const given = Object.entries(filters).filter(([, patterns]) => patterns !== undefined);
  return Object.fromEntries(
    given.map(([name, patterns]: [string, readonly string[]]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      patterns,
    ]),
  );
}
