import { execaSync } from "execa";
import { expect, test } from "vitest";
import { type CliOutcome, Project, runScript } from "../../support/project.ts";
import { reportLogs } from "../../support/report-logs.ts";

const app = `
import { app, automation, boolInput, choiceInput, github, job, matrix, not, notFailed, and, onPush, out, run, stringInput, task, vars } from "recompose-ci";

const build = task({ name: "build", outputs: ["version"], run: (_inputs, { setOutput }) => setOutput("version", "1.0") });
const test = task({ name: "test", inputs: { node: stringInput(), version: stringInput() }, run: ({ node, version }) => out(\`node \${node} tests \${version}\`) });
const deploy = task({ name: "deploy", inputs: { to: stringInput(), region: stringInput() }, run: ({ to, region }) => out(\`to \${to} in \${region}\`) });
const loud = task({ name: "loud", run: async () => void (await run("node", "-e", "process.stdout.write('\\"'.repeat(3000000))")) });

export default app({
  commands: [build, test, deploy, loud],
  automations: [
    automation({
      name: "ci",
      on: onPush({ branches: ["main"] }),
      inputs: { skip: boolInput(), to: choiceInput(["dev", "prod"], { default: "dev" }) },
      jobs({ skip, to }) {
        const built = job(build);
        const nodes = matrix({ node: ["20", "22"] });
        const tested = job(test, { matrix: nodes, inputs: { node: nodes.node, version: built.get("version") }, condition: not(skip) });
        job(deploy, { needs: [tested], inputs: { to, region: vars("REGION") }, condition: and(notFailed(), github.refName.eq("main")) });
      },
    }),
    automation({ name: "noisy", jobs: () => void job(loud) }),
  ],
});
`;

function newProject(): Project {
  const project = new Project({
    "recompose.ts": app,
    run: runScript(),
    ".gitignore": "node_modules\n",
  });
  const git = (...args: string[]): unknown =>
    execaSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...args], {
      cwd: project.folder,
    });
  git("init", "--quiet", "--initial-branch=main");
  git("add", ".");
  git("commit", "--quiet", "--message=all");
  git("branch", "other");
  return project;
}

function results(project: Project): Record<string, string> {
  const { jobs } = JSON.parse(project.read(".recompose/runs/latest/run.json")) as {
    jobs: { name: string; result: string }[];
  };
  return Object.fromEntries(jobs.map(({ name, result }) => [name, result]));
}

const everything = {
  build: "success",
  "test (20)": "success",
  "test (22)": "success",
  deploy: "success",
};

test("an automation runs with its defaults, its matrix, its outputs and the variables given", async () => {
  const project = newProject();
  const { stdout, exitCode } = await project.recompose(["ci", "--var=REGION=eu west"]);
  expect(results(project)).toEqual(everything);
  expect(stdout).toContain("test (22) │ node 22 tests 1.0");
  expect(stdout).toContain("deploy │ to dev in eu west");
  expect(exitCode).toBe(0);
});

test("inputs of the command line decide conditions", async () => {
  const project = newProject();
  const { exitCode } = await project.recompose(["ci", "--skip", "--to=prod"]);
  expect(results(project)).toEqual({
    ...everything,
    "test (20)": "skipped",
    "test (22)": "skipped",
  });
  const record = JSON.parse(project.read(".recompose/runs/latest/run.json"));
  expect(record).toMatchObject({
    automation: "ci",
    event: "workflow_dispatch",
    inputs: { skip: true, to: "prod" },
    result: "success",
  });
  expect(exitCode).toBe(0);
});

test("on another event there are no inputs, and the defaults of the workflow apply", async () => {
  const project = newProject();
  const { stdout } = await project.recompose(["ci", "--event=push", "--ref=other"]);
  expect(results(project)).toEqual({ ...everything, deploy: "skipped" });
  expect(stdout).not.toContain("to dev");
});

test("--only runs a job with what it needs", async () => {
  const project = newProject();
  await project.recompose(["ci", "--only=test"]);
  const { deploy: _deploy, ...others } = everything;
  expect(results(project)).toEqual(others);
});

test("--dry-run says what would run, and leaves nothing behind", async () => {
  const project = newProject();
  const { stdout, exitCode } = await project.recompose(["ci", "--dry-run"]);
  expect(stdout).toContain('./run test --node="$INPUT_NODE" --version="$INPUT_VERSION"');
  expect(stdout).toContain("test (22)");
  expect(() => project.read(".recompose/runs/latest/run.json")).toThrow("ENOENT");
  expect(exitCode).toBe(0);
});

