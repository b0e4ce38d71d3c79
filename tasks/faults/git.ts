import { chownSync } from "node:fs";
import { expect, expectSame, type Fault } from "./fault.ts";

const app = `
const looks = task({ name: "looks", async run() {
  await run("sh", "-c", "echo hooks:$(env | grep -cE '^GIT_(DIR|INDEX_FILE|WORK_TREE|PREFIX|COMMON_DIR)='); git rev-parse --show-toplevel; ls");
} });
const commands = [looks];
const automations = [automation({ name: "ci", jobs() { job(looks); } })];
`;

export const withGit: readonly Fault[] = [
  {
    name: "`--isolate` in a `pre-commit` hook",
    holds: "the commit has what was staged; no `GIT_*` of git's reaches our git or a job",
    async cause(scene) {
      scene.app(app);
      scene.commit();
      scene.write({
        ".git/hooks/pre-commit": `#!/bin/sh\n./run ci --isolate >hook.log 2>&1\n`,
        "staged.txt": "staged",
        "other.txt": "not staged",
      });
      const outcome = await scene.shell("git add staged.txt && git commit --quiet -m second");
      expect("the hook failed", outcome.exitCode === 0, outcome, scene.read("hook.log"));
      const log = scene.read(".recompose/runs/latest/jobs/looks.log");
      expect("GIT_* in a job", log.includes("hooks:0"), log);
      expect(
        "the job's checkout",
        !log.includes(`${scene.project}\n`) && log.includes("staged.txt"),
        log,
      );
      const { stdout } = await scene.shell(
        "git show --name-only --format= HEAD; git status --short",
      );
      expectSame("the commit", stdout.replace("?? hook.log\n", ""), "staged.txt\n?? other.txt\n");
    },
  },
  {
    name: "a repository of another user",
    holds: "`--isolate` says what git says of it, and how to trust it; exit code 2",
    async cause(scene) {
      scene.app(app);
      scene.commit();
      if (process.getuid?.() === 0) {
        for (const path of [scene.project, `${scene.project}/.git`]) chownSync(path, 12345, 12345);
      }
      // By this variable git takes every repository for another user's: https://git-scm.com/docs/git-config (t0033)
      const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: "true" };
      const { exitCode, stderr } = await scene.recompose(["ci", "--isolate"], { env });
      expect("exit code", exitCode === 2, { exitCode, stderr });
      expect("what git says", stderr.includes("dubious ownership"), stderr);
      expect(
        "the way out",
        stderr.includes("safe.directory") && !stderr.includes("git init"),
        stderr,
      );
    },
  },
];
