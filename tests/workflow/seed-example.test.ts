/** What the source document of recompose shows, as the workflows of examples/seed say it. */
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import app from "../../examples/seed/recompose.ts";
import { diffLines } from "../../src/workflow/files/file-diff.ts";
import { FolderContents } from "../../src/workflow/files/folder-contents.ts";
import { generateWorkflows } from "../../src/workflow/generate.ts";
import type { GeneratedFile } from "../../src/workflow/files/workflow-files.ts";
import { planChanges } from "../../src/workflow/files/workflow-files.ts";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

interface Job {
  readonly needs?: readonly string[];
  readonly if?: string;
  readonly "runs-on": string;
  readonly strategy?: unknown;
  readonly env?: unknown;
  readonly outputs?: unknown;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly name: string;
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const folder = fileURLToPath(new URL("../../examples/seed/.github/workflows", import.meta.url));
let files: readonly GeneratedFile[] = [];

beforeAll(async () => {
  const generated = await generateWorkflows({
    automations: app.automations,
    defaults: app.defaults,
    folder: new FolderContents(folder),
    source: "recompose.ts",
    regenerate: "./run generate-gha",
  });
  files = generated.files;
});

function workflow(name: string): Workflow {
  const file = files.find((one) => one.name === `${name}.yml`);
  if (file === undefined) throw new Error(`${name}.yml was not generated`);
  return parse(file.content) as Workflow;
}

function job(name: string, id: string): Job {
  const found = workflow(name).jobs[id];
  if (found === undefined) throw new Error(`${name}.yml has no job ${id}`);
  return found;
}

/** The step that runs the task. */
function taskStep(name: string, id: string): Step {
  return job(name, id).steps.find((step) => step.id === "run") ?? {};
}

/** Actions without their commits, and commands. */
function outline({ steps }: Job): readonly string[] {
  return steps.map(({ uses, run }) => uses?.replace(/@.*/, "") ?? run ?? "");
}

test("the committed files are up to date", () => {
  const changes = planChanges(new FolderContents(folder), files);
  expect(changes.flatMap(diffLines).join("\n")).toBe("");
});

describe("Generated Workflow Example", () => {
  const setup = ["actions/checkout", "actions/setup-python", "astral-sh/setup-uv"];

  test("name and triggers", () => {
    expect(workflow("ci").name).toBe("ci");
    expect(workflow("ci").on).toEqual({ push: { branches: ["main"] }, pull_request: null });
  });

  test("lint and format in parallel, then the tests", () => {
    const { jobs } = workflow("ci");
    expect(Object.keys(jobs)).toEqual(["lint", "format_check", "test"]);
    expect(Object.values(jobs).map(({ needs }) => needs)).toEqual([
      undefined,
      undefined,
      ["lint", "format_check"],
    ]);
  });

  test("setup, then the command that a developer types", () => {
    expect(outline(job("ci", "lint"))).toEqual([...setup, "./run lint"]);
    expect(outline(job("ci", "format_check"))).toEqual([...setup, "./run format_check"]);
    expect(outline(job("ci", "test"))).toEqual([...setup, "./run test"]);
    expect(job("ci", "lint")["runs-on"]).toBe("ubuntu-latest");
    expect(job("ci", "lint").steps[1]?.with).toEqual({ "python-version": "3.12" });
    expect(taskStep("ci", "lint").name).toBe("lint");
  });

  test("least permissions, and no credentials left behind", () => {
    expect(workflow("ci").permissions).toEqual({ contents: "read" });
    expect(job("ci", "lint").steps[0]?.with).toEqual({ "persist-credentials": false });
  });
});

describe("Automation with Inputs", () => {
  test("required without a default, optional with one", () => {
    expect(workflow("deploy").on).toEqual({
      workflow_dispatch: {
        inputs: {
          environment: { required: true, type: "string" },
          version: { required: false, default: "latest", type: "string" },
        },
      },
    });
  });

  test("inputs reach the command through the environment", () => {
    expect(taskStep("deploy", "deploy_task")).toMatchObject({
      env: { INPUT_ENV: "${{ inputs.environment }}", INPUT_VER: "${{ inputs.version }}" },
      run: `./run deploy_task --env="$INPUT_ENV" --ver="$INPUT_VER"`,
    });
  });
});

describe("Task Outputs, Job Output References", () => {
  test("outputs are the job's", () => {
    expect(job("build_and_test", "build_wheel").outputs).toEqual({
      wheel_path: "${{ steps.run.outputs.wheel_path }}",
      version: "${{ steps.run.outputs.version }}",
    });
  });

  test("a reference makes a dependency", () => {
    expect(job("build_and_test", "test_wheel").needs).toEqual(["build_wheel"]);
    expect(taskStep("build_and_test", "test_wheel").env).toHaveProperty(
      "INPUT_WHEEL_PATH",
      "${{ needs.build_wheel.outputs.wheel_path }}",
    );
  });
});

describe("Artifact as Job Input", () => {
  test("is uploaded after the task", () => {
    expect(outline(job("build_and_test", "build_wheel")).slice(-2)).toEqual([
      "./run build_wheel",
      "actions/upload-artifact",
    ]);
    expect(job("build_and_test", "build_wheel").steps.at(-1)?.with).toMatchObject({
      name: "wheel",
    });
  });

  test("is downloaded before the task, which gets its path", () => {
    const [download, run] = job("build_and_test", "test_wheel").steps.slice(-2);
    expect(download?.uses).toMatch(/^actions\/download-artifact@/);
    expect(download?.with).toMatchObject({ name: "wheel" });
    expect(run?.env?.["INPUT_WHEEL"]).toBe(download?.with?.["path"]);
    expect(run?.run).toContain(`./run test_wheel --wheel="$INPUT_WHEEL"`);
  });
});

test("Secrets: in the env of the step that runs the task, and nowhere else", () => {
  const { env, steps } = job("build_and_test", "publish_wheel");
  expect(env).toBeUndefined();
  expect(steps.filter((step) => JSON.stringify(step).includes("secrets."))).toEqual([
    taskStep("build_and_test", "publish_wheel"),
  ]);
  expect(taskStep("build_and_test", "publish_wheel").env).toMatchObject({
    PYPI_TOKEN: "${{ secrets.PYPI_TOKEN }}",
    AWS_ACCESS_KEY: "${{ secrets.AWS_ACCESS_KEY }}",
  });
});

test("Setup Dependencies: the task's setup replaces the app's, after a checkout", () => {
  expect(outline(job("build_and_test", "build_rust_extension"))).toEqual([
    "actions/checkout",
    "rustup toolchain install nightly --profile minimal && rustup default nightly",
    "actions/setup-python",
    "./run build_rust_extension",
  ]);
});

test("Matrix Jobs", () => {
  const tested = job("test_matrix", "test");
  expect(tested["runs-on"]).toBe("${{ matrix.os }}");
  expect(tested.strategy).toEqual({
    matrix: { python: ["3.10", "3.11", "3.12"], os: ["ubuntu-latest", "macos-latest"] },
  });
  expect(taskStep("test_matrix", "test")).toMatchObject({
    env: { INPUT_PYTHON: "${{ matrix.python }}" },
    run: `./run test --python="$INPUT_PYTHON"`,
  });
});

test("Conditional Jobs", () => {
  expect(job("conditional_deploy", "test").if).toBe("${{ inputs.skip_tests != true }}");
  expect(job("conditional_deploy", "deploy")).toMatchObject({
    needs: ["test"],
    if: "${{ inputs.environment == 'prod' && github.ref_name == 'main' }}",
  });
  const { warnings } = app.automations.find(({ name }) => name === "conditional_deploy") ?? {};
  expect(warnings).toEqual([
    {
      kind: "skipped-behind",
      job: "deploy",
      text: expect.stringContaining(`job "deploy" comes after "test", which has a condition`),
    },
  ]);
});

describe("Dispatchable Tasks", () => {
  test("one line makes a workflow", () => {
    expect(workflow("lint").on).toEqual({ workflow_dispatch: null });
    expect(taskStep("lint", "lint").run).toBe("./run lint");
  });

  test("the form has the task's inputs, as the override changes them", () => {
    expect(workflow("test").on).toMatchObject({
      workflow_dispatch: {
        inputs: {
          verbose: { required: false, default: false, type: "boolean" },
          python: { required: false, default: "3.12", type: "string" },
        },
      },
    });
    expect(taskStep("test", "test").run).toBe(
      `./run test --verbose="$INPUT_VERBOSE" --python="$INPUT_PYTHON"`,
    );
  });
});
