import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const app = (options: string): string => `
import { app, automation, job, task } from "recompose-ci";

const lint = task({ name: "lint", run() {} });

export default app({
  commands: [lint],
  automations: [automation({ name: "ci", jobs: () => void job(lint) })],
  ${options}
});
`;

describe("an app in a folder of its repository", () => {
  const head = "ref: refs/heads/main\n";

  test("writes its workflows to the top, with the command that does", async () => {
    const project = new Project({
      ".git/HEAD": head,
      "packages/tool/recompose.ts": app('workingDirectory: "packages/tool",'),
    });
    const { stderr, exitCode } = await project.recompose(["generate-gha"], {
      cwd: "packages/tool",
    });
    expect([stderr, exitCode]).toEqual(["", 0]);
    expect(project.read(".github/workflows/ci.yml").split("\n").slice(1, 3)).toEqual([
      "# Source: packages/tool/recompose.ts",
      "# Regenerate: cd packages/tool && ./run generate-gha",
    ]);
  });

  test("is told to say so, because GitHub looks for workflows at the top only", async () => {
    const project = new Project({
      ".git/HEAD": head,
      "packages/tool/recompose.ts": app(""),
    });
    const { stderr, exitCode } = await project.recompose(["generate-gha"], {
      cwd: "packages/tool",
    });
    expect(stderr).toBe(
      'warning: the app is in packages/tool of its repository, and its workflows are written below that, where GitHub does not look for them. Give app() the option workingDirectory: "packages/tool". [misplaced]',
    );
    expect(exitCode).toBe(0);
  });

  test("is in the one that it says", async () => {
    const project = new Project({ "recompose.ts": app('workingDirectory: "packages/tool",') });
    const { stderr, exitCode } = await project.recompose(["generate-gha"]);
    expect(stderr).toContain('app(): `workingDirectory` is "packages/tool", and the app is in ');
    expect(exitCode).toBe(2);
  });
});

test("a mistake deep in an option is shown with its line", async () => {
  const project = new Project({
    "recompose.ts": app("")
      .replace("job(lint)", "job(lint, {\n  env: { A: expr`secrets.A` },\n})")
      .replace("job, task", "expr, job, task"),
  });
  const { stderr, exitCode } = await project.recompose(["generate-gha"]);
  const [message, place] = stderr.split("\n");
  expect(message).toContain('job "lint", option "env.A": ${{ secrets.A }} reads a secret');
  expect(place).toMatch(/^ {4}at recompose\.ts:8:\d+$/);
  expect(exitCode).toBe(2);
});

test("two automations of one title are warned of, and written", async () => {
  const project = new Project({
    "recompose.ts": `import { app, automation, job, task } from "recompose-ci";
const lint = task({ name: "lint", run() {} });
const jobs = () => void job(lint);
export default app({ commands: [lint], automations: [automation({ name: "ci", jobs }), automation({ name: "nightly", title: "CI", jobs })] });`,
  });
  const { stderr, exitCode } = await project.recompose(["generate-gha"]);
  expect(stderr).toMatch(
    /^warning: the automations "ci" and "nightly" have the title "CI": .* Give one another `title`\. \[shared-title\]$/,
  );
  expect(project.read(".github/workflows/nightly.yml")).toContain("\nname: CI\n");
  expect(exitCode).toBe(0);
});

describe("GitHub runs every file, so generate-gha warns of one that", () => {
  test.each([
    ["has the same name but for its ending", "ci.yaml", "on: push\n"],
    ["calls its workflow the same", "tests.yml", "name: 'ci' # of old\non: push\n"],
    ["calls it so but for upper case", "tests.yml", 'name: "CI"\non: push\n'],
  ])("%s", async (_what, file, text) => {
    const project = new Project({ "recompose.ts": app(""), [`.github/workflows/${file}`]: text });
    const { stderr, exitCode } = await project.recompose(["generate-gha"]);
    expect(stderr).toBe(
      `warning: ${file}, which was not generated, goes by the same name as ci.yml: GitHub runs both. Remove ${file} once ci.yml does its work. [runs-beside]`,
    );
    expect(exitCode).toBe(0);
  });

  test("does neither, and there is no warning", async () => {
    const files = { ".github/workflows/tests.yml": "name: tests\non: push\n" };
    const project = new Project({ "recompose.ts": app(""), ...files });
    expect((await project.recompose(["generate-gha"])).stderr).toBe("");
  });
});

describe("--replace", () => {
  const written = "on: push\njobs: { lint: { runs-on: x, steps: [{ run: make lint }] } }\n";
  const file = ".github/workflows/ci.yml";

  test("takes over a workflow that somebody wrote, and no other", async () => {
    const project = new Project({
      "recompose.ts": app(""),
      [file]: written,
      ".github/workflows/own.yml": written,
    });
    const refused = await project.recompose(["generate-gha"]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain("ci.yml was not generated");
    expect(refused.stderr).toContain("./run generate-gha --replace ci.yml");
    expect(project.read(file)).toBe(written);
    const { stdout, stderr, exitCode } = await project.recompose([
      "generate-gha",
      "--replace",
      "ci.yml",
    ]);
    expect([stdout, stderr, exitCode]).toEqual([`✓ ${file} updated`, "", 0]);
    expect(project.read(file)).toContain("run: ./run lint");
    expect(project.read(".github/workflows/own.yml")).toBe(written);
  });

  test("takes all that automations have a file for, and leaves the others", async () => {
    const project = new Project({
      "recompose.ts": app(""),
      [file]: written,
      ".github/workflows/own.yml": written,
    });
    const { exitCode } = await project.recompose(["generate-gha", "--replace=all"]);
    expect(exitCode).toBe(0);
    expect(project.read(file)).toContain("run: ./run lint");
    expect(project.read(".github/workflows/own.yml")).toBe(written);
  });

  test("takes a path, and with --check shows what would change", async () => {
    const project = new Project({ "recompose.ts": app(""), [file]: written });
    const { stdout, exitCode } = await project.recompose([
      "generate-gha",
      "--check",
      `--replace=${file}`,
    ]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain("-jobs: { lint:");
    expect(project.read(file)).toBe(written);
  });

  test.each([
    ["cj.yml", 'there is no such file in %/.github/workflows. Did you mean "ci.yml"?'],
    ["other/ci.yml", "there is no such file in %/.github/workflows."],
    ["own.yml", 'no automation is written to own.yml. They are written to "ci.yml".'],
  ])("refuses %s, and writes nothing", async (name, message) => {
    const project = new Project({
      "recompose.ts": app(""),
      [file]: written,
      ".github/workflows/own.yml": written,
    });
    const { stderr, exitCode } = await project.recompose(["generate-gha", "--replace", name]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`--replace ${name}: ${message.replace("%", project.folder)}`);
    expect(project.read(file)).toBe(written);
  });
});
