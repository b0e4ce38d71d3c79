import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { Project } from "../../support/project.ts";
import { hasTerminals, keys, onTerminal, type Typing } from "../../support/terminal/terminal.ts";

const crate = {
  "Cargo.toml": '[package]\nname = "tool"\nversion = "0.1.0"\nedition = "2021"\n',
  "bin/npm": `#!/bin/sh\necho "npm $* in $PWD" >>installs\n`,
};

async function onInit(project: Project, typings: readonly Typing[], args = "") {
  const cli = `PATH=$PWD/bin:$PATH "${process.execPath}" "${inject("recomposeCli")}" init ${args}`;
  return onTerminal(cli, project.folder, typings);
}

describe.skipIf(!hasTerminals)("init on a terminal (needs util-linux's script)", () => {
  test("asks which checks and where, shows what it will write, and installs if it may", async () => {
    const project = new Project(crate);
    const { screen, exitCode } = await onInit(project, [
      { see: "Which checks should ci run?", type: keys.space },
      { see: "◻", type: keys.enter },
      { see: "Where should", type: keys.enter },
      { see: "Write these files?", type: keys.enter },
    ]);
    expect(exitCode).toBe(0);
    expect(screen).toMatch(/\+ ci\/recompose\.ts[^]*Write these files\?/);
    const app = project.read("ci/recompose.ts");
    expect(app).toContain("commands: [formatCheck, test, build],");
    expect(project.read("ci/installs")).toBe(`npm install in ${project.folder}/ci\n`);
    expect(screen).toContain("Installed.");
    expect(screen).toMatch(/Next, type:\s+ci\/run ci /);
  });

  test("writes beside the project's own files, and without an install, if that is chosen", async () => {
    const project = new Project(crate);
    await onInit(project, [
      { see: "Which checks", type: keys.enter },
      { see: "Where should", type: keys.down },
      { see: "● here", type: keys.enter },
      { see: "Write these files?", type: keys.down },
      { see: "● Yes", type: keys.enter },
    ]);
    expect(project.read("recompose.ts")).toContain('entryPoint: "./run"');
    expect(existsSync(path.join(project.folder, "ci"))).toBe(false);
    expect(existsSync(path.join(project.folder, "installs"))).toBe(false);
  });

  test.each([
    ["Esc at the first question", [{ see: "Which checks", type: keys.escape }]],
    [
      "Ctrl-C at the second",
      [
        { see: "Which checks", type: keys.enter },
        { see: "Where should", type: keys.interrupt },
      ],
    ],
    [
      "No at the last",
      [
        { see: "Which checks", type: keys.enter },
        { see: "Where should", type: keys.enter },
        { see: "Write these files?", type: keys.down },
        { see: "● Yes", type: keys.down },
        { see: "● No", type: keys.enter },
      ],
    ],
  ])("%s writes nothing and ends 130", async (_what, typings) => {
    const project = new Project(crate);
    const { screen, exitCode } = await onInit(project, typings);
    expect(screen).toContain("Nothing was written.");
    expect(exitCode).toBe(130);
    expect(existsSync(path.join(project.folder, "ci"))).toBe(false);
    expect(existsSync(path.join(project.folder, "recompose.ts"))).toBe(false);
  });

  test.each(["--yes", "-y"])("asks nothing with %s", async (flag) => {
    const project = new Project(crate);
    const { screen, exitCode } = await onInit(project, [], flag);
    expect(screen).not.toContain("?");
    expect(exitCode).toBe(0);
    expect(existsSync(path.join(project.folder, "ci/recompose.ts"))).toBe(true);
  });

  test("asks nothing where nothing is missing", async () => {
    const project = new Project(crate);
    await onInit(project, [], "--yes");
    const { screen, exitCode } = await onInit(project, []);
    expect(screen).toContain("Nothing is missing.");
    expect(exitCode).toBe(0);
  });
});

describe("an install that was asked for and fails", () => {
  test("is told with what the package manager said, and what to type", async () => {
    const project = new Project({
      ...crate,
      "bin/npm": '#!/bin/sh\necho "no network" >&2\nexit 1\n',
    });
    const env = { PATH: `${project.folder}/bin:${process.env["PATH"]}` };
    const { stdout, stderr, exitCode } = await project.recompose(["init", "--install"], { env });
    expect(stderr).toBe("no network\nerror: npm install --prefix ci failed.");
    expect(stdout).toMatch(/Next, type:\n {2}npm install --prefix ci && ci\/run ci /);
    expect(exitCode).toBe(1);
  });
});