test("--report writes a page, and --json ends with the content of run.json", async () => {
  const project = newProject();
  const { stdout } = await project.recompose(["ci", "--json", "--report=out/report.html"]);
  const page = project.read("out/report.html");
  expect(reportLogs(page)).toContain("node 22 tests 1.0");
  expect(page).toContain("<code>./run ci --json --report=out/report.html</code>");
  const {
    type,
    path: _path,
    time: _time,
    folder: _folder,
    ...last
  } = JSON.parse(stdout.split("\n").at(-1) ?? "") as Record<string, unknown>;
  expect(type).toBe("run-finished");
  expect(last).toEqual(JSON.parse(project.read(".recompose/runs/latest/run.json")));
});

test("a line of a job's task arrives whole, however long it is", async () => {
  const project = newProject();
  await project.recompose(["noisy", "--quiet"]);
  const log = project.read(".recompose/runs/latest/jobs/loud.log");
  expect(log.replaceAll("\n", "")).toBe('"'.repeat(3_000_000));
});

test.each([
  [
    ["--event=release"],
    'error: --event: the automation "ci" does not start on "release". Its events are "push" and "workflow_dispatch".',
  ],
  [
    ["--only=tset"],
    'error: --only: the automation "ci" has no job "tset". Its jobs are "build", "test" and "deploy". Did you mean "test"?',
  ],
  [["--var=REGION"], 'error: --var is NAME=VALUE, not "REGION".\n  → --var=REGION=eu'],
  [["--jobs=0"], 'error: --jobs is a whole number from 1, not "0".\n  → --jobs=2'],
  [["--to=pord"], 'error: --to is one of "dev" or "prod", not "pord".\n  → --to=prod'],
  [
    ["--event=push", "--skip"],
    'error: the input "skip" was given, but on push a workflow has no inputs.\n  → --event=workflow_dispatch',
  ],
  [
    ["--dry-run", "--resume"],
    "error: --dry-run plans a whole run, so it goes without --resume.\n  → ./run ci --help",
  ],
  [["--resume"], /^error: there is no earlier run of "ci" to resume\./],
  [["--remote"], /^error: the GitHub CLI, gh, is not on PATH|nobody is logged in/],
  [["--ref=no-such"], /^error: --ref names "no-such", /],
  [["--event-file=no.json"], /^error: --event-file: \S+no\.json cannot be read/],
] as const)("%j is bad usage: one clear error, exit code 2", async (args, stderr) => {
  const outcome: CliOutcome = await newProject().recompose(["ci", ...args]);
  expect(outcome.exitCode).toBe(2);
  expect(outcome.stderr).toMatch(stderr);
});

test("an input with the name of an option has --input-NAME, which every input has, too", async () => {
  const project = new Project({
    "recompose.ts": `import { app, automation, boolInput, job, stringInput, task } from "recompose-ci";
const t = task({ name: "t", inputs: { ref: stringInput(), level: stringInput() }, run: (i) => console.log(i.ref, i.level) });
export default app({ commands: [t], automations: [automation({ name: "a",
  inputs: { ref: stringInput(), dry_run: boolInput(), debug: boolInput(), level: stringInput({ default: "low" }) },
  jobs: ({ ref, level }) => void job(t, { inputs: { ref, level } }) })] });`,
    run: runScript(),
  });
  const { stdout, stderr } = await project.recompose([
    "a",
    "--input-ref=v1",
    "--input-dry_run",
    "--input-level=high",
  ]);
  expect(stderr).toBe("");
  expect(stdout).toContain("t │ v1 high");
  const dry = await project.recompose(["a", "--dry-run", "--input-ref=v1", "--input-debug"]);
  expect(dry.stdout).toContain("inputs: ref=v1, dry_run=false, debug=true, level=low");
  const missing = await project.recompose(["a", "--dry-run"]);
  expect(missing.stderr).toContain("error: missing --input-ref.\n  → --input-ref=…");
  const help = await project.recompose(["a", "--help"]);
  expect(help.stdout).toContain("--input-ref=TEXT");
  expect(help.stdout).toContain("--[no-]input-dry-run");
  expect(help.stdout).toContain("--level=TEXT");
  const inspected = await project.recompose(["inspect", "a", "--json"]);
  expect(JSON.parse(inspected.stdout)).toMatchObject({
    inputs: [
      { name: "ref", flag: "--input-ref" },
      { name: "dry_run", flag: "--input-dry-run", negatedFlag: "--no-input-dry-run" },
      { name: "debug" },
      { name: "level", flag: "--level" },
    ],
  });
});

