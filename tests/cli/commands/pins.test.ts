import { describe, expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const sha = (digit: string): string => digit.repeat(40);

const commit = /^[\da-f]{40}$/;

const app = `
import { app, automation, job, setupNode, task, uses } from "recompose-ci";

const lint = task({ name: "lint", run() {} });
const setup = [setupNode("22"), uses("own/act@v1"), uses("own/fixed@${sha("9")}")];

export default app({
  commands: [lint],
  automations: [automation({ name: "ci", jobs: () => void job(lint, { setup }) })],
});
`;

/** A \`gh\` that knows these answers, by path. */
function gh(answers: Readonly<Record<string, string>>): string {
  const cases = Object.entries(answers).map(([path, answer]) => `"${path}") echo "${answer}" ;;`);
  return `#!/bin/sh\ncase "$2" in\n${cases.join("\n")}\n*) echo "HTTP 404: Not Found" >&2; exit 1 ;;\nesac\n`;
}

const releases = {
  "repos/actions/checkout/releases/latest": "v9.0.0",
  "repos/actions/checkout/commits/v9.0.0": sha("1"),
  "repos/actions/setup-node/releases/latest": "v6.0.0",
  "repos/actions/setup-node/commits/v7.0.0": "820762786026740c76f36085b0efc47a31fe5020",
  "repos/own/act/releases/latest": "v2.0.0",
  "repos/own/act/git/matching-refs/tags/v1.": "refs/tags/v1.4.2",
  "repos/own/act/commits/v1.4.2": sha("2"),
};

function usesOf(project: Project, file = ".github/workflows/ci.yml"): readonly string[] {
  return [...project.read(file).matchAll(/uses: (.*)/g)].map(([, text = ""]) => text);
}

test("pins lists each action with its release, its commit and the files that have it", async () => {
  const { stdout } = await new Project({ "recompose.ts": app }).recompose(["pins"]);
  const lines = stdout.split("\n").map((line) => line.split(/ {2,}/));
  expect(lines).toEqual([
    ["actions/checkout", expect.stringMatching(/^v\d/), expect.stringMatching(commit), "ci.yml"],
    ["actions/setup-node", expect.stringMatching(/^v\d/), expect.stringMatching(commit), "ci.yml"],
    ["own/act", "v1", "no commit", "ci.yml"],
    ["own/fixed", sha("9"), sha("9"), "ci.yml"],
  ]);
});

describe("pins --update", () => {
  test("says what the files have now, and what stays", async () => {
    const project = new Project({ "recompose.ts": app, "bin/gh": gh(releases) });
    const env = { PATH: `${project.folder}/bin:${process.env["PATH"]}` };
    const generated = await project.recompose(["generate-gha"]);
    expect(generated.stderr).toContain(
      'warning: automation "ci": own/act@v1 is not a commit: whoever owns "v1" can move it. Type ./run pins --update, which writes its commit.',
    );
    const { stdout, exitCode } = await project.recompose(["pins", "--update"], { env });
    expect(stdout.split("\n")).toEqual([
      "✓ actions/checkout v7.0.1 → v9.0.0",
      "✓ own/act v1 → v1.4.2",
      "• own/fixed stays: the code names a commit without its release",
      "1 workflow written",
    ]);
    expect(exitCode).toBe(0);
    expect(usesOf(project)).toEqual([
      `actions/checkout@${sha("1")} # v9.0.0`,
      "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
      `own/act@${sha("2")} # v1.4.2`,
      `own/fixed@${sha("9")}`,
    ]);
    const check = await project.recompose(["generate-gha", "--check"]);
    expect([check.stdout, check.stderr, check.exitCode]).toEqual([
      "✓ 1 workflow up to date",
      "",
      0,
    ]);
    const again = await project.recompose(["pins", "--update"], { env });
    expect(again.stdout).toContain("all pins are the newest");
  });

  test("without gh changes nothing", async () => {
    const project = new Project({ "recompose.ts": app });
    await project.recompose(["generate-gha"]);
    const before = project.read(".github/workflows/ci.yml");
    const { stderr, exitCode } = await project.recompose(["pins", "--update"], {
      env: { PATH: "/nothing" },
    });
    expect(stderr).toContain("there is no `gh` on the PATH.");
    expect(exitCode).toBe(2);
    expect(project.read(".github/workflows/ci.yml")).toBe(before);
  });
});

describe("a bump in the committed file", () => {
  const bump = (project: Project): void => {
    const before = project.read(".github/workflows/ci.yml");
    const after = before.replace(/setup-node@.*/, `setup-node@${sha("3")} # v8.2.0`);
    project.write({ ".github/workflows/ci.yml": after });
  };
  const bumped = `actions/setup-node@${sha("3")} # v8.2.0`;

  test("survives another folder, another name and a second automation", async () => {
    const project = new Project({ "recompose.ts": app });
    await project.recompose(["generate-gha"]);
    bump(project);
    await project.recompose(["generate-gha", "--output-dir", "out"]);
    expect(usesOf(project, "out/ci.yml")).toContain(bumped);
    project.write({ "recompose.ts": app.replace('name: "ci"', 'name: "checks"') });
    const { stdout } = await project.recompose(["generate-gha"]);
    expect(stdout).toContain("ci.yml removed");
    expect(usesOf(project, ".github/workflows/checks.yml")).toContain(bumped);
  });

  test("is no reason to write a file whose lines end as on Windows", async () => {
    const project = new Project({ "recompose.ts": app });
    await project.recompose(["generate-gha"]);
    const text = project.read(".github/workflows/ci.yml").replaceAll("\n", "\r\n");
    project.write({ ".github/workflows/ci.yml": text });
    const { stdout, exitCode } = await project.recompose(["generate-gha", "--check"]);
    expect([stdout, exitCode]).toEqual(["✓ 1 workflow up to date", 0]);
    bump(project);
    await project.recompose(["generate-gha"]);
    expect(usesOf(project).join("\n")).toContain(bumped);
  });
});

test("--output-dir needs a folder", async () => {
  const project = new Project({ "recompose.ts": app });
  const { stderr, exitCode } = await project.recompose(["generate-gha", "--output-dir", ""]);
  expect([stderr.split("\n")[0], exitCode]).toEqual([
    "error: --output-dir needs the name of a folder.",
    2,
  ]);
});

test("pins lists and updates actions of steps and workflows of other repositories that a job calls", async () => {
  const called = "own/act/.github/workflows/scan.yml";
  const stepsApp = `
import { app, automation, call, job, uses } from "recompose-ci";
export default app({ commands: [], automations: [automation({ name: "ci", jobs() {
  job("one", { steps: [uses("own/act@v1")] });
  call("${called}@v1", { id: "scan" });
} })] });`;
  const project = new Project({ "recompose.ts": stepsApp, "bin/gh": gh(releases) });
  const env = { PATH: `${project.folder}/bin:${process.env["PATH"]}` };
  await project.recompose(["generate-gha"]);
  expect(usesOf(project)).toEqual(["own/act@v1", `${called}@v1`]);
  const list = await project.recompose(["pins"]);
  expect(list.stdout.split("\n").map((line) => line.split(/ {2,}/)[0])).toEqual([
    "own/act",
    called,
  ]);
  const { stdout } = await project.recompose(["pins", "--update"], { env });
  expect(stdout).toBe(`✓ own/act v1 → v1.4.2\n✓ ${called} v1 → v1.4.2\n1 workflow written`);
  const pinned = [`own/act@${sha("2")} # v1.4.2`, `${called}@${sha("2")} # v1.4.2`];
  expect(usesOf(project)).toEqual(pinned);
  await project.recompose(["generate-gha"]);
  expect(usesOf(project)).toEqual(pinned);
});
