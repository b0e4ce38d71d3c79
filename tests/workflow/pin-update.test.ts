import { describe, expect, test } from "vitest";
import type { Workflow } from "../../src/workflow/model.ts";
import { listPins, type RunGh, updatedPins } from "../../src/workflow/pin-update.ts";

const sha = (digit: string): string => digit.repeat(40);

function workflow(...uses: readonly (readonly [string, string?])[]): Workflow {
  return {
    name: "ci",
    on: {},
    permissions: {},
    jobs: {
      build: {
        "runs-on": "ubuntu-latest",
        steps: uses.map(([action, version]) => ({
          purpose: "setup",
          uses: action,
          ...(version === undefined ? {} : { version }),
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
    { action: "a/b", version: "v3", sha: undefined, files: ["ci.yml"] },
    { action: "actions/checkout", version: "v7.0.1", sha: sha("1"), files: ["ci.yml", "cd.yml"] },
  ]);
});

describe("an update", () => {
  test("takes the newest release and its commit", async () => {
    const uses = listPins({ "ci.yml": workflow(checkout) });
    const gh = github({
      "repos/actions/checkout/releases/latest": "v8.0.0",
      "repos/actions/checkout/commits/v8.0.0": sha("2"),
    });
    expect(await updatedPins(uses, gh)).toEqual({
      pins: { "actions/checkout": { version: "v8.0.0", sha: sha("2") } },
      updates: [{ action: "actions/checkout", from: "v7.0.1", to: "v8.0.0" }],
    });
  });

  test("changes nothing where there is nothing newer", async () => {
    const uses = listPins({ "ci.yml": workflow(checkout) });
    const gh = github({
      "repos/actions/checkout/releases/latest": "v7.0.0",
      "repos/actions/checkout/commits/v7.0.1": sha("1"),
    });
    expect((await updatedPins(uses, gh)).updates).toEqual([]);
  });

  test("pins a tag of an action without releases, also one in a folder", async () => {
    const uses = listPins({ "ci.yml": workflow(["owner/name/init@v3"]) });
    const gh = github({ "repos/owner/name/commits/v3": sha("3") });
    expect((await updatedPins(uses, gh)).pins).toEqual({
      "owner/name/init": { version: "v3", sha: sha("3") },
    });
  });

  test("leaves a commit alone whose release is not known", async () => {
    const known = listPins({ "ci.yml": workflow([`a/b@${sha("4")}`]) });
    expect(await updatedPins(known, github({}))).toEqual({ pins: {}, updates: [] });
  });

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
    ["such a release", github({}), `actions/checkout has no release, branch or tag "v7.0.1".`],
  ])("without %s says so", async (_, gh, message) => {
    await expect(updatedPins(uses, gh)).rejects.toThrow(message);
  });
});
