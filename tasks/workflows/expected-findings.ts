/** Findings in workflows of tests that are meant to have them; each fails the check once it is none. */
import type { Finding } from "./workflow-findings.ts";

interface ExpectedFinding extends Omit<Finding, "message"> {
  /** How often, in all workflows of the test. */
  readonly times: number;
  readonly reason: string;
}

const tag = "the test is about an action that is no commit";
const image = "an image is the user's to choose";
const caller =
  "a group can be named after nothing that is the call's own, and a caller may call the workflow twice";

const inheriting = "the test is about a call that passes all secrets on";
const repositoryPermissions =
  "the test is about a workflow that leaves its permissions to the settings of the repository";

const documented =
  "what docs/workflow-keys.md shows comes out as the key beside it, and what is not written does not";
const newer = "GitHub and its own parser have what actionlint 1.7.12 does not know";

/** What holds for no workflow here: rules, and beginnings of messages that come under several rules. */
const everywhere: readonly Partial<Finding>[] = [
  // Every version of GitHub and actionlint knows `./`, and not yet `$/`.
  { rule: "zizmor self-repository" },
  // A called workflow of a test is not one of the project's.
  { message: "could not read reusable workflow file" },
];

export function isExpectedEverywhere({ rule, message }: Finding): boolean {
  return everywhere.some((own) => own.rule === rule || message.startsWith(own.message ?? "\0"));
}

