/**
 * Properties of payloads that are true or false, as paths below `github.event`.
 * https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
const ofRepositories = ["private", "fork", "archived", "disabled", "is_template"];
const ofPullRequests = ["draft", "locked", "merged", "maintainer_can_modify"];

const inEveryPayload = ofRepositories.map((name) => `repository.${name}`);
const pullRequest = ofPullRequests.map((name) => `pull_request.${name}`);

const flagsByEvent: Readonly<Record<string, readonly string[]>> = {
  deployment: ["deployment.production_environment", "deployment.transient_environment"],
  issue_comment: ["issue.locked"],
  issues: ["issue.locked"],
  pull_request: pullRequest,
  pull_request_review: ["pull_request.draft", "pull_request.locked"],
  pull_request_review_comment: ["pull_request.draft", "pull_request.locked"],
  pull_request_target: pullRequest,
  push: ["created", "deleted", "forced"],
  release: ["release.draft", "release.prerelease"],
};

/** Whether every payload of an event has this property, with true or false. */
export function isPayloadFlag(path: string, event: string): boolean {
  const ofEvent = Object.hasOwn(flagsByEvent, event) ? flagsByEvent[event] : undefined;
  return inEveryPayload.includes(path) || ofEvent?.includes(path) === true;
}
