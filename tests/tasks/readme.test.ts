import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

test("README's first example runs as it says, and its workflow does what it says", async () => {
  const [, app = ""] = /```ts\n(import .*?)```/s.exec(readFileSync("README.md", "utf8")) ?? [];
  const project = new Project({ "recompose.ts": app, run: runScript() });
  const git = (...args: string[]): string =>
    spawnSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.org", ...args], {
      cwd: project.folder,
      encoding: "utf8",
    }).stdout;
  git("init", "--quiet");
  git("commit", "--quiet", "--allow-empty", "--message=first");
  const head = git("rev-parse", "--short", "HEAD").trim();
  const task = await project.recompose(["announce", "--version=1"]);
  expect(task.stdout).toContain("This is version 1.");
  const workflow = await project.recompose(["news", "--verbose"]);
  expect(workflow).toMatchObject({ exitCode: 0 });
  expect(workflow.stdout).toContain(`This is version ${head}.`);
  await project.recompose(["generate-gha"]);
  const written = project.read(".github/workflows/news.yml");
  expect(written).toContain("needs: [version]");
  expect(written).toContain('run: ./run announce --version="$INPUT_VERSION"');
});
