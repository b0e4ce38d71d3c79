import { expect, test } from "vitest";
import { Project, runScript } from "../support/project.ts";

const app = `
import { app, automation, err, group, job, numberInput, out, stringInput, task } from "recompose-ci";

const build = task({
  name: "build",
  description: "Build it",
  outputs: ["version"],
  run(_inputs, context) {
    out("building");
    context.setOutput("version", "1.2.3");
  },
});
const publish_it = task({
  name: "publish_it",
  inputs: { version: stringInput(), retries: numberInput({ default: 1 }) },
  run({ version, retries }) {
    out(\`version \${version}, \${retries} tries\`);
  },
});
const broken = task({ name: "broken", run: () => err("it is broken") });
const after_broken = task({ name: "after_broken", run() {} });
const secret = task({ name: "secret", description: "Not for everyone", run() {} });

export default app({
  commands: [group("Main", [build, publish_it]), broken, after_broken, group("Internal", [secret], { hidden: true })],
  automations: [
    automation({
      name: "release",
      description: "Build and publish",
      jobs() {
        const built = job(build);
        job(publish_it, { inputs: { version: built.get("version") } });
      },
    }),
    automation({
      name: "failing",
      jobs() {
        job(build);
        job(after_broken, { needs: [job(broken)] });
      },
    }),
  ],
});
`;

function newProject(): Project {
  return new Project({ "recompose.ts": app, run: runScript() });
}

test("help lists commands by group, then automations, then built-ins, without hidden groups", async () => {
  const { stdout, exitCode } = await newProject().recompose([]);
  const titles = stdout.split("\n").filter((line) => /^[A-Z][A-Za-z ]*$/.test(line));
  expect(titles).toEqual(["Main", "Tasks", "Automations", "Built in", "Options"]);
  expect(stdout).toContain("  build          Build it\n");
  expect(stdout).not.toContain("Not for everyone");
  expect(exitCode).toBe(0);
});

test("--show-hidden lists hidden groups too", async () => {
  const { stdout } = await newProject().recompose(["--show-hidden"]);
  expect(stdout).toContain("Not for everyone");
});

test("a misspelt command ends 2 with the nearest name and no stack", async () => {
  const outcome = await newProject().recompose(["biuld"]);
  expect(outcome).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: 'error: there is no command "biuld". Did you mean "build"?\n  → ./run --help',
  });
});

test.each([
  [["generate"], 'there is no command "generate". Did you mean "generate-gha"?'],
  [["list"], 'there is no command "list". Did you mean --help?'],
  [["--list"], "there is no option --list here. Did you mean --help?"],
  [["help", "biuld"], 'there is no command "biuld". Did you mean "build"?'],
  [["gha"], 'there is no command "gha". Did you mean "generate-gha"?'],
  [["version"], 'there is no command "version". Did you mean --version?'],
  [["-v"], "there is no option -v here. Did you mean --version?"],
])("%j, which other programs have, leads to the command that does it", async (args, message) => {
  expect(await newProject().recompose(args)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error: ${message}\n  → ./run --help`,
  });
});

test.each([
  [["run", "build", "--x=a b"], 'there is no command "run".', "./run build --x='a b'"],
  [["--jobs=2", "build"], "there is no option --jobs here.", "./run build --help"],
  [["build", "x"], 'unexpected argument "x": inputs are given by name.', "./run build --help"],
  [["build", "--color=maybe"], '--color is true or false, not "maybe".', "--color, or --no-color"],
])("%j, typed by mistake, leads to what was meant", async (args, message, hint) => {
  expect(await newProject().recompose(args)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error: ${message}\n  → ${hint}`,
  });
});

test("help is --help, of a command too, with an app and without one", async () => {
  const project = newProject();
  const outside = new Project({});
  for (const words of [[], ["build"], ["release"], ["pins"], ["init"]]) {
    const asked = await project.recompose([...words, "--help"]);
    expect(asked.exitCode).toBe(0);
    expect(await project.recompose(["help", ...words])).toEqual(asked);
  }
  expect(await outside.recompose(["help"])).toEqual(await outside.recompose(["--help"]));
  expect(await outside.recompose(["help", "init"])).toEqual(
    await outside.recompose(["init", "--help"]),
  );
});

test("a task that is named help is run", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, out, task } from "recompose-ci";
export default app({ commands: [task({ name: "help", run: () => out("helping") })] });
`,
  });
  expect((await project.recompose(["help"])).stdout).toContain("helping");
});

test("inspect names both spellings of a boolean", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, boolInput, task } from "recompose-ci";
const docs = boolInput({ default: true, description: "Leave out docs" });
export default app({ commands: [task({ name: "site", inputs: { skip_docs: docs }, run() {} })] });
`,
  });
  const { stdout } = await project.recompose(["inspect", "site"]);
  expect(stdout).toContain("--[no-]skip-docs (boolean; default true) Leave out docs\n");
  const { stdout: json } = await project.recompose(["inspect", "site", "--json"]);
  expect(JSON.parse(json)).toMatchObject({
    inputs: [{ flag: "--skip-docs", negatedFlag: "--no-skip-docs" }],
  });
});

