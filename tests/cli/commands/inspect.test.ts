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
