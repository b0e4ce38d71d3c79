import { getEventListeners } from "node:events";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { UsageError } from "../../../src/problems/usage-error.ts";
import type { RunGh } from "../../../src/host/gh.ts";
import { dispatchRemote, remoteRuns, type RemoteRun } from "../../../src/runner/remote/remote.ts";
import { remoteLines } from "../../../src/runner/remote/remote-lines.ts";
import { workflowOf } from "../workflow-builders.ts";
import { project } from "../workflow-runs.ts";

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
  readonly gh: RunGh;
  readonly asked: string[];
} {
  const asked: string[] = [];
  const gh: RunGh = async (args) => {
    asked.push(args.join(" "));
    const isDispatched = asked.some((call) => call.startsWith("workflow run"));
    const failed =
      (args[0] === "auth" && failing.auth === true) ||
      (args[1] === "watch" && failing.watch === true);
    const runs = isDispatched ? [run, old] : [old];
    return { ok: !failed, stdout: JSON.stringify(runs), stderr: "" };
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

describe("the run that a dispatch began", () => {
  const listing = "run list --workflow ci.yml --limit 20";

  /** A `gh` that answers each look for runs with the next of these, and the last of them from then on. */
  function slowGh(...looks: (readonly RemoteRun[])[]): {
    readonly gh: RunGh;
    readonly asked: string[];
  } {
    const asked: string[] = [];
    const gh: RunGh = async (args, asks) => {
      asked.push(
        `${args.join(" ").replace(/ --json .*/, "")}${asks?.show === true ? ", shown" : ""}`,
      );
      const runs = args[1] === "list" && looks.length > 1 ? looks.shift() : looks[0];
      return { ok: true, stdout: JSON.stringify(runs), stderr: "" };
    };
    return { gh, asked };
  }

  test("is looked for until it is there, and is no other that began meanwhile", async () => {
    const pushed = { ...run, databaseId: 3, event: "push" };
    const earlier = { ...run, databaseId: 1 };
    const { gh, asked } = slowGh([earlier], [earlier], [pushed, earlier], [pushed, run, earlier]);
    expect(await dispatchRemote(workflow, { ...options, gh })).toBe(true);
    expect(asked).toEqual([
      "auth status",
      listing,
      "workflow run ci.yml",
      listing,
      listing,
      listing,
      "run watch 2 --exit-status, shown",
    ]);
  });

  test("is looked for thirty times", async () => {
    const { gh, asked } = slowGh([old]);
    const error = await dispatchRemote(workflow, { ...options, gh }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({
      message: 'GitHub took the request for "ci.yml", and started no run in a minute.',
      hints: ["gh run list --workflow ci.yml"],
    });
    expect(asked.filter((call) => call === listing)).toHaveLength(1 + 30);
    expect(getEventListeners(options.signal, "abort")).toEqual([]);
  });

  test("is looked for every two seconds", async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { gh, asked } = slowGh([old], [old], [run]);
    const { pollMs: _, ...unhurried } = options;
    const ended = dispatchRemote(workflow, { ...unhurried, gh });
    await vi.advanceTimersByTimeAsync(1999);
    expect(asked.at(-1)).toBe("workflow run ci.yml");
    await vi.advanceTimersByTimeAsync(1);
    expect(asked.at(-1)).toBe(listing);
    await vi.advanceTimersByTimeAsync(2000);
    expect(await ended).toBe(true);
  });

  test("is not waited for where somebody interrupts", async () => {
    const controller = new AbortController();
    const { gh, asked } = slowGh([old]);
    const interrupted: RunGh = async (args, asks) => {
      if (args[0] === "workflow") setTimeout(() => controller.abort(new Error("interrupted")), 0);
      return gh(args, asks);
    };
    const { signal } = controller;
    const ended = dispatchRemote(workflow, {
      ...options,
      gh: interrupted,
      pollMs: 2 ** 30,
      signal,
    });
    await expect(ended).rejects.toThrow("interrupted");
    expect(asked.at(-1)).toBe("workflow run ci.yml");
  });

  test("failed where `gh` is gone meanwhile", async () => {
    const { gh } = slowGh([old], [run]);
    const leaving: RunGh = async (args, asks) => (args[1] === "watch" ? undefined : gh(args, asks));
    expect(await dispatchRemote(workflow, { ...options, gh: leaving })).toBe(false);
  });
});

describe("what is missing is said in one line, with what to do:", () => {
  const loggedIn = { ok: true, stdout: "", stderr: "" };
  const refusing = (stderr: string): RunGh => {
    return async (args) => (args[0] === "auth" ? loggedIn : { ok: false, stdout: "", stderr });
  };
  const listing = (gh: RunGh) => () => remoteRuns({ ...options, gh });

  test.each<[string, () => Promise<unknown>, string, string]>([
    [
      "gh",
      listing(async () => undefined),
      "the GitHub CLI, gh, is not on PATH; runs on GitHub are reached through it.",
      "https://cli.github.com",
    ],
    [
      "a login",
      listing(fakeGh({ auth: true }).gh),
      "nobody is logged in to GitHub.",
      "gh auth login",
    ],
    [
      "a trigger",
      () => dispatchRemote(workflowOf({ a: {} }), options),
      '"ci" cannot be started by hand: it has triggers, and none of them is onWorkflowDispatch().',
      "on: [onPush(), onWorkflowDispatch()]",
    ],
    [
      "the workflow",
      listing(refusing("\ncould not find any workflows named ci.yml\nmore\n")),
      "gh run list failed: could not find any workflows named ci.yml.",
      "gh run list --workflow",
    ],
    [
      "a reason",
      listing(refusing("")),
      "gh run list failed: it gave no reason.",
      "gh run list --workflow",
    ],
    [
      "gh, which was there just now",
      listing(async (args) => (args[0] === "auth" ? loggedIn : undefined)),
      "gh run list failed: it gave no reason.",
      "gh run list --workflow",
    ],
  ])("%s", async (_what, asking, message, hint) => {
    const error = await asking().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UsageError);
    expect(error).toMatchObject({ message, hints: [hint] });
  });
});

describe("the program on PATH", () => {
  /** A folder whose `gh` is this script, alone on PATH with what scripts need. */
  function withGh(script: string): string {
    const root = project({ "bin/gh": `#!/bin/sh\n${script}\n` });
    chmodSync(path.join(root, "bin/gh"), 0o755);
    vi.stubEnv("PATH", `${root}/bin:/usr/bin:/bin`);
    onTestFinished(() => void vi.unstubAllEnvs());
    return root;
  }

  test("is asked in the project's folder, and asks nobody anything", async () => {
    const root = withGh(
      `[ "$1" = auth ] || printf '[{"displayTitle": "%s %s"}]' "$PWD" "$GH_PROMPT_DISABLED"`,
    );
    const [found] = await remoteRuns({ root, file: "ci.yml", signal: options.signal });
    expect(found?.displayTitle).toBe(`${root} 1`);
  });

  test("may fail, and says why", async () => {
    const root = withGh('[ "$1" = auth ] || { echo "no such repository" >&2; exit 4; }');
    await expect(remoteRuns({ root, file: "ci.yml", signal: options.signal })).rejects.toThrow(
      "gh run list failed: no such repository.",
    );
  });

  test("may be missing", async () => {
    const root = project();
    vi.stubEnv("PATH", root);
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(remoteRuns({ root, file: "ci.yml", signal: options.signal })).rejects.toThrow(
      "gh, is not on PATH",
    );
  });

  test("is stopped where somebody interrupts", async () => {
    const controller = new AbortController();
    const root = withGh("exec sleep 1000");
    controller.abort();
    await expect(remoteRuns({ root, file: "ci.yml", signal: controller.signal })).rejects.toThrow(
      "nobody is logged in",
    );
  });

  test("draws on the terminal itself while a run is watched", async () => {
    const root = withGh(`case "$*" in
"run list"*) if [ -e dispatched ]; then echo '[{"databaseId": 2, "event": "workflow_dispatch"}]'; else echo '[]'; fi ;;
"workflow run"*) touch dispatched ;;
"run watch 2"*) exit "$(cat result)" ;;
esac`);
    const { file, pollMs, signal } = options;
    for (const [result, expected] of [
      ["0", true],
      ["1", false],
    ] as const) {
      rmSync(path.join(root, "dispatched"), { force: true });
      writeFileSync(path.join(root, "result"), result);
      expect(await dispatchRemote(workflow, { root, file, pollMs, signal })).toBe(expected);
    }
  });
});

test("runs are listed in columns", async () => {
  expect(remoteLines([run, old])).toEqual([
    "success  2026-11-01 10:00:00 UTC  workflow_dispatch  main  ci  https://github.com/acme/tool/actions/runs/2",
    "queued   2026-11-01 10:00:00 UTC  push               main  ci  https://github.com/acme/tool/actions/runs/2",
  ]);
  expect(remoteLines([{ ...run, url: "" }])).toEqual([
    "success  2026-11-01 10:00:00 UTC  workflow_dispatch  main  ci",
  ]);
  expect(remoteLines([])).toEqual(["no runs on GitHub yet"]);
});