test("a name is accepted with _ and with -", async () => {
  const { stdout, exitCode } = await newProject().recompose(["publish-it", "--version=2"]);
  expect(stdout).toContain("version 2, 1 tries");
  expect(exitCode).toBe(0);
});

test("a failed task ends 1 and shows its message", async () => {
  const { stdout, exitCode } = await newProject().recompose(["broken"]);
  expect(stdout).toContain("it is broken");
  expect(exitCode).toBe(1);
});

test("a command runs from a folder below the project", async () => {
  const project = newProject();
  project.write({ "deep/er/file.txt": "" });
  const { stdout, exitCode } = await project.recompose(["build"], { cwd: "deep/er" });
  expect(stdout).toContain("building");
  expect(exitCode).toBe(0);
});

test.each([
  [["publish_it"], "error: missing --version.\n  → --version=…\n  → ./run publish_it --help"],
  [
    ["publish_it", "--version=1", "--retires=2"],
    "error: there is no option --retires here. Did you mean --retries?\n  → ./run publish_it --help",
  ],
  [["publish_it", "--version"], "error: --version needs a value.\n  → --version=…"],
  [
    ["publish_it", "--version=1", "--version=2"],
    "error: --version was given twice. Give it once.\n  → ./run publish_it --help",
  ],
  [
    ["publish_it", "--version=1", "--retries=1e999"],
    'error: --retries is a number, not "1e999".\n  → --retries=3',
  ],
  [
    ["publish_it", "1"],
    'error: unexpected argument "1": inputs are given by name.\n  → ./run publish_it --help',
  ],
  [["build", "--", "x"], 'error: nothing here takes arguments after "--".\n  → ./run build --help'],
])("%j is bad usage: one clear error, exit code 2", async (args, stderr) => {
  expect(await newProject().recompose(args)).toEqual({ exitCode: 2, stdout: "", stderr });
});

test("an automation hands one job's output to the next and ends 0", async () => {
  const { stdout, exitCode } = await newProject().recompose(["release"]);
  expect(stdout).toContain("publish_it │ version 1.2.3, 1 tries");
  expect(stdout).toContain("release: 2 passed");
  expect(exitCode).toBe(0);
});

test("a failing job ends the automation with 1, and the job that needs it is skipped", async () => {
  const project = newProject();
  const { stdout, exitCode } = await project.recompose(["failing"]);
  expect(exitCode).toBe(1);
  const jobs = JSON.parse(project.read(".recompose/runs/latest/run.json")).jobs as {
    id: string;
    result: string;
  }[];
  expect(Object.fromEntries(jobs.map((job) => [job.id, job.result]))).toEqual({
    build: "success",
    broken: "failure",
    after_broken: "skipped",
  });
  expect(stdout).toContain("needs broken failed");
});

test("generate-gha writes the workflows, and --check says when they are out of date", async () => {
  const project = newProject();
  expect((await project.recompose(["generate-gha", "--check"])).exitCode).toBe(1);
  expect((await project.recompose(["generate-gha"])).exitCode).toBe(0);
  expect(project.read(".github/workflows/release.yml")).toContain(
    'run: ./run publish_it --version="$INPUT_VERSION"',
  );
  expect((await project.recompose(["generate-gha", "--check"])).exitCode).toBe(0);
});

test("generate-gha removes the file of the last automation, and --check says so before", async () => {
  const project = newProject();
  await project.recompose(["generate-gha"]);
  project.write({ "recompose.ts": app.replace(/automations: \[[^]*\],\n\}\);/, "});") });
  const check = await project.recompose(["generate-gha", "--check"]);
  expect(check.stdout).toContain("release.yml belongs to no automation any more");
  expect(check.exitCode).toBe(1);
  expect((await project.recompose(["generate-gha"])).exitCode).toBe(0);
  expect(() => project.read(".github/workflows/release.yml")).toThrow("ENOENT");
  const again = await project.recompose(["generate-gha"]);
  expect(again.stderr).toContain("there are no automations to write");
  expect(again.exitCode).toBe(2);
});

test("where there is no recompose.ts, a command says so and ends 2", async () => {
  const { stderr, exitCode } = await new Project({}).recompose(["build"]);
  expect(stderr).toMatch(/^error: .*recompose\.ts/);
  expect(exitCode).toBe(2);
});

test("a run of which nothing runs here fails nothing", async () => {
  const project = new Project({
    "recompose.ts": `
import { app, automation, failure, job, task } from "recompose-ci";
const noop = task({ name: "noop", run() {} });
const skipped = automation({ name: "skipped", jobs() { job(noop, { condition: failure() }); } });
const windows = automation({ name: "windows", jobs() { job(noop, { runsOn: "windows-latest" }); } });
export default app({ entryPoint: "./run", commands: [noop], automations: [skipped, windows] });
`,
  });
  const skipped = await project.recompose(["skipped"]);
  expect(skipped).toMatchObject({ exitCode: 0, stderr: "" });
  const { stdout, exitCode } = await project.recompose(["windows"]);
  expect(exitCode).toBe(0);
  expect(stdout).toContain("noop elsewhere: windows-latest");
});
