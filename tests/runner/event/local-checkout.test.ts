import { chmodSync } from "node:fs";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { readCheckout, refNames, resolveRef } from "../../../src/runner/event/local-checkout.ts";
import { project } from "../workflow-runs.ts";
import { repository } from "./repository.ts";

describe("a checkout", () => {
  test("is what git says it is, also below its top", async () => {
    const { root, git } = repository();
    const sha = git("rev-parse", "HEAD");
    expect(await readCheckout(path.join(root, ".git/.."))).toEqual({
      folder: root,
      sha,
      ref: "refs/heads/main",
      repository: "acme/tool",
      defaultBranch: "main",
      actor: "someone",
      email: "someone@example.org",
    });
    git("switch", "--quiet", "--detach");
    expect((await readCheckout(root)).ref).toBe(sha);
    git("tag", "v1");
    expect((await readCheckout(root)).ref).toBe("refs/tags/v1");
  });

  test("is none outside of a repository", async () => {
    const { actor: _, email: __, ...rest } = await readCheckout(project());
    expect(rest).toEqual({ folder: "", sha: "", ref: "", repository: "", defaultBranch: "main" });
  });

  test.each([
    ["https://github.com/acme/tool", "acme/tool"],
    ["https://github.com/acme/tool.git/", "acme/tool"],
    ["git@github.com:acme/tool.git", "acme/tool"],
    ["ssh://git@github.com:22/acme/tool.js.git", "acme/tool.js"],
    ["/srv/tool", "srv/tool"],
    ["tool", ""],
  ])("at %s is of the repository %j", async (url, name) => {
    const { root, git } = repository();
    git("remote", "set-url", "origin", url);
    expect((await readCheckout(root)).repository).toBe(name);
  });

  test("has git's refusal where there is one", async () => {
    const root = project({
      "bin/git": '#!/bin/sh\n[ "$2" != --show-toplevel ] || echo "$SAYS" >&2; exit 128\n',
    });
    chmodSync(path.join(root, "bin/git"), 0o755);
    onTestFinished(() => void vi.unstubAllEnvs());
    vi.stubEnv("PATH", `${root}/bin:/usr/bin:/bin`);
    vi.stubEnv("SAYS", "fatal: detected dubious ownership");
    expect(await readCheckout(root)).toMatchObject({
      folder: "",
      refusal: "fatal: detected dubious ownership",
    });
    vi.stubEnv("SAYS", "fatal: not a git repository (or any of the parent directories): .git");
    expect(await readCheckout(root)).not.toHaveProperty("refusal");
    vi.stubEnv("SAYS", "");
    expect(await readCheckout(root)).not.toHaveProperty("refusal");
  });
});

describe("a name", () => {
  test("is that of a branch before that of a tag", async () => {
    const { root, git } = repository();
    const first = git("rev-parse", "HEAD");
    git("tag", "--annotate", "both", "--message=one");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const second = git("rev-parse", "HEAD");
    expect(await resolveRef(root, "both")).toEqual({ ref: "refs/tags/both", sha: first });
    git("branch", "both");
    expect(await resolveRef(root, "both")).toEqual({ ref: "refs/heads/both", sha: second });
    expect(await resolveRef(root, "refs/tags/both")).toEqual({ ref: "refs/tags/both", sha: first });
    expect(await resolveRef(root, "none")).toBeUndefined();
  });

  test("is known of every branch and tag, once, with those of origin", async () => {
    const { root, git } = repository();
    for (const name of ["remotes/origin/main", "remotes/origin/theirs", "tags/v1"]) {
      git("update-ref", `refs/${name}`, "HEAD");
    }
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    expect([...(await refNames(root))].sort()).toEqual([
      "refs/heads/main",
      "refs/heads/theirs",
      "refs/tags/v1",
    ]);
    expect(await refNames(project())).toEqual([]);
  });
});