export const expectedFindings: readonly ExpectedFinding[] = [
  {
    workflow: "setup > has tags where the app wants them",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow:
      "setup > has the releases that the app chooses, and what these do by themselves is not said",
    rule: "zizmor unpinned-uses",
    times: 2,
    reason: tag,
  },
  {
    workflow: "setup > is the job's, else the task's, else the app's, and starts with a checkout",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow: "a pin that was bumped in the committed file stays",
    rule: "zizmor unpinned-uses",
    times: 2,
    reason: tag,
  },
  {
    workflow: "the same app gives the same bytes, also on top of what it wrote",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow:
      "a workflow that others call asks for every secret that its steps and containers read",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow:
      "a workflow that others call asks for every secret that its steps and containers read",
    rule: "zizmor unpinned-images",
    times: 1,
    reason: image,
  },
  {
    workflow:
      "defaults of a workflow or a job > do not ask an image for bash, which it may not have",
    rule: "zizmor unpinned-images",
    times: 1,
    reason: image,
  },
  {
    workflow: "pins --update > without gh changes nothing",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow:
      "a bump in the committed file > survives another folder, another name and a second automation",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow:
      "a bump in the committed file > is no reason to write a file whose lines end as on Windows",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow: "permissions > of several jobs, and those to read, stay at the top",
    rule: "zizmor excessive-permissions",
    times: 2,
    reason: "read-all, and what an automation gives to several jobs, which is warned of",
  },
  {
    workflow: "permissions > to write stand at the job, where it is one alone",
    rule: "zizmor excessive-permissions",
    times: 1,
    reason: "write-all is the user's to choose",
  },
  {
    workflow:
      "the concurrency of a workflow > cancels the run for an older commit of a pull request, and no other run",
    rule: "zizmor dangerous-triggers",
    times: 1,
    reason: "pull_request_target is the user's to choose, and its documentation warns of it",
  },
  {
    workflow:
      "the concurrency of a workflow > is left to the caller of a workflow that others call",
    rule: "zizmor concurrency-limits",
    times: 1,
    reason: caller,
  },
  {
    workflow:
      "a number stays one as the default of a workflow that others call, and is text in a form",
    rule: "zizmor concurrency-limits",
    times: 1,
    reason: caller,
  },
  {
    workflow:
      "a number that GitHub would print in other words is a text, but a number where a call takes numbers only",
    rule: "zizmor concurrency-limits",
    times: 1,
    reason: caller,
  },
  {
    workflow: "extra > is merged into the job and the workflow",
    rule: "actionlint syntax-check",
    times: 2,
    reason: "cancel-timeout-minutes is newer than actionlint 1.7.12",
  },
  {
    workflow: ".github/workflows/release.yml",
    rule: "actionlint syntax-check",
    times: 1,
    reason: "the queue of a concurrency group is newer than actionlint 1.7.12",
  },
  {
    workflow: documented,
    rule: "actionlint syntax-check",
    times: 7,
    reason: newer,
  },
  {
    workflow: documented,
    rule: "actionlint permissions",
    times: 8,
    reason: newer,
  },
  {
    workflow: documented,
    rule: "actionlint events",
    times: 4,
    reason: newer,
  },
  {
    workflow: documented,
    rule: "zizmor dangerous-triggers",
    times: 5,
    reason: "every trigger that GitHub has is in it, also those that the documentation warns of",
  },
  {
    workflow: documented,
    rule: "zizmor excessive-permissions",
    times: 2,
    reason: "every permission that GitHub has is in it, at the top",
  },
  {
    workflow: "GitHub's parser takes what is valid and rare",
    rule: "actionlint action",
    times: 2,
    reason: "$/ is newer than actionlint 1.7.12, and the other action is old on purpose",
  },
  {
    workflow: "GitHub's parser takes what is valid and rare",
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  },
  {
    workflow: "each automation is told of the actions that a tag names, and of no others",
    rule: "zizmor unpinned-uses",
    times: 2,
    reason: tag,
  },
  {
    workflow: "where tags are wanted, and where the kind is silenced, nothing is said of them",
    rule: "zizmor unpinned-uses",
    times: 3,
    reason: tag,
  },
  {
    workflow: documented,
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: "the page shows a called workflow by its release",
  },
  {
    workflow: "a command has the values that are written in the matrix of its job",
    rule: "zizmor template-injection",
    times: 3,
    reason: "whoever wrote the matrix wrote its values; the check does not look into objects",
  },
  {
    workflow: "GitHub's parser reads what is printed of them",
    rule: "zizmor unpinned-images",
    times: 2,
    reason: image,
  },
  ...[
    "without secrets a caller passes those that the jobs read",
    "secrets are written as they are declared, in place of those that the jobs read",
    "an empty mapping writes none: a caller passes all of its secrets",
    "permissions that are the repository's are not written",
    "a job has its own permissions beside those of the repository",
  ].map((workflow): ExpectedFinding => ({
    workflow,
    rule: "zizmor unpinned-uses",
    times: 1,
    reason: tag,
  })),
  {
    workflow: "secrets are written as they are declared, in place of those that the jobs read",
    rule: "actionlint expression",
    times: 1,
    reason: "a caller that inherits passes secrets that the workflow does not declare, too",
  },
  {
    workflow: "permissions that are the repository's are not written",
    rule: "zizmor excessive-permissions",
    times: 2,
    reason: repositoryPermissions,
  },
  {
    workflow: "a job has its own permissions beside those of the repository",
    rule: "zizmor excessive-permissions",
    times: 1,
    reason: repositoryPermissions,
  },
  {
    workflow: "an input with a default may be required in the form, and of callers",
    rule: "actionlint events",
    times: 4,
    reason:
      "GitHub takes it; the default stands in the form, which has to be filled in all the same",
  },
  ...[
    "an input with a default may be required in the form, and of callers",
    "or others, which expressions may read",
    "or none",
    "a caller gives the inputs of the form",
  ].map((workflow): ExpectedFinding => ({
    workflow,
    rule: "zizmor concurrency-limits",
    times: 1,
    reason: caller,
  })),
  {
    workflow: "concurrency: false writes none, for an automation and for a job",
    rule: "zizmor concurrency-limits",
    times: 1,
    reason: "the test is about a workflow without a group",
  },
  {
    workflow: "where the repository says what a token may do, nothing is known",
    rule: "zizmor excessive-permissions",
    times: 2,
    reason: repositoryPermissions,
  },
  {
    workflow: 'a job may ask for {"contents":"read"} of a call that allows "read-all"',
    rule: "zizmor excessive-permissions",
    times: 1,
    reason: "the test is about what a token may do",
  },
  {
    workflow: 'a job may ask for "write-all" of a call that allows "write-all"',
    rule: "zizmor excessive-permissions",
    times: 1,
    reason: "the test is about what a token may do",
  },
  {
    workflow:
      "an automation between two > that declares no secrets gets all where it passes all on",
    rule: "zizmor secrets-inherit",
    times: 1,
    reason: inheriting,
  },
  {
    workflow: "an automation between two > declares what the call needs that passes all on",
    rule: "zizmor secrets-inherit",
    times: 2,
    reason: inheriting,
  },
];
