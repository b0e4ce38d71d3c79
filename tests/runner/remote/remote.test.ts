import { expect, test } from "vitest";
import {
  dispatchRemote,
  type Gh,
  remoteRuns,
  type RemoteRun,
} from "../../../src/runner/remote/remote.ts";
import { remoteLines } from "../../../src/runner/remote/remote-lines.ts";
import { workflowOf } from "../workflow-builders.ts";

const run: RemoteRun = {
  databaseId: 2,
  status: "completed",
  conclusion: "success",
  displayTitle: "ci",
  event: "workflow_dispatch",
  headBranch: "main",
  createdAt: "2026-11-01T10:00:00Z",
  url: "https://github.com/acme/tool/actions/runs/2",
};
const old: RemoteRun = { ...run, databaseId: 1, event: "push", conclusion: "", status: "queued" };

/** A `gh` whose workflow has a new run after it was dispatched. */
function fakeGh(failing: { readonly auth?: boolean; readonly watch?: boolean } = {}): {
  readonly gh: Gh;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const gh: Gh = async (args) => {
    asked.push(args.join(" "));
    const isDispatched = asked.some((call) => call.startsWith("workflow run"));
    const failed =
      (args[0] === "auth" && failing.auth === true) ||
      (args[1] === "watch" && failing.watch === true);
    const runs = isDispatched ? [run, old] : [old];
    return { exitCode: failed ? 1 : 0, stdout: JSON.stringify(runs), stderr: "" };
  };
  return { gh, asked };
}

const options = {
  root: "/",
  file: "ci.yml",
  pollMs: 0,
  signal: new AbortController().signal,
};
const workflow = workflowOf({ a: {} }, { on: { workflow_dispatch: null } });

test("a workflow is dispatched with its inputs, and the run that begins is watched", async () => {
  const { gh, asked } = fakeGh();
  const inputs = { skip: true, version: "1 0" };
  expect(await dispatchRemote(workflow, { ...options, gh, ref: "main", inputs })).toBe(true);
  expect(asked).toContain(
    "workflow run ci.yml --ref main --raw-field skip=true --raw-field version=1 0",
  );
  expect(asked.at(-1)).toBe("run watch 2 --exit-status");
  const failed = fakeGh({ watch: true });
  expect(await dispatchRemote(workflow, { ...options, gh: failed.gh })).toBe(false);
});

test("what is missing is said in one line", async () => {
  await expect(remoteRuns({ ...options, gh: async () => undefined })).rejects.toThrow(
    "the GitHub CLI, gh, is not on PATH; runs on GitHub are reached through it.",
  );
  await expect(remoteRuns({ ...options, gh: fakeGh({ auth: true }).gh })).rejects.toThrow(
    "nobody is logged in to GitHub.",
  );
  await expect(dispatchRemote(workflowOf({ a: {} }), options)).rejects.toThrow(
    '"ci" cannot be started by hand: it has triggers, and none of them is onWorkflowDispatch().',
  );
  const refusing: Gh = async (args) =>
    args[0] === "auth"
      ? { exitCode: 0, stdout: "", stderr: "" }
      : { exitCode: 1, stdout: "", stderr: "could not find any workflows named ci.yml\n" };
  await expect(remoteRuns({ ...options, gh: refusing })).rejects.toThrow(
    "gh run list failed: could not find any workflows named ci.yml.",
  );
});

test("runs are listed in columns", async () => {
  expect(remoteLines([run, old])).toEqual([
    "success  2026-11-01 10:00:00 UTC  workflow_dispatch  main  ci  https://github.com/acme/tool/actions/runs/2",
    "queued   2026-11-01 10:00:00 UTC  push               main  ci  https://github.com/acme/tool/actions/runs/2",
  ]);
  expect(remoteLines([])).toEqual(["no runs on GitHub yet"]);
});
