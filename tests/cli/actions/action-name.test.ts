import { describe, expect, test } from "vitest";
import { keyOf, readActionName } from "../../../src/cli/actions/action-name.ts";

const sha = "8f4b7f84864484a7bf31766abe9204da3cbe65b3";

describe("an action of GitHub", () => {
  test.each([
    ["own/act", { repository: "own/act", folder: "", ref: undefined, version: undefined }],
    ["own/a.ct/sub/b@v1", { repository: "own/a.ct", folder: "sub/b", ref: "v1" }],
    ["own/act@release/v1", { repository: "own/act", folder: "", ref: "release/v1" }],
    [`own/act@${sha} # v1.2.3`, { repository: "own/act", folder: "", ref: sha, version: "v1.2.3" }],
  ])("%s", (text, expected) => {
    expect(readActionName(text)).toEqual({ kind: "remote", version: undefined, ...expected });
  });

  test.each([
    ["own/act@v1", "own/act@v1"],
    ["own/act@v1.2", "own/act@v1"],
    ["own/act@v1.2.3", "own/act@v1"],
    ["own/act@1.2.3", "own/act@1"],
    ["own/act/sub@v10.0.0", "own/act/sub@v10"],
    [`own/act@${sha} # v1.2.3`, "own/act@v1"],
    [`own/act@${sha}`, `own/act@${sha}`],
    ["own/act@main", "own/act@main"],
    ["own/act@release/v1.x", "own/act@release/v1.x"],
    ["own/act@v1-beta.2", "own/act@v1-beta.2"],
  ])("%s is known as %s", (text, key) => {
    const name = readActionName(text);
    expect(name.kind === "remote" && keyOf(name, name.ref ?? "")).toBe(key);
  });
});

test.each([
  ["./.github/actions/greet", ".github/actions/greet"],
  ["./.github/actions/greet/", ".github/actions/greet"],
  ["$/greet", "greet"],
])("%s is an action of the repository", (text, folder) => {
  const name = text.replace(/\/$/, "");
  expect(readActionName(text)).toEqual({ kind: "own", folder, name });
});

test.each([
  "",
  "act",
  "own/",
  "../own/act",
  "./../act",
  "./a/../../b",
  "own/../act",
  "own/act/../..",
  "own/act@",
  "own/act@v1?x=y",
  "own/act?x",
  "own/act@v1 v2",
  "-own/act\n",
  "./",
  "docker://alpine",
  "https://github.com/own/act",
])("%j names no action", (text) => {
  expect(() => readActionName(text)).toThrow(`${JSON.stringify(text)} does not name an action: `);
});
