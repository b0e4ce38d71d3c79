import { describe, expect, test } from "vitest";
import type { Workflow } from "../../../src/model/workflow.ts";
import {
  listPins,
  type PinChange,
  pinChanges,
  type PinUse,
} from "../../../src/workflow/pins/pin-list.ts";
import type { RunGh } from "../../../src/host/gh.ts";
import { pinAction } from "../../../src/workflow/pins/action-pins.ts";
import { newestPins } from "../../../src/workflow/pins/pin-update.ts";

const sha = (digit: string): string => digit.repeat(40);

function workflow(
  ...uses: readonly (readonly [action: string, version?: string | undefined, asked?: string])[]
): Workflow {
  return {
    name: "ci",
    on: {},
    permissions: {},
    jobs: {
      build: {
        "runs-on": "ubuntu-latest",
        steps: uses.map(([action, version, asked]) => ({
          purpose: "setup",
          uses: action,
          ...(version === undefined ? {} : { version }),
          ...(asked === undefined ? {} : { codeRef: asked }),
        })),
      },
    },
  };
}

const checkout = [`actions/checkout@${sha("1")}`, "v7.0.1"] as const;

/** A GitHub that knows these answers, by path. */
function github(answers: Readonly<Record<string, string>>): RunGh {
  return async ([, path = ""]) => {
    const stdout = answers[path];
    return await Promise.resolve(
      stdout === undefined
        ? { ok: false, stdout: "", stderr: "gh: Not Found (HTTP 404)" }
        : { ok: true, stdout: `${stdout}\n`, stderr: "" },
    );
  };
}

test("the listing has every action with its release and its files", () => {
  expect(
    listPins({ "ci.yml": workflow(checkout, ["a/b@v3"]), "cd.yml": workflow(checkout) }),
  ).toEqual([
    { action: "a/b", version: "v3", sha: undefined, codeRef: undefined, files: ["ci.yml"] },
    {
      action: "actions/checkout",
      version: "v7.0.1",
      sha: sha("1"),
      codeRef: undefined,
      files: ["ci.yml", "cd.yml"],
    },
  ]);
});

