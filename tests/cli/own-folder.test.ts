import path from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const files = {
  "ci/run": runScript(),
  "ci/recompose.ts": `import { app, automation, job, out, runs, shell, task } from "recompose-ci";
import { readFileSync } from "node:fs";
const where = task({
  name: "where",
  artifacts: ["kept"],
  run: (_, { saveArtifact }) => {
    out(readFileSync("name.txt", "utf8"));
    saveArtifact("kept", "name.txt");
  },
});
const look = automation({
  name: "look",
  jobs: () => void job("both", { steps: [runs(where), shell("cat name.txt")] }),
});
const commands = automation({
  name: "commands",
  jobs: () => void job("one", { steps: [shell("cat name.txt")] }),
});
export default app({ entryPoint: "ci/run", root: "..", commands: [where], automations: [look, commands] });
`,
  "ci/.gitignore": ".recompose/\n",
  "name.txt": "the top",
  "deep/x": "",
};

test.each([".", "ci", "deep"])(
  "tasks and jobs run in the project's folder, from %s",
  async (cwd) => {
    const project = new Project(files);
    expect((await project.recompose(["where"], { cwd })).stdout).toContain("the top");
    for (const name of ["look", "commands"]) {
      const { stdout, exitCode } = await project.recompose([name, "--verbose"], { cwd });
      expect(stdout).toContain("the top");
      expect(exitCode).toBe(0);
    }
  },
);

test("runs are kept beside recompose.ts, and a run of it can be resumed", async () => {
  const { "name.txt": name, ...others } = files;
  const project = new Project(others);
  expect((await project.recompose(["look"])).exitCode).toBe(1);
  expect(JSON.parse(project.read("ci/.recompose/runs/latest/run.json"))).toMatchObject({
    automation: "look",
    result: "failure",
  });
  expect(() => project.read(".recompose/.gitignore")).toThrow("ENOENT");
  project.write({ "name.txt": name });
  expect((await project.recompose(["look", "--resume"])).stdout).toContain("1 passed");
  const { stdout } = await project.recompose(["doctor"]);
  expect(stdout).toContain("✓ ci/run is executable");
  expect(stdout).toContain("✓ .recompose/, where runs are kept, is in .gitignore");
});

test("the workflow says what is typed at the top of the repository", async () => {
  const project = new Project(files);
  await execa("git", ["init", "--quiet"], { cwd: project.folder });
  await project.recompose(["generate-gha"], { cwd: "ci" });
  const workflow = project.read(".github/workflows/look.yml");
  expect(workflow).toContain("run: ci/run where\n");
  expect(workflow).toContain("ci/recompose.ts");
  expect(workflow).toContain("ci/run generate-gha");
  expect(workflow).not.toContain("working-directory");
  expect((await project.recompose(["generate-gha", "--check"])).exitCode).toBe(0);
});

test("a project in a folder of its repository can have one, too", async () => {
  const app = files["ci/recompose.ts"].replace('root: ".."', 'root: "..", workingDirectory: "lib"');
  const below = Object.entries({ ...files, "ci/recompose.ts": app }).map(
    ([name, text]) => [path.join("lib", name), text] as const,
  );
  const project = new Project(Object.fromEntries(below));
  await execa("git", ["init", "--quiet"], { cwd: project.folder });
  await project.recompose(["generate-gha"], { cwd: "lib" });
  const workflow = project.read(".github/workflows/look.yml");
  expect(workflow).toContain("run: ci/run where\n");
  expect(workflow).toContain("working-directory: lib\n");
  expect((await project.recompose(["look"], { cwd: "lib" })).exitCode).toBe(0);
});
