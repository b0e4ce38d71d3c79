import { describe, expect, test } from "vitest";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { readSituation } from "../../../src/runner/event/situation.ts";
import { command, output, workflowOf } from "../workflow-builders.ts";
import { project, runHere } from "../workflow-runs.ts";
import { on, repository } from "./repository.ts";

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#pull_request
test("the payload of a pull request is of one that was opened from this branch to the default one", async () => {
  const { root, git } = repository();
  const base = git("rev-parse", "HEAD");
  git("switch", "--quiet", "--create", "topic");
  git("commit", "--quiet", "--allow-empty", "--message=Fix it\n\nFor a reason.");
  const situation = await readSituation(on({ pull_request: null }), { root });
  expect([situation.headRef, situation.baseRef]).toEqual(["topic", "main"]);
  expect(situation.payload).toMatchObject({
    action: "opened",
    pull_request: {
      draft: false,
      merged: false,
      state: "open",
      title: "Fix it",
      body: "For a reason.",
      labels: [],
      user: { login: "someone" },
      head: { ref: "topic", sha: git("rev-parse", "HEAD"), repo: { full_name: "acme/tool" } },
      base: { ref: "main", sha: base, repo: { full_name: "acme/tool", default_branch: "main" } },
    },
  });
});

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run and #merge_group
test("other events that commits belong to have these", async () => {
  const { root, git } = repository();
  git("commit", "--quiet", "--allow-empty", "--message=second");
  const sha = git("rev-parse", "HEAD");
  const after = on({ workflow_run: { workflows: ["Tests"], types: ["completed"] } });
  expect((await readSituation(after, { root })).payload).toMatchObject({
    action: "completed",
    workflow_run: {
      name: "Tests",
      conclusion: "success",
      head_branch: "main",
      head_sha: sha,
      head_commit: { id: sha, message: "second" },
    },
  });
  expect((await readSituation(on({ merge_group: null }), { root })).payload).toMatchObject({
    action: "checks_requested",
    merge_group: { head_sha: sha, base_ref: "refs/heads/main", base_sha: sha },
  });
});

test("an action is the first of the types that the workflow asks for", async () => {
  const { root } = repository();
  const labeled = on({ pull_request: { types: ["labeled", "opened"] } });
  expect((await readSituation(labeled, { root })).payload["action"]).toBe("labeled");
  const issues = on({ issues: { types: "closed" } });
  expect((await readSituation(issues, { root })).payload["action"]).toBe("closed");
});