describe("an update", () => {
  test("stays in the major version that the app chooses", async () => {
    const chosen = ["actions/checkout@v4", undefined, "v4"] as const;
    const uses = listPins({ "ci.yml": workflow(chosen, ["actions/cache@v6", "v6.1.0"]) });
    const gh = github({
      "repos/actions/checkout/releases/latest": "v7.0.1",
      "repos/actions/checkout/git/matching-refs/tags/v4.": "refs/tags/v4.2.0\nrefs/tags/v4.3.1",
      "repos/actions/checkout/commits/v4.3.1": sha("4"),
      "repos/actions/cache/releases/latest": "v7.0.0",
      "repos/actions/cache/commits/v7.0.0": sha("7"),
    });
    const committed = await newestPins(uses, gh);
    expect(committed).toMatchObject({ "actions/cache": [{ version: "v7.0.0" }] });
    const pins = {
      style: "sha",
      committed,
      chosen: { "actions/checkout": { ref: "v4" } },
    } as const;
    expect(pinAction("actions/checkout", {}, pins)).toMatchObject({
      uses: `actions/checkout@${sha("4")}`,
      version: "v4.3.1",
    });
  });

  test("takes the newest release and its commit", async () => {
    const uses = listPins({ "ci.yml": workflow(checkout) });
    const gh = github({
      "repos/actions/checkout/releases/latest": "v8.0.0",
      "repos/actions/checkout/commits/v8.0.0": sha("2"),
    });
    expect(await newestPins(uses, gh)).toEqual({
      "actions/checkout": [{ version: "v8.0.0", sha: sha("2") }],
    });
  });

  test("goes back nowhere: not where one file is ahead, nor where the latest release is older", async () => {
    const ahead = [`actions/checkout@${sha("3")}`, "v7.9.0"] as const;
    const uses = listPins({ "a.yml": workflow(ahead), "b.yml": workflow(checkout) });
    const gh = github({
      "repos/actions/checkout/releases/latest": "v7.0.0",
      "repos/actions/checkout/commits/v7.9.0": sha("3"),
    });
    expect(await newestPins(uses, gh)).toEqual({
      "actions/checkout": [{ version: "v7.9.0", sha: sha("3") }],
    });
  });

  test("stays in the major version that the code asks for", async () => {
    const uses = listPins({ "ci.yml": workflow(["own/act@v1", undefined, "v1"]) });
    const gh = github({
      "repos/own/act/releases/latest": "v3.0.0",
      "repos/own/act/git/matching-refs/tags/v1.":
        "refs/tags/v1.2.0\nrefs/tags/v1.10.0\nrefs/tags/v1.11.0-beta",
      "repos/own/act/commits/v1.10.0": sha("4"),
    });
    expect(await newestPins(uses, gh)).toEqual({
      "own/act": [{ version: "v1.10.0", sha: sha("4") }],
    });
  });

  test("passes over releases of something else in the same repository", async () => {
    const uses = listPins({
      "ci.yml": workflow([`github/codeql-action/init@${sha("1")}`, "v4.1.0"]),
    });
    const gh = github({
      "repos/github/codeql-action/releases/latest": "codeql-bundle-v2.30.0",
      "repos/github/codeql-action/git/matching-refs/tags/v": "refs/tags/v4.9.0\nrefs/tags/v4",
      "repos/github/codeql-action/commits/v4.9.0": sha("5"),
    });
    expect(await newestPins(uses, gh)).toEqual({
      "github/codeql-action/init": [{ version: "v4.9.0", sha: sha("5") }],
    });
  });

  test("keeps a branch that the code asks for, at the commit that it names now", async () => {
    const uses = listPins({ "ci.yml": workflow(["own/act@main", undefined, "main"]) });
    const gh = github({ "repos/own/act/commits/main": sha("6") });
    expect(await newestPins(uses, gh)).toEqual({ "own/act": [{ version: "main", sha: sha("6") }] });
  });

  test("pins a tag of an action without releases, also one in a folder", async () => {
    const uses = listPins({ "ci.yml": workflow(["owner/name/init@v3"]) });
    const gh = github({ "repos/owner/name/commits/v3": sha("3") });
    expect(await newestPins(uses, gh)).toEqual({
      "owner/name/init": [{ version: "v3", sha: sha("3") }],
    });
  });

  test("leaves a commit alone whose release is not known", async () => {
    const known = listPins({ "ci.yml": workflow([`a/b@${sha("4")}`]) });
    expect(await newestPins(known, github({}))).toEqual({});
  });

  test("asks the tags where the latest release is of another major version, all pages of them", async () => {
    const uses = listPins({ "ci.yml": workflow([`own/act@${sha("1")}`, "1.2.3", "1"]) });
    const asked: (readonly string[])[] = [];
    const answers = github({
      "repos/own/act/releases/latest": "2.0.0",
      "repos/own/act/git/matching-refs/tags/1.":
        "refs/tags/1.4.0\n refs/tags/1.30.10 \nrefs/tags/x1.99.0\nrefs/tags/1.31\nrefs/tags/1.98.0-rc\nrefs/tags/v1.30.9",
      "repos/own/act/commits/1.30.10": sha("7"),
    });
    const gh: RunGh = async (args) => {
      asked.push(args);
      return await answers(args);
    };
    expect(await newestPins(uses, gh)).toEqual({
      "own/act": [{ version: "1.30.10", sha: sha("7") }],
    });
    expect(asked).toEqual([
      ["api", "repos/own/act/releases/latest", "--jq", ".tag_name"],
      ["api", "repos/own/act/git/matching-refs/tags/1.", "--paginate", "--jq", ".[].ref"],
      ["api", "repos/own/act/commits/1.30.10", "--jq", ".sha"],
    ]);
  });

  test("asks for the commit of a branch with a slash in its name", async () => {
    const uses = listPins({ "ci.yml": workflow(["own/act@feature/x", undefined, "feature/x"]) });
    const gh = github({ "repos/own/act/commits/feature%2Fx": sha("6") });
    expect(await newestPins(uses, gh)).toEqual({
      "own/act": [{ version: "feature/x", sha: sha("6") }],
    });
  });

  test("takes the latest release where it is of the major version asked for", async () => {
    const uses = listPins({ "ci.yml": workflow(["own/act@v3", undefined, "v3"]) });
    const gh = github({
      "repos/own/act/releases/latest": "v3.4.0",
      "repos/own/act/commits/v3.4.0": sha("8"),
    });
    expect(await newestPins(uses, gh)).toEqual({
      "own/act": [{ version: "v3.4.0", sha: sha("8") }],
    });
  });

  test("keeps what there is where GitHub knows no release at all, or the same one", async () => {
    const uses = listPins({ "ci.yml": workflow(checkout) });
    for (const latest of [{}, { "repos/actions/checkout/releases/latest": "v7.0.1" }]) {
      const gh = github({ ...latest, "repos/actions/checkout/commits/v7.0.1": sha("9") });
      expect(await newestPins(uses, gh)).toEqual({
        "actions/checkout": [{ version: "v7.0.1", sha: sha("9") }],
      });
    }
  });

  test("finds one release for all that ask for one track, and one for each track", async () => {
    const uses = listPins({
      "a.yml": workflow(
        [`own/act@${sha("1")}`, "v1.9.0", "v1"],
        [`own/act@${sha("2")}`, "v1.10.0", "v1.10"],
      ),
      "b.yml": workflow(
        [`own/act@${sha("3")}`, "v2.0.0", "v2"],
        [`own/act@${sha("2")}`, "v1.2.0", "v1.2"],
      ),
    });
    const gh = github({
      "repos/own/act/releases/latest": "v2.1.0",
      "repos/own/act/commits/v1.10.0": sha("4"),
      "repos/own/act/commits/v2.1.0": sha("5"),
    });
    expect(await newestPins(uses, gh)).toEqual({
      "own/act": [
        { version: "v1.10.0", sha: sha("4") },
        { version: "v2.1.0", sha: sha("5") },
      ],
    });
  });

  test("refuses an answer that is no commit", async () => {
    const gh = github({ "repos/own/act/commits/main": "main" });
    const uses = listPins({ "ci.yml": workflow(["own/act@main", undefined, "main"]) });
    await expect(newestPins(uses, gh)).rejects.toThrow(
      'own/act has no release, branch or tag "main".',
    );
  });

  test("is told use by use, and nothing of what stayed", () => {
    const newer = [`actions/checkout@${sha("2")}`, "v8.0.0"] as const;
    const other = [`a/b@${sha("4")}`, "v1.0.0", "v1"] as const;
    const before = listPins({ "ci.yml": workflow(checkout, other), "cd.yml": workflow(newer) });
    const after = listPins({ "ci.yml": workflow(newer, other), "cd.yml": workflow(newer) });
    expect(pinChanges(before, after)).toEqual([
      { action: "actions/checkout", from: "v7.0.1", to: "v8.0.0" },
    ]);
  });

  test("is told of a use that is still there in its file, by its action and what it asks for", () => {
    const use = { action: "a/b", version: "v1", sha: sha("1"), codeRef: "v1", files: ["ci.yml"] };
    const from = (changed: Partial<PinUse>): readonly PinChange[] =>
      pinChanges([use], [{ ...use, ...changed }]);
    expect(from({})).toEqual([]);
    expect(from({ version: "v2" })).toEqual([{ action: "a/b", from: "v1", to: "v2" }]);
    expect(from({ sha: sha("2") })).toEqual([{ action: "a/b", from: "v1", to: "v1" }]);
    expect(from({ sha: sha("2"), files: ["ci.yml", "cd.yml"] })).toHaveLength(1);
    expect(from({ sha: sha("2"), action: "a/c" })).toEqual([]);
    expect(from({ sha: sha("2"), codeRef: "v2" })).toEqual([]);
    expect(from({ sha: sha("2"), files: ["cd.yml"] })).toEqual([]);
    expect(
      pinChanges([{ ...use, files: ["ci.yml", "cd.yml"] }], [{ ...use, sha: sha("2") }]),
    ).toEqual([]);
    expect(pinChanges([use], [])).toEqual([]);
  });

  test.each([
    ["gh", undefined, ["https://cli.github.com, then: gh auth login"]],
    ["a login", "HTTP 401: Bad credentials", ["gh auth login"]],
    ["a network", "no route", ["gh api repos/actions/checkout/releases/latest"]],
  ])("without %s says what to type", async (_, stderr, hints) => {
    const gh: RunGh = async () =>
      await Promise.resolve(stderr === undefined ? stderr : { ok: false, stdout: "", stderr });
    await expect(newestPins(listPins({ "ci.yml": workflow(checkout) }), gh)).rejects.toMatchObject({
      hints,
    });
  });

  test.each(["HTTP 404", "HTTP 405", "Not Found", "HTTP 422"])(
    "takes %s for the answer that there is none",
    async (stderr) => {
      const gh: RunGh = async ([, path = ""]) =>
        await Promise.resolve({
          ok: path.endsWith("v7.0.1"),
          stdout: path.endsWith("v7.0.1") ? sha("9") : "",
          stderr: `gh: ${stderr}`,
        });
      expect(await newestPins(listPins({ "ci.yml": workflow(checkout) }), gh)).toEqual({
        "actions/checkout": [{ version: "v7.0.1", sha: sha("9") }],
      });
    },
  );

  const uses = listPins({ "ci.yml": workflow(checkout) });
  const failing =
    (stderr: string): RunGh =>
    async () =>
      await Promise.resolve({ ok: false, stdout: "", stderr });

  test.each<[string, RunGh, string]>([
    ["gh", async () => await Promise.resolve(undefined), "there is no `gh` on the PATH"],
    [
      "a login",
      failing("To get started with GitHub CLI, please run:  gh auth login"),
      "The GitHub CLI is not logged in.",
    ],
    [
      "a network",
      failing("error connecting to api.github.com\ncheck your internet connection"),
      'GitHub could not be asked for "repos/actions/checkout/releases/latest": check your internet connection',
    ],
    ["a reason", failing(" \n"), '"repos/actions/checkout/releases/latest": gh failed'],
    ["such a release", github({}), `actions/checkout has no release, branch or tag "v7.0.1".`],
  ])("without %s says so", async (_, gh, message) => {
    await expect(newestPins(uses, gh)).rejects.toThrow(message);
  });
});
