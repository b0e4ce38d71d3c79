import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const readme = readFileSync("README.md", "utf8");

test("README's lines to try run as it says, and their workflow does what it says", async () => {
  const [, app = ""] = /```ts\n(import .*?)```/s.exec(readme) ?? [];
  expect(app.trim().split("\n")).toHaveLength(10);
  const project = new Project({});
  expect(await project.recompose(["init", "--yes"])).toMatchObject({ exitCode: 0 });
  project.write({ "recompose.ts": app, run: runScript() });

  const task = await project.recompose(["hi", "--to=you"]);
  expect(task).toMatchObject({ exitCode: 0 });
  expect(task.stdout).toContain("Hi, you!");
  const workflow = await project.recompose(["ci", "--verbose"]);
  expect(workflow).toMatchObject({ exitCode: 0 });
  expect(workflow.stdout).toContain("Hi, world!");
  await project.recompose(["generate-gha"]);
  const written = project.read(".github/workflows/ci.yml");
  expect(written).toContain("needs: [pick]");
  expect(written).toContain('run: ./run hi --to="$INPUT_TO"');
  expect(readme).toContain('`./run hi --to="$INPUT_TO"`');
});

test("README is read in one screen and a half, and its code without scrolling to the side", () => {
  expect(readme.split("\n").length).toBeLessThan(100);
  const code = [...readme.matchAll(/^```\w+\n(.*?)^```/gms)].flatMap(([, text = ""]) =>
    text.split("\n"),
  );
  expect(code.length).toBeGreaterThan(10);
  expect(code.filter((line) => line.length > 120)).toEqual([]);
});
