import { expect, test } from "vitest";
import { Project } from "../../support/project.ts";

const app = `
import { app, automation, job, task } from "recompose-ci";
const lint = task({ name: "lint", run() {} });
const unit = task({ name: "unit", run() {} });
const ci = automation({ name: "ci", jobs() {
  const first = job(lint);
  job(unit, { needs: [first] });
} });
export default app({ commands: [lint, unit], automations: [ci] });
`;

const drawing = `flowchart LR
  subgraph ci
    ci.lint["lint"]
    ci.unit["unit"]
    ci.lint --> ci.unit
  end`;

// https://mermaid.js.org/syntax/flowchart.html
test.each([[["inspect", "--mermaid"]], [["inspect", "ci", "--mermaid"]]])(
  "%j draws the jobs with what each needs",
  async (args) => {
    const { stdout, exitCode } = await new Project({ "recompose.ts": app }).recompose(args);
    expect(stdout).toBe(drawing);
    expect(exitCode).toBe(0);
  },
);

test("inspect --json has an object for a name, and a list without one", async () => {
  const project = new Project({ "recompose.ts": app });
  const one = JSON.parse((await project.recompose(["inspect", "ci", "--json"])).stdout) as object;
  expect(one).toMatchObject({ kind: "automation", name: "ci" });
  const all = JSON.parse((await project.recompose(["inspect", "--json"])).stdout) as object[];
  expect(all).toHaveLength(3);
  expect(all).toContainEqual(one);
});

test("inspect --json shows the pins that the file has, and of an automation without a file those of the others", async () => {
  const sha = "0123456789012345678901234567890123456789";
  const project = new Project({
    "recompose.ts": app
      .replace(
        "export default",
        'const other = automation({ name: "other", jobs: () => void job(lint) });\nexport default',
      )
      .replace("[ci]", "[ci, other]"),
  });
  await project.recompose(["generate-gha", "--target", "ci"]);
  const file = ".github/workflows/ci.yml";
  const pinned = `actions/checkout@${sha} # v99.0.0`;
  project.write({ [file]: project.read(file).replaceAll(/actions\/checkout@.*/g, pinned) });
  const { stdout } = await project.recompose(["inspect", "--json"]);
  const used = stdout.match(/actions\/checkout@\w+/g);
  expect(used).toEqual(Array.from({ length: 3 }, () => `actions/checkout@${sha}`));
});

test.each([
  [["ci", "--json", "--mermaid"], "--json and --mermaid exclude each other."],
  [["lint", "--mermaid"], '"lint" is a task: --mermaid draws the jobs of an automation.'],
  [["lnit"], 'there is no task or automation "lnit". Did you mean "lint"?'],
])("inspect %j is bad usage: one clear error, exit code 2", async (args, message) => {
  const project = new Project({ "recompose.ts": app });
  const { stderr, stdout, exitCode } = await project.recompose(["inspect", ...args]);
  expect(stderr.split("\n")[0]).toBe(`error: ${message}`);
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
});

test("inspect --mermaid of an app without automations says that there is nothing to draw", async () => {
  const bare = `import { app, task } from "recompose-ci";
export default app({ commands: [task({ name: "lint", run() {} })] });`;
  const { stderr, exitCode } = await new Project({ "recompose.ts": bare }).recompose([
    "inspect",
    "--mermaid",
  ]);
  expect(stderr).toBe("error: there are no automations to draw.");
  expect(exitCode).toBe(2);
});

test("inspect --json knows an app in another folder than it says", async () => {
  const elsewhere = app.replace("app({", 'app({ workingDirectory: "packages/tool",');
  const project = new Project({ "recompose.ts": elsewhere });
  const { stdout, exitCode } = await project.recompose(["inspect", "ci", "--json"]);
  expect(exitCode).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ workflow: { jobs: { lint: { name: "lint" } } } });
});

const steps = `
import { app, automation, call, job, onPush, onWorkflowCall, runs, shell, task, uses } from "recompose-ci";
const lint = task({ name: "lint", run() {} });
const build = task({ name: "build", outputs: ["version"], run(_, { setOutput }) { setOutput("version", "1"); } });
const checks = automation({ name: "checks", on: onWorkflowCall(), jobs: () => void job(lint) });
const ci = automation({ name: "ci", on: onPush(), jobs() {
  const push = uses("docker/build-push-action@v6", { id: "push", local: { outputs: { digest: "d" } } });
  const image = job("image", {
    steps: [
      runs(build),
      shell("npm run docs\\nnpm run site", { if: "github.ref_name == 'main'" }),
      shell("exit 1", { name: "\\u001B[2J\\u001B[31mlong\\r\\n" + "long ".repeat(40), local: "skip" }),
      push,
      uses("own/act@${"0".repeat(40)} # v2.1.0", { local: "skip" }),
    ],
    outputs: { digest: push.get("digest") },
  });
  call(checks, { needs: [image] });
  call("own/repo/.github/workflows/scan.yml@v1", { id: "scan" });
} });
export default app({ commands: [lint, build], automations: [ci, checks] });
`;

test("inspect shows the steps of a job, what stands in for them, what it calls, and its outputs", async () => {
  const project = new Project({ "recompose.ts": steps });
  const { stdout } = await project.recompose(["inspect", "ci"]);
  expect(stdout.slice(stdout.indexOf("  Jobs"))).toBe(`  Jobs      image
              ./run build
              npm run docs if github.ref_name == 'main'
              ${"long ".repeat(12).trim()}…: exit 1 (left out here (local: "skip"))
              docker/build-push-action v6 (here: digest=d)
              own/act v2.1.0 (left out here (local: "skip"))
              outputs version, digest
            checks calls checks after image
            scan calls own/repo/.github/workflows/scan.yml@v1`);
});

test("inspect --json has steps, calls and outputs of each job", async () => {
  const project = new Project({ "recompose.ts": steps });
  const { stdout } = await project.recompose(["inspect", "ci", "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({
    jobs: [
      {
        id: "image",
        task: "build",
        outputs: ["version", "digest"],
        steps: [
          { run: "./run build" },
          {
            title: "npm run docs",
            run: "npm run docs\nnpm run site",
            if: "github.ref_name == 'main'",
          },
          { run: "exit 1", local: "skip" },
          {
            title: "docker/build-push-action",
            id: "push",
            uses: "docker/build-push-action",
            release: "v6",
            local: { outputs: { digest: "d" } },
          },
          { uses: "own/act", release: "v2.1.0", local: "skip" },
        ],
      },
      { id: "checks", calls: "checks", steps: [], needs: ["image"] },
      { id: "scan", calls: "own/repo/.github/workflows/scan.yml@v1", steps: [] },
    ],
  });
});

test("inspect --mermaid draws calls as nodes of their own kind, with a line to what they call", async () => {
  const project = new Project({ "recompose.ts": steps });
  const { stdout } = await project.recompose(["inspect", "--mermaid"]);
  expect(stdout).toBe(`flowchart LR
  subgraph ci
    ci.image["image"]
    ci.checks[["calls checks"]]
    ci.image --> ci.checks
    ci.scan[["scan calls own/repo/.github/workflows/scan.yml@v1"]]
  end
  subgraph checks
    checks.lint["lint"]
  end
  ci.checks -.-> checks`);
});
