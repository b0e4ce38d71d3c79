/** `--pause` and `--break` as a person at a terminal uses them. */
import { existsSync, readFileSync, symlinkSync, mkdirSync } from "node:fs";
import path from "node:path";
import { execaSync } from "execa";
import { describe, expect, test } from "vitest";
import { Project, runScript } from "../../support/project.ts";
import { signalling } from "../../support/terminal/signalling.ts";
import { hasTerminals, keys, onTerminal, type Typing } from "../../support/terminal/terminal.ts";

const app = `
import { always, app, automation, job, out, secret, shell, task } from "recompose-ci";
const docs = task({ name: "docs", run() { out("reading pages"); throw new Error("a page has no title"); } });
const ci = automation({ name: "ci", jobs() {
  job("test", { steps: [
    shell("echo API_URL=http://here >> $GITHUB_ENV; echo $PWD/added >> $GITHUB_PATH", { name: "set up" }),
    shell("sh ./unit.sh", { name: "unit tests", env: { OWN: "of the step", TOKEN: secret("TOKEN") }, workingDirectory: "sub" }),
    shell("echo cleaned > cleaned", { name: "clean up", if: always() }),
  ] });
  job(docs);
} });
export default app({ entryPoint: "./run", commands: [docs], automations: [ci] });
`;

function newProject(): Project {
  return new Project({
    "recompose.ts": app,
    run: runScript(),
    "sub/unit.sh": 'echo "testing with $TOKEN"; test -e fixed',
    ".gitignore": ".recompose\nnode_modules\n",
  });
}

/** Jobs start several processes in turn, and the machine may be busy. */
const onScreen = (command: string, { folder }: Project, typings: readonly Typing[]) =>
  onTerminal(`TOKEN=hunter2secret ${command}`, folder, typings, 60_000);

const asked = "q cancel";

function jobOf(project: Project, name: string): Readonly<Record<string, unknown>> | undefined {
  const file = path.join(project.folder, ".recompose/runs/latest/run.json");
  const { jobs } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly jobs: readonly Readonly<Record<string, unknown>>[];
  };
  return jobs.find((job) => job["name"] === name);
}