test("a part of a payload that is given leaves the rest to git", async () => {
  const { root } = repository();
  const { payload, ref, headRef } = await readSituation(on({ pull_request: null }), {
    root,
    eventPayload: { number: 7, pull_request: { draft: true, labels: [{ name: "ready" }] } },
  });
  expect(payload).toMatchObject({
    number: 7,
    pull_request: { draft: true, labels: [{ name: "ready" }], head: { ref: "main" } },
  });
  expect([ref, headRef]).toEqual(["refs/pull/7/merge", "main"]);
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#push
test("a push is for the ref that its payload names, unless --ref says otherwise", async () => {
  const { root, git } = repository();
  const head = git("rev-parse", "HEAD");
  const after = "1".repeat(40);
  const push = on({ push: null });
  const eventPayload = { ref: "refs/tags/v9", after };
  const given = await readSituation(push, { root, eventPayload });
  expect([given.ref, given.sha]).toEqual(["refs/tags/v9", after]);
  const named = await readSituation(push, { root, eventPayload, ref: "main" });
  expect([named.ref, named.sha]).toEqual(["refs/heads/main", head]);
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
test("github.event.schedule is the first schedule of the workflow", async () => {
  const { root } = repository();
  const nightly = on({ schedule: [{ cron: "30 5 * * 1" }, { cron: "0 0 1 * *" }] });
  expect((await readSituation(nightly, { root })).payload["schedule"]).toBe("30 5 * * 1");
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputsinput_iddefault
test("an input that is not given is its default, else what its type begins with", async () => {
  const root = project();
  const inputs = {
    text: { default: "a" },
    count: { type: "number", default: 3 },
    flag: { type: "boolean", default: true },
    noText: {},
    noString: { type: "string" },
    noCount: { type: "number" },
    noFlag: { type: "boolean" },
    noChoice: { type: "choice", options: ["x", "y"] },
    noOptions: { type: "choice" },
    bare: null,
  };
  const call = on({ workflow_call: { inputs } });
  const defaults = {
    text: "a",
    count: 3,
    flag: true,
    noText: "",
    noString: "",
    noCount: 0,
    noFlag: false,
    noChoice: "x",
    noOptions: "",
    bare: "",
  };
  expect((await readSituation(call, { root })).inputs).toEqual(defaults);
  const given = { text: "", count: 0, flag: false, other: "b" };
  expect((await readSituation(call, { root, inputs: given })).inputs).toEqual({
    ...defaults,
    ...given,
  });
  const form = on({ workflow_dispatch: { inputs } });
  expect((await readSituation(form, { root })).inputs).toEqual({
    ...defaults,
    count: "3",
    noCount: "0",
  });
  const push = await readSituation(on({ push: null }), { root, inputs: given });
  expect(push.inputs).toEqual({});
});

test("a number in a form is the text that was typed, not what GitHub makes of a number", async () => {
  const { root } = repository();
  const { job } = await runHere(
    workflowOf(
      {
        a: {
          steps: [
            command('echo "o=$O" >> $GITHUB_OUTPUT', {
              env: { O: "${{ inputs.n }} ${{ github.event.inputs.n }} ${{ inputs.m }}" },
            }),
          ],
          outputs: { o: output("o") },
        },
      },
      { on: { workflow_dispatch: { inputs: { n: { type: "number" }, m: { default: "1e+21" } } } } },
    ),
    { root, eventName: "workflow_dispatch", inputs: { n: 1234567890123456 } },
  );
  expect(job("a").outputs).toEqual({ o: "1234567890123456 1234567890123456 1e+21" });
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/reusing-workflow-configurations
// and https://github.com/github/docs/issues/16515: a called workflow sees its caller's event name
test("a run for workflow_call has its inputs, and the event of a caller that was started by hand", async () => {
  const { root } = repository();
  const { record, job } = await runHere(
    workflowOf(
      {
        a: {
          steps: [
            command('echo "o=$O" >> $GITHUB_OUTPUT', {
              env: { O: "${{ github.event_name }} ${{ inputs.n }} [${{ github.event.inputs.n }}]" },
            }),
          ],
          outputs: { o: output("o") },
        },
      },
      { on: { workflow_call: { inputs: { n: { type: "number" } } } } },
    ),
    { root, eventName: "workflow_call", inputs: { n: 3 } },
  );
  expect(job("a").outputs).toEqual({ o: "workflow_dispatch 3 []" });
  expect(record.event).toBe("workflow_call");
});

describe("a ref", () => {
  const push = on({ push: null });

  test("is given by its short name or its full one, and may be a branch that only origin has", async () => {
    const { root, git } = repository();
    const first = git("rev-parse", "HEAD");
    git("branch", "release");
    git("update-ref", "refs/remotes/origin/theirs", "HEAD");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    for (const [given, expected] of [
      ["release", "refs/heads/release"],
      ["refs/heads/release", "refs/heads/release"],
      ["theirs", "refs/heads/theirs"],
      ["refs/heads/theirs", "refs/heads/theirs"],
    ] as const) {
      const { ref, sha } = await readSituation(push, { root, ref: given });
      expect([ref, sha]).toEqual([expected, first]);
    }
  });

  test("that does not exist is an error, which names the nearest", async () => {
    const { root, git } = repository();
    git("branch", "release");
    const error = await readSituation(push, { root, ref: "relaese" }).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UsageError);
    expect((error as UsageError).message).toBe(
      '--ref names "relaese", which is not a branch or tag of this repository. Did you mean "release"?',
    );
    await expect(readSituation(push, { root, ref: "refs/heads/relase" })).rejects.toThrow(
      'Did you mean "refs/heads/release"?',
    );
    const nowhere = project();
    await expect(readSituation(push, { root: nowhere, ref: "main" })).rejects.toThrow(
      `--ref names "main", but ${nowhere} is not in a git repository.`,
    );
  });
});
