/** Findings in workflows of tests that are meant to have them; each fails the check once it is none. */
import type { Finding } from "./workflow-findings.ts";

interface ExpectedFinding extends Omit<Finding, "message"> {
  readonly reason: string;
}

const tag = "the test is about an action that is no commit";
const caller =
  "a group can be named after nothing that is the call's own, and a caller may call the workflow twice";

const documented =
  "what docs/workflows.md shows comes out as the key beside it, and what is not written does not";
const newer = "GitHub and its own parser have what actionlint 1.7.12 does not know";

export const expectedFindings: readonly ExpectedFinding[] = [
  {
    workflow: "setup > has tags where the app wants them",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow: "setup > is the job's, else the task's, else the app's, and starts with a checkout",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow: "a pin that was bumped in the committed file stays",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow: "the same app gives the same bytes, also on top of what it wrote",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow:
      "a workflow that others call asks for every secret that its steps and containers read",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow:
      "a workflow that others call asks for every secret that its steps and containers read",
    rule: "zizmor unpinned-images",
    reason: "an image is the user's to choose",
  },
  {
    workflow: "pins --update > without gh changes nothing",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow:
      "a bump in the committed file > survives another folder, another name and a second automation",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow:
      "a bump in the committed file > is no reason to write a file whose lines end as on Windows",
    rule: "zizmor unpinned-uses",
    reason: tag,
  },
  {
    workflow: "permissions > are always there",
    rule: "zizmor excessive-permissions",
    reason: "a permission that an automation gives to all of its jobs, with a warning",
  },
  {
    workflow:
      "the concurrency of a workflow > cancels the run for an older commit of a pull request, and no other run",
    rule: "zizmor dangerous-triggers",
    reason: "pull_request_target is the user's to choose, and its documentation warns of it",
  },
  {
    workflow:
      "the concurrency of a workflow > is left to the caller of a workflow that others call",
    rule: "zizmor concurrency-limits",
    reason: caller,
  },
  {
    workflow: "inputs on other events > are themselves where there is always a form",
    rule: "zizmor concurrency-limits",
    reason: caller,
  },
  {
    workflow: "extra > is merged into the job and the workflow",
    rule: "actionlint syntax-check",
    reason: "cancel-timeout-minutes is newer than actionlint 1.7.12",
  },
  {
    workflow: documented,
    rule: "actionlint syntax-check",
    reason: newer,
  },
  {
    workflow: documented,
    rule: "actionlint permissions",
    reason: newer,
  },
  {
    workflow: documented,
    rule: "actionlint events",
    reason: newer,
  },
  {
    workflow: documented,
    rule: "zizmor dangerous-triggers",
    reason: "every trigger that GitHub has is in it, also those that the documentation warns of",
  },
  {
    workflow: documented,
    rule: "zizmor excessive-permissions",
    reason: "every permission that GitHub has is in it, at the top",
  },
];