test("a number in a form is the text that was typed, one that a caller gives is a number", async () => {
  const project = new Project({
    "recompose.ts": `import { app, automation, job, numberInput, onWorkflowCall, onWorkflowDispatch, task } from "recompose-ci";
const t = task({ name: "t", inputs: { n: numberInput() }, run: ({ n }) => console.log(typeof n, n) });
export default app({ commands: [t], automations: [automation({ name: "ci",
  on: [onWorkflowDispatch(), onWorkflowCall()], inputs: { n: numberInput() },
  jobs: ({ n }) => void job(t, { inputs: { n } }) })] });`,
    run: runScript(),
  });
  const inputs = async (...args: string[]): Promise<string | undefined> =>
    (await project.recompose(["ci", "--dry-run", ...args])).stdout.split("\n")[1];
  expect(await inputs("--n=1e3")).toBe("inputs: n=1e3");
  expect(await inputs("--n=5.0")).toBe("inputs: n=5.0");
  expect(await inputs("--n=1e3", "--event=workflow_call")).toBe("inputs: n=1000");
  const { stdout } = await project.recompose(["ci", "--n=1e3"]);
  expect(stdout).toContain("t │ number 1000");
});

test("an automation that is only called runs with the inputs of a call, and is not started by hand", async () => {
  const project = new Project({
    "recompose.ts": `import { app, automation, expr, job, numberInput, onPush, onWorkflowCall, stringInput, task } from "recompose-ci";
const t = task({ name: "t", inputs: { n: numberInput(), text: stringInput() }, run: ({ n, text }) => console.log(typeof n, n, text) });
const options = { inputs: { n: numberInput({ default: 2 }) }, jobs: ({ n }) => void job(t, { inputs: { n, text: expr\`toJSON(inputs.n)\` } }) };
export default app({ commands: [t], automations: [
  automation({ name: "called", on: onWorkflowCall(), ...options }),
  automation({ name: "both", on: [onPush(), onWorkflowCall()], ...options }),
] });`,
    run: runScript(),
  });
  expect((await project.recompose(["called", "--n=3"])).stdout).toContain("t │ number 3 3");
  expect((await project.recompose(["called"])).stdout).toContain("t │ number 2 2");
  const pushed = await project.recompose(["both", "--n=3"]);
  expect(pushed.stderr).toContain(
    'error: the input "n" was given, but on push a workflow has no inputs.\n  → --event=workflow_call',
  );
  expect((await project.recompose(["both", "--dry-run"])).stdout).toContain("INPUT_TEXT=null");
  expect((await project.recompose(["called", "--remote"])).stderr).toContain(
    'error: "called" cannot be started by hand',
  );
});

test("a job that an option would run names it", async () => {
  const project = new Project({
    "recompose.ts": `import { and, app, automation, boolInput, job, not, or, expr, task } from "recompose-ci";
const t = task({ name: "t", run() {} });
export default app({ commands: [t], automations: [automation({ name: "ci",
  inputs: { with_docs: boolInput(), a: boolInput(), skip: boolInput() },
  jobs({ with_docs, a, skip }) {
    job(t, { id: "docs", condition: or(with_docs, expr\`github.repository_id != ''\`) });
    job(t, { id: "both", condition: and(with_docs, a) });
    job(t, { id: "plain", condition: not(skip) });
    job(t, { id: "off", condition: and(a, expr\`github.actor == 'nobody-else'\`) });
  } })] });`,
    run: runScript(),
  });
  const reasons = async (...args: string[]): Promise<readonly (readonly unknown[])[]> => {
    const { stdout } = await project.recompose(["ci", "--dry-run", "--json", ...args]);
    const { jobs } = JSON.parse(stdout) as { jobs: { id: string; legs: { notRun?: string }[] }[] };
    return jobs.map(({ id, legs }) => [id, legs[0]?.notRun]);
  };
  expect(Object.fromEntries(await reasons())).toEqual({
    docs: "--with-docs runs it",
    both: "if: inputs.with_docs && inputs.a is false",
    off: "if: inputs.a && github.actor == 'nobody-else' is false",
    plain: undefined,
  });
  expect(Object.fromEntries(await reasons("--a", "--skip"))).toMatchObject({
    both: "--with-docs runs it",
    plain: "if: inputs.skip != true is false",
  });
});

test("the end of a run says once where the page of --report is, from the folder that it was typed in", async () => {
  const project = newProject();
  const { stdout } = await project.recompose(["ci", "--report=out/report.html"]);
  expect(stdout.split("\n").filter((line) => line.includes("report.html"))).toEqual([
    "report: out/report.html",
  ]);
  expect(stdout).toMatch(/\nreport: out\/report\.html\n?$/);
});

test.each([
  [["test", "--report=r.html"], "--report here: it belongs to automations", "./run ci --help"],
  [["test", "--dry-run"], "--dry-run here: it belongs to automations", "./run ci --help"],
  [["test", "--no-skip"], '--no-skip here: it belongs to the automation "ci"', "./run ci --help"],
  [
    ["noisy", "--region=eu"],
    '--region here: it belongs to the task "deploy"',
    "./run deploy --help",
  ],
])("%j names the kind of command that has such an option", async (args, words, next) => {
  expect(await newProject().recompose(args)).toEqual({
    exitCode: 2,
    stdout: "",
    stderr: `error: there is no option ${words}.\n  → ${next}\n  → ./run ${args[0] ?? ""} --help`,
  });
});
