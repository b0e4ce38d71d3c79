/** What `init` does beside workflows that a repository has already. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";

const byHand = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    strategy:
      matrix:
        os: [a, b]
    steps:
      - run: echo hello
`;

function folderWith(files: Readonly<Record<string, string>>): Project {
  const project = new Project({ ".gitignore": "", run: runScript(), ...files });
  execFileSync("git", ["init", "--quiet"], { cwd: project.folder });
  return project;
}

describe("a workflow that goes by the name of the new one", () => {
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
  test.each([
    ["ci.yml", byHand],
    ["ci.yaml", "on: push\n"],
    ["tests.yml", "name: CI\non: push\n"],
  ])("as %s does keeps it: the automation has another", async (file, text) => {
    const project = folderWith({ [`.github/workflows/${file}`]: text });
    const { stdout } = await project.recompose(["init"]);
    expect(stdout).toContain(
      `! "${file}" in .github/workflows goes by the name "ci" already, so the automation is called "checks".`,
    );
    expect(project.read("recompose.ts")).toContain('const checks = automation({\n  name: "checks"');
    expect(project.read("recompose.ts")).toContain("automations: [checks],");
    const generated = await project.recompose(["generate-gha"]);
    expect(generated.stderr).toBe("");
    expect(generated.stdout).toContain("checks.yml written");
    expect(project.read(`.github/workflows/${file}`)).toBe(text);
  });

  test("keeps the second name, too, and that of a task is none for the automation", async () => {
    const project = folderWith({
      "package.json": '{"type":"module","scripts":{"checks":"eslint ."}}',
      ".github/workflows/ci.yml": byHand,
      ".github/workflows/checks2.yml": "on: push\n",
    });
    await project.recompose(["init"]);
    expect(project.read("recompose.ts")).toContain("automations: [checks3],");
  });

  test("may be that of another app of the repository", async () => {
    const project = folderWith({ "one/x": "", "two/x": "" });
    await project.recompose(["init"], { cwd: "one" });
    await project.recompose(["generate-gha"], { cwd: "one" });
    await project.recompose(["init"], { cwd: "two" });
    expect(project.read("two/recompose.ts")).toContain('name: "checks"');
  });

  test("is brought along by what init says to type next, in the order in which it says it", async () => {
    const project = folderWith({ ".github/workflows/ci.yml": byHand });
    const { stdout } = await project.recompose(["init"]);
    const [, next = ""] = stdout.split("Next, type:\n");
    expect(next).toMatch(
      /^.* \.\/run checks .*\n +\.\/run import +brings 1 workflow along that is there, as TypeScript\n +\.\/run generate-gha /,
    );
    const imported = await project.recompose(["import"]);
    expect(imported.stderr).toBe("");
    expect(imported.stdout).toContain('import { ci } from "./automations/ci.ts";');
    const app = project
      .read("recompose.ts")
      .replace("automations: [", "automations: [ci, ")
      .replace("\nconst ", '\nimport { ci } from "./automations/ci.ts";\n\nconst ');
    project.write({ "recompose.ts": app });
    const { stderr, exitCode } = await project.recompose(["generate-gha", "--replace", "ci.yml"]);
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
    expect(project.read(".github/workflows/ci.yml")).toContain("os: [a, b]");
  });
});

test("workflows that somebody wrote are named, with what the new one has nothing of", async () => {
  const project = folderWith({
    ".github/workflows/nightly.yml": byHand,
    ".github/workflows/release.yml": "on: push\n",
  });
  const { stdout } = await project.recompose(["init"]);
  expect(stdout).toContain(
    '! 2 workflows in .github/workflows were written by hand: ./run import brings them along, so type that before generate-gha. The automation here, which has no matrix as "nightly.yml" has, is made of the project\'s own checks alone.',
  );
  expect(stdout).toMatch(/ \.\/run import +brings 2 workflows along that are there/);
  expect(project.read("recompose.ts")).toContain('name: "ci"');
});

test("where an automation has the name of a file that somebody wrote, every command says how to go on", async () => {
  const project = folderWith({
    "recompose.ts": `import { app, automation, job, task } from "recompose-ci";
const lint = task({ name: "lint", run() {} });
export default app({
  commands: [lint],
  automations: [automation({ name: "ci", jobs: () => void job(lint) })],
});`,
    ".github/workflows/ci.yml": byHand,
  });
  const refused = await project.recompose(["generate-gha"]);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toMatch(
    /→ \.\/run import ci\.yml\n +→ \.\/run generate-gha --replace ci\.yml\n?$/,
  );
  const nothing = await project.recompose(["import"]);
  expect(nothing.exitCode).toBe(2);
  expect(nothing.stderr).toContain("→ recompose import ci.yml");
  const imported = await project.recompose(["import", "ci.yml"]);
  expect(imported.stdout).toContain(
    '! The automation "ci" would be written to ci.yml, too: give it another `file`, or remove it.',
  );
  expect(imported.exitCode).toBe(0);
});
