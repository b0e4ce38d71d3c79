import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execaSync } from "execa";
import { expect, onTestFinished, test, vi } from "vitest";
import { processIdentity } from "../../src/host/processes/process-identity.ts";
import { workflowOf } from "./workflow-builders.ts";
import { commitAll, project, runHere, temporaryFolders } from "./workflow-runs.ts";

const worktrees = (root: string): number =>
  execaSync("git", ["worktree", "list"], { cwd: root }).stdout.split("\n").length;

function committed(): string {
  const root = project({
    ".gitignore": "node_modules\n",
    "kept.txt": "old",
    "gone.txt": "",
    "node_modules/x": "",
  });
  commitAll(root);
  return root;
}

test("each job has its own clean checkout of the files as they are now", async () => {
  const root = committed();
  writeFileSync(path.join(root, "kept.txt"), "new");
  writeFileSync(path.join(root, "untracked.txt"), "");
  rmSync(path.join(root, "gone.txt"));
  const { log, record } = await runHere(
    workflowOf({
      a: { run: "ls -A | grep -v '^.git$'; cat kept.txt; touch leftover; git rev-parse HEAD" },
      b: { needs: ["a"], run: "test ! -e leftover; pwd; echo $GITHUB_WORKSPACE" },
    }),
    { root, isolate: true },
  );
  expect(record.result).toBe("success");
  const head = execaSync("git", ["rev-parse", "HEAD"], { cwd: root }).stdout;
  expect(log("a")).toBe(`.gitignore\nkept.txt\nuntracked.txt\nnew${head}\n`);
  const [cwd, workspace] = log("b").split("\n");
  expect(cwd).toBe(workspace);
  expect(cwd).not.toContain(root);
  expect(existsSync(path.join(root, "leftover"))).toBe(false);
  expect(worktrees(root)).toBe(1);
  expect(temporaryFolders()).toEqual([]);
  expect(execaSync("git", ["status", "--short"], { cwd: root }).stdout).toBe(
    " D gone.txt\n M kept.txt\n?? untracked.txt",
  );
});

test("a job that leans on what another left behind fails, as on GitHub", async () => {
  const root = committed();
  const jobs = { a: { run: "touch made" }, b: { needs: ["a"], run: "test -e made" } };
  expect((await runHere(workflowOf(jobs), { root, isolate: true })).results).toEqual({
    a: "success",
    b: "failure",
  });
  expect((await runHere(workflowOf(jobs), { root })).results["b"]).toBe("success");
});

test("several at once have one each, and an app in a folder starts there", async () => {
  const root = project({ "packages/tool/file": "here" });
  commitAll(root);
  const { record, log } = await runHere(
    workflowOf({
      a: {
        strategy: { matrix: { n: [1, 2, 3, 4] } },
        steps: [
          { purpose: "task", id: "run", "working-directory": "packages/tool", run: "cat file" },
        ],
      },
    }),
    { root: path.join(root, "packages/tool"), isolate: true },
  );
  expect(record.result).toBe("success");
  expect(log("a (4)")).toBe("here\n");
});

test("what a killed run left is removed by the next one", async () => {
  const root = committed();
  // A run of another test would remove it meanwhile.
  const own = mkdtempSync(path.join(tmpdir(), "recompose-test-"));
  vi.stubEnv("TMPDIR", own);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(own, { recursive: true, force: true });
  });
  // Process ids end at 2 ** 22 on Linux.
  const place = processIdentity().split("-")[2];
  const stale = path.join(tmpdir(), `recompose-run-99999999-1-${place}-stale`);
  mkdirSync(stale);
  execaSync("git", ["worktree", "add", "--detach", path.join(stale, "checkout")], { cwd: root });
  expect(worktrees(root)).toBe(2);
  await runHere(workflowOf({ a: {} }), { root, isolate: true });
  expect(existsSync(stale)).toBe(false);
  expect(worktrees(root)).toBe(1);
});

test("entries of worktrees whose folders are gone are forgotten by any run", async () => {
  const root = committed();
  const gone = `${root}-worktree`;
  execaSync("git", ["worktree", "add", "--detach", gone], { cwd: root });
  rmSync(gone, { recursive: true });
  expect(worktrees(root)).toBe(2);
  await runHere(workflowOf({ a: {} }), { root });
  expect(worktrees(root)).toBe(1);
});

test("without a repository or a commit it says so", async () => {
  const root = project();
  const run = (): Promise<unknown> => runHere(workflowOf({ a: {} }), { root, isolate: true });
  await expect(run()).rejects.toThrow(
    "--isolate gives each job a checkout of its own, which needs a git repository, and this folder is in none.",
  );
  execaSync("git", ["init", "--quiet"], { cwd: root });
  await expect(run()).rejects.toThrow("this repository has none yet");
});
