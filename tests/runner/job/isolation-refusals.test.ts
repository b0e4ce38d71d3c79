/** Where checkouts of their own are refused. */
import { expect, test } from "vitest";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { checkIsolation } from "../../../src/runner/job/workspaces.ts";
import { errorOf } from "./open-workspaces.ts";

const good = { folder: "/project", sha: "1".repeat(40) };

test("nowhere where there is a commit", () => {
  expect(() => checkIsolation(good)).not.toThrow();
});

test.each<[string, Parameters<typeof checkIsolation>[0], RegExp, readonly string[]]>([
  [
    "without a repository",
    { folder: "", sha: "" },
    /^--isolate gives each job a checkout of its own, which needs a git repository, and this folder is in none\.$/,
    ["git init"],
  ],
  ["in none", { ...good, folder: "" }, /, and this folder is in none\.$/, ["git init"]],
  [
    "without a commit",
    { ...good, sha: "" },
    /^--isolate gives each job a checkout of its own, which needs a commit, and this repository has none yet\.$/,
    ["git commit"],
  ],
  [
    "where git refuses to work",
    { folder: "", sha: "", refusal: "fatal: no way\nmore" },
    /^--isolate gives each job a checkout of its own, and git refuses to work here: fatal: no way$/,
    [],
  ],
  [
    "where git says what to do, with that",
    {
      folder: "",
      sha: "",
      refusal:
        "fatal: dubious ownership\nAs git config --list has it.\nTo add an exception, call git config:\n\n \tgit config --global --add safe.directory /project\nmore",
    },
    /git refuses to work here: fatal: dubious ownership$/,
    ["git config --global --add safe.directory /project"],
  ],
])("%s", async (_where, checkout, message, hints) => {
  const error = await errorOf(() => checkIsolation(checkout));
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({ message: expect.stringMatching(message), hints });
});
