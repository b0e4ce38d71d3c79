import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const head = { ".git/HEAD": "ref: refs/heads/main\n" };
const workflows = ".github/workflows";

const ci = `# The checks.
name: CI
on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      # All of them.
      - run: echo "testing \${{ github.event_name }}"
      - run: node lint.js
        name: Lint
`;

const ciModule = `// The checks.
export const ci = automation({
  name: "ci",
  title: "CI",
  on: [onPush()],
  permissions: "repository",
  concurrency: false,
  jobs() {
    job("test", {
      runsOn: "ubuntu-latest",
      steps: [
        checkout({ persistCredentials: true }),
        // All of them.
        shell('echo "testing $RUN_EVENT_NAME"', {
          env: { RUN_EVENT_NAME: github.eventName },
        }),
        shell("node lint.js", { name: "Lint" }),
      ],
    });
  },
});
`;

const nightly =
  "on: { schedule: [{ cron: '0 1 * * *' }] }\njobs: { a: { runs-on: x, steps: [{ run: a }] } }\n";

describe("import of workflows", () => {
  test("writes an app that means the same and runs at once, without what is GitHub's alone", async () => {
    const project = new Project({ ...head, [`${workflows}/ci.yml`]: ci, "lint.js": "" });
    const imported = await project.recompose(["import"]);
    expect([imported.stderr, imported.exitCode]).toEqual(["", 0]);
    expect(imported.stdout).toContain("✓ ci.yml: 1 job, the same when it is generated");
    expect(imported.stdout).toContain("./run generate-gha --replace ci.yml");
    expect(project.read("recompose.ts")).toBe(
      `import { app, automation, checkout, github, job, onPush, shell } from "recompose-ci";\n\n${ciModule}
export default app({
  actionPins: { "actions/checkout": "v4" },
  commands: [],
  automations: [ci],
});
`.replace(
        /^import \{ (.*) \}/,
        (_, names: string) =>
          `import {\n${names
            .split(", ")
            .map((name) => `  ${name},\n`)
            .join("")}}`,
      ),
    );
    for (const file of ["run", "package.json", "tsconfig.json", ".gitignore"]) {
      expect(existsSync(join(project.folder, file))).toBe(true);
    }
    const { stdout, exitCode } = await project.recompose(["ci"]);
    expect(stdout).toContain("│ testing push");
    expect(stdout).toContain("✓ test › Lint");
    expect(exitCode).toBe(0);
  });

  test.each([
    ["uv.lock", "", '"uv", "run", "--locked", "tox", "-e", "lint"'],
    ["setup.py", "", '"tox", "-e", "lint"'],
  ])("environments of tox run as the project has tox: beside %s", async (file, text, words) => {
    const project = new Project({
      ...head,
      [file]: text,
      "pyproject.toml": `[project]
name = "x"
[dependency-groups]
dev = ["tox"]
[tool.tox]
env_list = ["lint"]
`,
    });
    await project.recompose(["import", "pyproject.toml"]);
    const modules = project.read("ci/recompose.ts");
    expect(modules.replaceAll(/\s+/g, " ").replaceAll("( ", "(")).toContain(`run(${words}`);
    expect(modules).toContain('name: "lint"');
  });

  test("several get a module each, and only those that are named are imported", async () => {
    const files = { [`${workflows}/ci.yml`]: ci, [`${workflows}/nightly.yaml`]: nightly };
    const project = new Project({ ...head, ...files });
    await project.recompose(["import"]);
    expect(project.read("recompose.ts")).toContain(
      'import { nightly } from "./automations/nightly.ts";\n',
    );
    expect(project.read("automations/ci.ts")).toContain(ciModule);
    const { stdout } = await new Project({ ...head, ...files }).recompose([
      "import",
      "nightly.yaml",
    ]);
    expect(stdout).not.toContain("ci.yml");
  });

  test("beside an app writes modules, and says what to add to it", async () => {
    const project = new Project({
      ...head,
      "recompose.ts": `import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "ci", run() {} })] });`,
      [`${workflows}/ci.yml`]: ci,
    });
    const { stdout, exitCode } = await project.recompose(["import"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      `Add to recompose.ts:
  import { ci2 } from "./automations/ci-2.ts";
  automations: [ci2, …]`
        .replaceAll("ci2", "ciWorkflow")
        .replace("ci-2", "ci-workflow"),
    );
    expect(project.read("automations/ci-workflow.ts")).toContain('file: "ci.yml",');
    const again = await project.recompose(["import"]);
    expect(again.exitCode).toBe(2);
    expect(again.stderr).toContain(
      "automations/ci-workflow.ts exists, and import overwrites nothing",
    );
  });

  test("says by file and line what cannot be brought along, and marks its place", async () => {
    const project = new Project({
      ...head,
      [`${workflows}/ci.yml`]: `on: push
jobs:
  a:
    runs-on: x
    steps:
      - run: make
  b:
    runs-on: x
    shiny: true
    needs: c
    steps: [{ run: b }]
  c: { runs-on: x, steps: [{ run: c }], timeout-minutes: -1 }
`,
    });
    const { stdout, exitCode } = await project.recompose(["import"]);
    // A job has a stand-in that fails.
    expect(exitCode).toBe(1);
    expect(stdout).toContain("not before what was left out is mended");
    expect(stdout).toContain("! ci.yml: 3 jobs, and 2 differences when it is generated:");
    expect(stdout).toContain(
      'ci.yml:9  jobs.b.shiny: left out: there is no option for the key "shiny"',
    );
    expect(stdout).toContain("ci.yml:12  jobs.c: left out: ");
    const text = project.read("recompose.ts");
    expect(text).toContain("// Left out by the import: `shiny`: there is no option");
    expect(text).toMatch(/\/\/ Left out by the import: `c`: .*\n +(?:const c = )?job\("c", /);
    const generated = await project.recompose(["generate-gha", "--replace=all"]);
    expect(generated.stderr).toContain(
      'the step 1 of the job "c" fails: it stands in for one that',
    );
    expect(generated.stderr).toContain("[not-imported]");
  });

  test("--tasks makes commands that stand alone tasks", async () => {
    const project = new Project({ ...head, [`${workflows}/ci.yml`]: ci, "lint.js": "" });
    const { stdout, exitCode } = await project.recompose(["import", "--tasks"]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "! ci.yml: 1 command became a task (lint); its step calls `./run lint`, so it needs the checkout.",
    );
    expect(stdout.indexOf("./run ci --dry-run")).toBeLessThan(stdout.indexOf("runs it here"));
    const text = project.read("recompose.ts");
    expect(text).toContain(`export const lint = task({
  name: "lint",
  description: "Lint",
  run: () => run("node", "lint.js"),
});`);
    expect(text).toContain('runs(lint, { name: "Lint" }),');
    expect(text).toContain("commands: [lint],");
    expect((await project.recompose(["lint"])).exitCode).toBe(0);
  });

  test.each([
    ["cj.yml", 'error: there is no file "cj.yml". Did you mean "ci.yml"?'],
    ["notes.txt", "error: notes.txt is nothing that can be imported: that is a workflow, or "],
    ["made.yml", "made.yml was generated from recompose.ts: there is nothing to import."],
    ["broken.yml", "error: broken.yml: "],
    ["action.yml", "error: action.yml: A workflow is a mapping with `on` and `jobs`."],
  ])("refuses %s, and writes nothing", async (file, message) => {
    const project = new Project({
      ...head,
      [`${workflows}/ci.yml`]: ci,
      [`${workflows}/made.yml`]: "# GENERATED FILE - DO NOT EDIT\n# Source: recompose.ts\n",
      "broken.yml": "on: push\njobs: {a: [}\n",
      "action.yml": "name: x\nruns: { using: composite, steps: [] }\n",
      "notes.txt": "x",
    });
    const { stderr, exitCode } = await project.recompose(["import", file]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(message);
    expect(existsSync(join(project.folder, "recompose.ts"))).toBe(false);
  });

  test("a file that cannot be read does not keep the others", async () => {
    const project = new Project({
      ...head,
      [`${workflows}/ci.yml`]: ci,
      [`${workflows}/broken.yml`]: "on: push\njobs: {a: [}\n",
      [`${workflows}/cycle.yml`]: "on: push\njobs: &a { b: *a }\n",
      [`${workflows}/alias.yml`]: "on: push\njobs: { a: *b }\n",
    });
    const { stdout, stderr, exitCode } = await project.recompose(["import"]);
    expect([stderr, exitCode]).toEqual(["", 1]);
    expect(stdout).toContain("✗ broken.yml cannot be imported");
    expect(stdout).toContain("cycle.yml:1  An alias stands within its own anchor.");
    expect(stdout).toContain("alias.yml:1  Unresolved alias");
    expect(project.read("recompose.ts")).toContain("automations: [ci]");
  });

  test("a workflow may use an alias many times", async () => {
    const jobs = Array.from({ length: 150 }, (_, at) => `  j${at}: { runs-on: x, steps: [*a] }\n`);
    const project = new Project({
      ...head,
      [`${workflows}/ci.yml`]: `on: push\njobs:\n  a: { runs-on: x, steps: [&a { run: a }] }\n${jobs.join("")}`,
    });
    const { stdout } = await project.recompose(["import", "--check"]);
    expect(stdout).toBe("✓ ci.yml: 151 jobs, the same when it is generated");
  });

  test.each([
    [{ "run/x": "" }, "run is no file. Rename it first. Nothing was written."],
    [{ ".gitignore/x": "" }, ".gitignore is no file."],
    [{ automations: "" }, "automations is a file, and a folder of this name is needed."],
  ])("writes nothing where %j is in the way", async (files, message) => {
    const project = new Project({
      ...head,
      [`${workflows}/ci.yml`]: ci,
      [`${workflows}/nightly.yml`]: nightly,
      ...files,
    });
    const { stderr, exitCode } = await project.recompose(["import"]);
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(existsSync(join(project.folder, "recompose.ts"))).toBe(false);
    expect(existsSync(join(project.folder, "package.json"))).toBe(false);
  });

  test("refuses a file that is not UTF-8, whose texts would come back as others", async () => {
    const project = new Project({ ...head });
    mkdirSync(join(project.folder, workflows), { recursive: true });
    const bytes = Buffer.from(ci.replace("All of them.", "\xff"), "latin1");
    writeFileSync(join(project.folder, workflows, "ci.yml"), bytes);
    const { stderr, exitCode } = await project.recompose(["import", "ci.yml"]);
    expect([exitCode, stderr]).toEqual([2, "error: .github/workflows/ci.yml is not UTF-8."]);
  });

  test("without a workflow names what else there is", async () => {
    const project = new Project({ ...head, Makefile: "all:\n" });
    const { stderr, exitCode } = await project.recompose(["import"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("there is no workflow in .github/workflows that somebody wrote");
    expect(stderr).toContain("recompose import Makefile");
  });
});

test("what publishes is not run here, and says so", async () => {
  const release = `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - run: echo packed
      - run: npm publish > published
`;
  const project = new Project({ ...head, [`${workflows}/release.yml`]: release });
  const imported = await project.recompose(["import", "--tasks"]);
  expect(imported.stdout).toContain(
    'release.yml:7  jobs.release.steps.1: `npm publish` is not for this machine: `local: "skip"` keeps a local run from it',
  );
  expect(project.read("recompose.ts")).toContain(
    'shell("npm publish > published", { local: "skip" })',
  );
  const ran = await project.recompose(["release"]);
  expect(ran.stdout).toContain("npm publish > published left out on this machine");
  expect([ran.exitCode, existsSync(join(project.folder, "published"))]).toEqual([0, false]);
  await project.recompose(["generate-gha", "--replace", "release.yml"]);
  expect(project.read(`${workflows}/release.yml`)).toContain("run: npm publish > published");
});

describe("import --check", () => {
  test("without an app says what would come back, and writes nothing", async () => {
    const project = new Project({ ...head, [`${workflows}/ci.yml`]: ci });
    const { stdout, exitCode } = await project.recompose(["import", "--check"]);
    expect(stdout).toBe(`✓ ci.yml: 1 job, the same when it is generated
    ci.yml:10  jobs.test.steps.1: github.event_name is $RUN_EVENT_NAME in the command now, so that its value is never read as code`);
    expect(exitCode).toBe(0);
    expect(existsSync(join(project.folder, "recompose.ts"))).toBe(false);
  });

  test("with an app compares what it generates with what somebody wrote, by meaning", async () => {
    const project = new Project({ ...head, [`${workflows}/ci.yml`]: ci });
    await project.recompose(["import"]);
    const same = await project.recompose(["import", "--check"]);
    expect([same.stdout, same.exitCode]).toEqual(["✓ ci.yml and the automation mean the same", 0]);
    project.write({
      [`${workflows}/ci.yml`]: ci
        .replace("ubuntu-latest", "macos-latest")
        .replace("on: push", "on: [push]"),
    });
    const { stdout, exitCode } = await project.recompose(["import", "--check"]);
    expect(stdout).toBe(`✗ ci.yml: 1 difference:
    ci.yml:6  jobs.test.runs-on: macos-latest becomes ubuntu-latest`);
    expect(exitCode).toBe(1);
  });

  test("asks for the original once the file is generated", async () => {
    const project = new Project({ ...head, [`${workflows}/checks.yaml`]: ci });
    await project.recompose(["import"]);
    await project.recompose(["generate-gha", "--replace", "checks.yaml"]);
    const without = await project.recompose(["import", "--check"]);
    expect(without.exitCode).toBe(2);
    expect(without.stderr).toContain(
      "git show HEAD:.github/workflows/checks.yaml >/tmp/checks.yaml",
    );
    project.write({ "old/checks.yaml": ci });
    const { stdout } = await project.recompose(["import", "--check", "old/checks.yaml"]);
    expect(stdout).toBe("✓ checks.yaml and the automation mean the same");
  });
});

test("targets of several files become tasks with names of their own", async () => {
  const project = new Project({
    ...head,
    "package.json": JSON.stringify({
      name: "x",
      type: "module",
      scripts: { lint: "true", "test:unit": "true" },
    }),
    Makefile: ".PHONY: lint\nlint: ## Check it\n\t@echo linted\n",
  });
  const { stdout, exitCode } = await project.recompose(["import", "package.json", "Makefile"]);
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining("tasks/make.ts")]);
  expect(project.read("recompose.ts")).not.toContain("actionPins");
  expect(project.read("tasks/make.ts")).toContain('run: () => run("make", "lint")');
  expect(project.read("tasks/scripts.ts")).toContain('run: () => run("npm", "run", "test:unit")');
  const again = await project.recompose(["import", "package.json"]);
  expect(again.exitCode).toBe(1);
  expect(again.stdout).toContain("package.json: the app has tasks of all these names already");
  const ran = await project.recompose(["make_lint"]);
  expect([ran.stderr, ran.stdout]).toEqual(["", expect.stringContaining("linted")]);
});
