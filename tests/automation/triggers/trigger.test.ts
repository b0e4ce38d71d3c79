import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import {
  onEvent,
  onMergeGroup,
  onPullRequest,
  onPullRequestTarget,
  onPush,
  onRelease,
  onRepositoryDispatch,
  onSchedule,
  onWorkflowCall,
  onWorkflowDispatch,
  onWorkflowRun,
  type Trigger,
  type Triggers,
} from "../../../src/automation/triggers/trigger.ts";
import { boolInput, type Inputs } from "../../../src/inputs/input.ts";
import { task } from "../../../src/task/task.ts";

const lint = task({ name: "lint", run() {} });

/** Events with their configuration, as an automation has them. */
function events(
  on?: Trigger | Triggers | readonly (Trigger | Triggers)[],
  inputs: Inputs = {},
): unknown[] {
  const { triggers } = automation({
    name: "ci",
    ...(on === undefined ? {} : { on }),
    inputs,
    jobs() {
      job(lint);
    },
  });
  return triggers.map(({ event, config }) => [event, config]);
}

const dispatch = ["workflow_dispatch", null];

test.each<[string, Trigger, unknown]>([
  [
    "a push",
    onPush({ branches: ["main"], pathsIgnore: ["docs/**"] }),
    ["push", { branches: ["main"], "paths-ignore": ["docs/**"] }],
  ],
  ["any push", onPush(), ["push", null]],
  ["tags", onPush({ tags: ["v*"], tagsIgnore: undefined as never }), ["push", { tags: ["v*"] }]],
  ["a pull request", onPullRequest({ types: ["opened"] }), ["pull_request", { types: ["opened"] }]],
  ["a pull request from outside", onPullRequestTarget(), ["pull_request_target", null]],
  [
    "a time",
    onSchedule({ cron: "0 5 * * *", timezone: "Europe/Berlin" }),
    ["schedule", [{ cron: "0 5 * * *", timezone: "Europe/Berlin" }]],
  ],
  ["a person", onWorkflowDispatch(), dispatch],
  ["another workflow", onWorkflowCall(), ["workflow_call", null]],
  [
    "the end of another workflow",
    onWorkflowRun({ workflows: ["ci", { name: "cd" }], types: ["completed"] }),
    ["workflow_run", { workflows: ["ci", "cd"], types: ["completed"] }],
  ],
  ["a release", onRelease({ types: ["published"] }), ["release", { types: ["published"] }]],
  ["a merge queue", onMergeGroup(), ["merge_group", null]],
  [
    "a program",
    onRepositoryDispatch({ types: ["deploy"] }),
    ["repository_dispatch", { types: ["deploy"] }],
  ],
  ["anything else", onEvent("issues", { types: ["opened"] }), ["issues", { types: ["opened"] }]],
])("%s starts it", (_, trigger, expected) => {
  expect(events(trigger)).toEqual([expected]);
});

describe("several triggers", () => {
  test("are a list, joined by or, or both", () => {
    const expected = [
      ["push", null],
      ["pull_request", null],
      ["release", null],
    ];
    expect(events([onPush(), onPullRequest(), onRelease()])).toEqual(expected);
    expect(events(onPush().or(onPullRequest()).or(onRelease()))).toEqual(expected);
    expect(events([onPush(), onPullRequest().or(onRelease())])).toEqual(expected);
    expect(events(onPush().or(onPullRequest().or(onRelease())))).toEqual(expected);
  });

  test("of a schedule are one with several times", () => {
    expect(events(onSchedule({ cron: "0 5 * * *" }).or(onSchedule({ cron: "0 9 * * *" })))).toEqual(
      [["schedule", [{ cron: "0 5 * * *" }, { cron: "0 9 * * *" }]]],
    );
  });
});

describe("a start by hand", () => {
  test("is possible where nothing else is said", () => {
    expect(events()).toEqual([dispatch]);
    expect(events([])).toEqual([dispatch]);
  });

  test("is added where there are inputs, once", () => {
    const inputs = { fast: boolInput() };
    expect(events(onPush(), inputs)).toEqual([["push", null], dispatch]);
    expect(events([onWorkflowDispatch(), onPush()], inputs)).toEqual([dispatch, ["push", null]]);
  });

  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputs
  test("is not added where a call brings the inputs", () => {
    const inputs = { fast: boolInput() };
    const call = ["workflow_call", null];
    expect(events(onWorkflowCall(), inputs)).toEqual([call]);
    expect(events([onPush(), onWorkflowCall()], inputs)).toEqual([["push", null], call]);
    expect(events([onWorkflowCall(), onWorkflowDispatch()], inputs)).toEqual([call, dispatch]);
  });
});