describe.skipIf(!hasTerminals)("on a terminal (needs util-linux's script)", () => {
  test("jobs that fail at once are asked about in turn, and r runs a step again with what was edited", async () => {
    const project = newProject();
    const { screen, exitCode } = await onScreen("./run ci --pause --jobs=1", project, [
      // The job that waits gives its place to the other, which then waits, too.
      { see: "1 more waits", type: "c" },
      {
        see: "docs failed",
        type: () => {
          project.write({ "recompose.ts": app.replace(/throw [^;]+;/, "") });
          return "r";
        },
      },
    ]);
    const lines = screen.split(/\r?\n/);
    const first = lines.findIndex((line) => line.startsWith("✗ test › unit tests failed"));
    expect(lines.slice(first, first + 6).map((line) => line.replace(/[./][^ ]*\//, "…/"))).toEqual([
      "✗ test › unit tests failed: the command ended with exit code 1",
      "  $ sh …/unit.sh",
      "  │ testing with ***",
      "  ╰ …/test.log",
      "  folder …/sub",
      "  env    API_URL, OWN, PATH, TOKEN",
    ]);
    expect(screen).toContain("go on as failed");
    expect(screen).not.toContain("hunter2");
    expect(exitCode).toBe(1);
    expect(jobOf(project, "test")).toMatchObject({ result: "failure" });
    expect(jobOf(project, "docs")).toMatchObject({ result: "success" });
    expect(existsSync(path.join(project.folder, "cleaned"))).toBe(true);
  });

  test("with --isolate an edit of the project comes into the checkout of the job", async () => {
    const project = newProject();
    for (const args of [
      "init -q",
      "add -A",
      "-c user.name=a -c user.email=a@b.c commit -qm first",
    ]) {
      execaSync("git", args.split(" "), { cwd: project.folder });
    }
    const { exitCode } = await onScreen("./run ci --pause --only=test --isolate", project, [
      {
        see: asked,
        type: () => {
          project.write({ "sub/fixed": "" });
          return "r";
        },
      },
    ]);
    expect(exitCode).toBe(0);
  });

  test("s opens a shell with the step's environment, in its folder, and hides secrets", async () => {
    const project = newProject();
    project.write({ "sub/unit.sh": "env > ../seen-by-step; test -e fixed" });
    const ask =
      'echo "$API_URL|$OWN|$CI|${PATH%%:*}|$PWD"; env > ../seen; echo is $TOKEN; touch fixed';
    const { screen, raw, exitCode } = await onScreen("./run ci --pause --only=test", project, [
      { see: asked, type: "s" },
      { see: "stopped sub", type: `${ask}${keys.enter}` },
      { see: "is ***", type: `printf '\\033]0;half a title'; exit${keys.enter}` },
      { see: asked, type: "r" },
    ]);
    const [, afterShell = ""] = raw.split("\u001B]0;half a title");
    // What ends it comes before the question.
    expect(afterShell.split("✗", 1)[0]).toContain("\u001B\\");
    const { folder } = project;
    expect(screen).toContain(`http://here|of the step|true|${folder}/added|${folder}/sub`);
    expect(raw).not.toContain("hunter2");
    expect(exitCode).toBe(0);
    // It has files of its own for what it would tell the runner, and `_` is the program.
    const own = /^(?:GITHUB_(?:ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)|_)=/;
    const [ofStep, ofShell] = ["seen-by-step", "seen"].map((name) =>
      project
        .read(name)
        .split("\n")
        .filter((line) => !own.test(line))
        .sort(),
    );
    expect(ofStep).toContain("TOKEN=hunter2secret");
    expect(ofShell).toEqual(ofStep);
  });

  test("what is said before a shell ends in whole line endings, and its prompt begins a line", async () => {
    const { raw } = await onScreen("./run ci --pause --only=test", newProject(), [
      { see: asked, type: "s" },
      { see: "stopped sub", type: `exit${keys.enter}` },
      { see: asked, type: "c" },
    ]);
    const from = raw.indexOf("→ shell");
    const said = raw.slice(from, raw.indexOf("stopped sub"));
    expect(from).toBeGreaterThan(0);
    expect(said).toContain("exit or Ctrl-D");
    expect(said).not.toMatch(/[^\r]\n/);
  });

  test("without script there is no shell, which is said, and the question stays", async () => {
    const project = newProject();
    mkdirSync(path.join(project.folder, "bin"));
    for (const name of ["sh", "bash", "cat", "stty", "env", "git", "test"]) {
      const program = execaSync("which", [name]).stdout;
      symlinkSync(program, path.join(project.folder, "bin", name));
    }
    const { screen, exitCode } = await onScreen(
      "PATH=$PWD/bin ./run ci --pause --only=test",
      project,
      [
        { see: asked, type: "s" },
        { see: "no shell: there is no program `script` here", type: "c" },
      ],
    );
    expect(screen).toContain("without its terminal secrets could not be hidden");
    expect(exitCode).toBe(1);
  });

  test("where the folder of the step is missing there is no shell either, and r may find one", async () => {
    const project = newProject();
    project.write({ "recompose.ts": app.replace('"sub"', '"later"') });
    const { exitCode } = await onScreen("./run ci --pause --only=test", project, [
      { see: "later does not exist", type: "s" },
      {
        see: "no shell: there is no folder",
        type: () => {
          project.write({ "later/unit.sh": "exit 0" });
          return "r";
        },
      },
    ]);
    expect(exitCode).toBe(0);
  });

  test("i goes on as if the step had succeeded, and the end of the run says so", async () => {
    const project = newProject();
    const { screen, exitCode } = await onScreen("./run ci --pause --only=test", project, [
      { see: asked, type: "i" },
    ]);
    expect(exitCode).toBe(0);
    expect(screen).toContain("! 1 step counts as a success because you said so: test");
    const text = "unit tests failed, and counts as a success: the command ended with exit code 1";
    expect(jobOf(project, "test")).toMatchObject({ result: "success", ignored: [text] });
  });

  test.each([
    ["q", "q"],
    ["Ctrl-C", keys.interrupt],
  ])(
    "%s cancels the run: what waits is asked no more, and what always runs does",
    async (_name, key) => {
      const project = newProject();
      const { screen, exitCode } = await onScreen("./run ci --pause --jobs=1", project, [
        { see: "1 more waits", type: key },
      ]);
      expect(exitCode).toBe(130);
      expect(screen).not.toContain("docs failed");
      expect(jobOf(project, "test")).toMatchObject({ result: "cancelled" });
      expect(jobOf(project, "docs")).toMatchObject({ result: "cancelled" });
      expect(existsSync(path.join(project.folder, "cleaned"))).toBe(true);
    },
  );

  test("--break stops before a step, which r runs and i leaves out", async () => {
    const project = newProject();
    const breaks = "--break=docs --break 'test.unit tests' --break=test.3";
    const command = `./run ci --jobs=1 --notify ${breaks}`;
    const { screen, raw, exitCode } = await onScreen(command, project, [
      { see: "1 more waits", type: "i" },
      { see: "docs has not run yet", type: "r" },
      { see: "test › clean up has not run yet", type: "i" },
    ]);
    expect(screen).not.toContain("testing with");
    expect(screen).toContain("! 2 steps count as a success because you said so: test");
    expect(existsSync(path.join(project.folder, "cleaned"))).toBe(false);
    // Nobody asked to stop where it fails.
    expect(exitCode).toBe(1);
    // With --notify it rings at each stop.
    expect(raw.split("\u0007").length).toBeGreaterThan(3);
  });

  test("a --break that is never reached is told in the end", async () => {
    const project = newProject();
    project.write({
      "recompose.ts": app.replace("if: always()", 'if: "failure() && cancelled()"'),
    });
    const command = "./run ci --only=test --break='test.clean up'";
    const { screen } = await onScreen(command, project, []);
    expect(screen).toContain("! --break=test.clean up stopped nothing: that did not run");
  });

  test("with --verbose the lines of other jobs wait until nothing is asked", async () => {
    const project = newProject();
    const { screen } = await onScreen("./run ci --pause --verbose --jobs=1", project, [
      { see: "1 more waits", type: "c" },
      { see: asked, type: "c" },
    ]);
    const answered = screen.lastIndexOf("→ go on as failed");
    expect(screen.indexOf("docs │ reading pages")).toBeGreaterThan(answered);
  });

  test("of a called workflow the job that waits does not run meanwhile, nor the one that calls it", async () => {
    const project = newProject();
    const calling = `const checks = automation({ name: "checks", on: onWorkflowCall(), jobs() {
      job("lint", { steps: [shell("exit 1", { name: "find nothing" })] });
    } });
    const all = automation({ name: "all", jobs() { call(checks); } });`;
    project.write({
      "recompose.ts": app
        .replace("always,", "always, call, onWorkflowCall,")
        .replace("export default", `${calling} export default`)
        .replace("automations: [", "automations: [checks, all, "),
    });
    const { screen, exitCode } = await onScreen("./run all --pause", project, [
      { see: asked, type: "c" },
    ]);
    expect(screen).toContain("✗ checks / lint failed");
    expect(screen).not.toContain("meanwhile");
    expect(exitCode).toBe(1);
  });

  test("what was typed before a question is no answer to it", async () => {
    const project = newProject();
    project.write({
      "sub/unit.sh": "echo ready; until test -e typed; do sleep 0.05; done; exit 1",
    });
    const { screen, exitCode } = await onScreen("./run ci --pause --only=test --verbose", project, [
      { see: "ready", type: "q" },
      // The terminal shows what is typed, and keeps it for who reads it next.
      { see: "q", type: () => project.write({ "sub/typed": "" }) },
      { see: asked, type: "c" },
    ]);
    expect(screen).toContain("→ go on as failed");
    expect(screen).not.toContain("cancelled");
    expect(exitCode).toBe(1);
  });

  test("what is pasted, or an arrow key, is no answer, but Ctrl-C is one anywhere", async () => {
    const project = newProject();
    const { screen, exitCode } = await onScreen("./run ci --pause --only=test", project, [
      { see: asked, type: `ic${keys.right}${keys.interrupt}` },
    ]);
    expect(screen.match(/→ .*/)?.[0].trim()).toBe("→ cancel");
    expect(exitCode).toBe(130);
  });

  test("Ctrl-Z stops the run while it asks, and fg asks again", signalling, async () => {
    const project = newProject();
    const { screen, exitCode } = await onScreen("PS1='shell> ' bash --norc -i", project, [
      { see: "shell> ", type: `./run ci --pause --only=test${keys.enter}` },
      { see: asked, type: keys.stop },
      { see: "Stopped", type: `fg${keys.enter}` },
      { see: asked, type: "c" },
      { see: "shell> ", type: `exit $?${keys.enter}` },
    ]);
    expect(screen).toMatch(/fg\s+\.\/run .*\s+✗ test › unit tests failed/);
    expect(exitCode).toBe(1);
  });
});

test.each([
  [["--pause"], "error: --pause asks a person, and the standard input is no terminal."],
  [["--break=test"], "error: --break asks a person, and the standard input is no terminal."],
  [["--pause", "--json"], "error: --pause goes without --json: a program reads the events"],
  [["--pause", "--dry-run"], "error: --pause goes without --dry-run: a plan runs nothing."],
  [["--break=test", "--watch"], "error: --break goes without --watch: the next change"],
  [["--pause", "--remote"], "error: --pause goes without --remote: the run is on GitHub"],
  [["--pause", "--status"], "error: --pause goes without --status: it runs nothing."],
])("%j is refused where nobody could answer", async (args, message) => {
  const { stderr, exitCode } = await newProject().recompose(["ci", ...args]);
  expect(stderr).toContain(message);
  expect(exitCode).toBe(2);
});
