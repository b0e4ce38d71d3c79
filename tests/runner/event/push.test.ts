import { describe, expect, test } from "vitest";
import { readSituation } from "../../../src/runner/event/situation.ts";
import { project } from "../workflow-runs.ts";
import { on, repository } from "./repository.ts";

const zeros = "0".repeat(40);

// https://docs.github.com/en/webhooks/webhook-events-and-payloads#push
describe("the payload of a push", () => {
  const push = on({ push: null });

  test("has the commits that origin does not have, oldest first, and the head among them", async () => {
    const { root, git } = repository();
    const before = git("rev-parse", "HEAD");
    git("update-ref", "refs/remotes/origin/main", before);
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const author = "--author=Zoë <zoe@example.org>";
    git("commit", "--quiet", "--allow-empty", author, "--message=third\n\nwhy: a\n\nb");
    const after = git("rev-parse", "HEAD");
    const { payload } = await readSituation(push, { root });
    const head = {
      id: after,
      tree_id: git("rev-parse", "HEAD^{tree}"),
      distinct: true,
      message: "third\n\nwhy: a\n\nb",
      timestamp: git("log", "-1", "--format=%cI"),
      url: `https://github.com/acme/tool/commit/${after}`,
      author: { name: "Zoë", email: "zoe@example.org" },
      committer: { name: "someone", email: "someone@example.org" },
    };
    expect(payload).toMatchObject({
      ref: "refs/heads/main",
      before,
      after,
      base_ref: null,
      created: false,
      deleted: false,
      forced: false,
      compare: `https://github.com/acme/tool/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
      commits: [{ message: "second" }, head],
      pusher: { name: "someone", email: "someone@example.org" },
      repository: {
        full_name: "acme/tool",
        default_branch: "main",
        html_url: "https://github.com/acme/tool",
      },
      sender: { login: "someone" },
    });
    expect(payload["head_commit"]).toEqual(head);
  });

  test("is that of the last commit where origin has all of them", async () => {
    const { root, git } = repository();
    const before = git("rev-parse", "HEAD");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({ before, created: false, commits: [{ message: "second" }] });
  });

  test("of a new branch has the commits that the default branch lacks, and nothing before", async () => {
    const { root, git } = repository();
    const base = git("rev-parse", "HEAD");
    git("switch", "--quiet", "--create", "topic");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({
      ref: "refs/heads/topic",
      before: zeros,
      created: true,
      forced: false,
      commits: [{ message: "second" }],
    });
    expect(payload["compare"]).toContain(`/compare/${base.slice(0, 12)}...`);
  });

  test("of a branch whose history is another than origin's is forced", async () => {
    const { root, git } = repository();
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    git("commit", "--quiet", "--amend", "--allow-empty", "--message=again");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({ forced: true, commits: [{ message: "again" }] });
  });

  test("of a tag has the commit that it names, and brings no other", async () => {
    const { root, git } = repository();
    git("tag", "--annotate", "v1", "--message=one");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const situation = await readSituation(push, { root, ref: "v1" });
    const sha = git("rev-parse", "v1^{commit}");
    expect([situation.ref, situation.sha]).toEqual(["refs/tags/v1", sha]);
    expect(situation.payload).toMatchObject({
      ref: "refs/tags/v1",
      before: zeros,
      after: sha,
      created: true,
      head_commit: { id: sha, message: "first" },
      commits: [],
    });
  });

  test("is without a head where nothing was committed", async () => {
    const { payload } = await readSituation(push, { root: project() });
    expect(payload).toMatchObject({ before: zeros, after: "", head_commit: null, commits: [] });
  });

  test("of a branch that was never pushed has its last commit, where it is the default one", async () => {
    const { root, git } = repository();
    const before = git("rev-parse", "HEAD");
    const first = await readSituation(push, { root });
    expect(first.payload).toMatchObject({
      before: zeros,
      created: true,
      forced: false,
      compare: "https://github.com/acme/tool/compare/main",
      commits: [{ message: "first" }],
    });
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({
      before,
      created: false,
      forced: false,
      commits: [{ message: "second" }],
    });
  });

  test("of a new branch has all commits where nobody knows the default one", async () => {
    const { root, git } = repository();
    git("branch", "--move", "topic");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({
      before: zeros,
      created: true,
      compare: "https://github.com/acme/tool/compare/topic",
      commits: [{ message: "first" }, { message: "second" }],
    });
  });

  test("of a new branch is beside the default branch as origin has it", async () => {
    const { root, git } = repository();
    git("update-ref", "refs/remotes/origin/trunk", "HEAD");
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    git("switch", "--quiet", "--create", "topic");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({
      commits: [{ message: "second" }],
      repository: { default_branch: "trunk" },
    });
  });

  test("of a commit on no branch is that of this commit", async () => {
    const { root, git } = repository();
    const before = git("rev-parse", "HEAD");
    git("switch", "--quiet", "--detach");
    git("commit", "--quiet", "--allow-empty", "--message=second");
    const after = git("rev-parse", "HEAD");
    const { payload, ref } = await readSituation(push, { root });
    expect(ref).toBe(after);
    expect(payload).toMatchObject({
      ref: after,
      before,
      after,
      created: false,
      commits: [{ message: "second" }],
    });
  });

  test("of a repository that is not on GitHub has no pages", async () => {
    const { root, git } = repository();
    git("remote", "remove", "origin");
    const { payload } = await readSituation(push, { root });
    expect(payload).toMatchObject({ compare: "", head_commit: { url: "" } });
    expect(payload["repository"]).toEqual({
      name: "",
      full_name: "",
      owner: { login: "", name: "" },
      default_branch: "main",
    });
  });
});
