import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import type { DefaultsOptions } from "../../../src/automation/keys/job-options.ts";
import type { AutomationOptions } from "../../../src/automation/keys/automation-options.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import {
  onPullRequest,
  onPullRequestTarget,
  onPush,
  onWorkflowCall,
  onWorkflowDispatch,
} from "../../../src/automation/triggers/trigger.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import {
  artifactInput,
  boolInput,
  type Inputs,
  numberInput,
  stringInput,
} from "../../../src/inputs/input.ts";
import { app } from "../../../src/app/app.ts";
import { checkout } from "../../../src/steps/setup/checkout.ts";
import { setupNode } from "../../../src/steps/setup/setup-node.ts";
import { shell } from "../../../src/steps/shell-step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { task } from "../../../src/task/task.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import type { WorkflowDefaults } from "../../../src/workflow/compile/workflow-defaults.ts";
import type { ActionStep, RunStep, Workflow } from "../../../src/model/workflow.ts";
import { parse } from "yaml";
import { renderWorkflow } from "../../../src/workflow/print/render.ts";
import { explainFindings, workflowFindings } from "../../../src/workflow/checks/validate.ts";
import { workflowDefaults } from "../workflow-defaults.ts";

const lint = task({ name: "lint", run() {} });
const build = task({ name: "build", artifacts: ["package"], run() {} });
const publish = task({ name: "publish", inputs: { files: artifactInput() }, run() {} });

function compile<I extends Inputs>(
  options: Partial<AutomationOptions<I>>,
  defaults: Partial<WorkflowDefaults> = {},
): Workflow {
  return compileWorkflow(
    automation({ name: "ci", jobs: () => void job(lint), ...options } as AutomationOptions<I>),
    { ...workflowDefaults, setup: [checkout()], ...defaults },
  );
}

function taskStep(workflow: Workflow, id = "lint"): RunStep {
  const step = workflow.jobs[id]?.steps.find(({ purpose }) => purpose === "task");
  if (step === undefined || !("run" in step)) throw new Error(`${id} runs no task`);
  return step;
}

/** The settings of a job's artifact steps, by their names. */
function artifactSteps(workflow: Workflow, id: string): Readonly<Record<string, unknown>> {
  const steps = (workflow.jobs[id]?.steps ?? []).filter((it): it is ActionStep => "uses" in it);
  return Object.fromEntries(
    steps.filter((it) => it.purpose === "artifact").map((it) => [it.name, it.with]),
  );
}

describe("the concurrency of a workflow", () => {
  test("cancels the run for an older commit of a pull request, and no other run", () => {
    const expected = {
      group: "${{ github.workflow }}-${{ github.event.pull_request.number || github.run_id }}",
      "cancel-in-progress": true,
    };
    expect(compile({ on: onPush().or(onPullRequest()) }).concurrency).toEqual(expected);
    expect(compile({ on: onPullRequestTarget() }).concurrency).toEqual(expected);
    expect(compile({ on: onPush() }).concurrency).toEqual({
      group: "${{ github.workflow }}-${{ github.run_id }}",
      "cancel-in-progress": false,
    });
  });

  // github.workflow is the caller's name in a called workflow: they would wait for each other.
  test("is left to the caller of a workflow that others call", () => {
    expect(compile({ on: onWorkflowCall().or(onPush()) })).not.toHaveProperty("concurrency");
  });

  test("is the automation's own, where it has one", () => {
    expect(compile({ concurrency: "deploy" }).concurrency).toEqual({ group: "deploy" });
  });
});

describe("permissions", () => {
  const writes = { contents: "read", idToken: "write" } as const;
  const spelled = { contents: "read", "id-token": "write" };

  test("are always there", () => {
    expect(compile({}).permissions).toEqual({ contents: "read" });
    expect(compile({}, { permissions: {} }).permissions).toEqual({});
  });

  test("to write stand at the job, where it is one alone", () => {
    const one = compile({ permissions: writes });
    expect(one.permissions).toEqual({ contents: "read" });
    expect(one.jobs["lint"]?.permissions).toEqual(spelled);
    const all = compile({ permissions: "write-all" });
    expect([all.permissions, all.jobs["lint"]?.permissions]).toEqual([{}, "write-all"]);
  });

  test("to write stand at the job beside those with their own, also where they are the app's", () => {
    const jobs = (): void => {
      job(lint, { permissions: { contents: "none" } });
      job(build);
    };
    const workflow = compile({ jobs }, app({ commands: [], permissions: writes }).defaults);
    expect(workflow.permissions).toEqual({ contents: "read" });
    expect(workflow.jobs["lint"]?.permissions).toEqual({ contents: "none" });
    expect(workflow.jobs["build"]?.permissions).toEqual(spelled);
  });

  test("of several jobs, and those to read, stay at the top", () => {
    const jobs = (): void => {
      job(lint);
      job(build);
    };
    const workflow = compile({ jobs, permissions: writes });
    expect(workflow.permissions).toEqual(spelled);
    expect(workflow.jobs["lint"]).not.toHaveProperty("permissions");
    expect(compile({ permissions: "read-all" }).permissions).toBe("read-all");
  });
});

describe("inputs on other events", () => {
  const inputs = {
    version: stringInput({ default: "latest" }),
    required: stringInput(),
    count: numberInput({ default: 3 }),
    fast: boolInput(),
    safe: boolInput({ default: true }),
  };
  const deploy = task({ name: "deploy", inputs, run() {} });
  const declare = (on?: AutomationOptions["on"]): unknown =>
    taskStep(
      compile({
        ...(on === undefined ? {} : { on }),
        inputs,
        jobs: (given) => void job(deploy, { inputs: given as never }),
      }),
      "deploy",
    ).env;

  test("have their defaults", () => {
    expect(declare(onPush())).toEqual({
      INPUT_VERSION: "${{ inputs.version || 'latest' }}",
      INPUT_REQUIRED: "${{ inputs.required }}",
      INPUT_COUNT: "${{ format('{0}', inputs.count) || 3 }}",
      INPUT_FAST: "${{ inputs.fast == true }}",
      INPUT_SAFE: "${{ toJSON(inputs.safe) != 'false' }}",
    });
  });

  test("are themselves where there is always a form", () => {
    for (const on of [undefined, onWorkflowCall()]) {
      expect(declare(on)).toMatchObject({
        INPUT_VERSION: "${{ inputs.version }}",
        INPUT_COUNT: "${{ inputs.count }}",
        INPUT_SAFE: "${{ inputs.safe }}",
      });
    }
  });
});

describe("the shell", () => {
  const shellOf = (options: object, axes?: Readonly<Record<string, readonly string[]>>): unknown =>
    taskStep(
      compile({
        jobs() {
          const m = axes === undefined ? undefined : matrix(axes);
          job(lint, { ...options, ...(m === undefined ? {} : { matrix: m }) });
        },
      }),
    ).shell;

  test.each<[string, object, Readonly<Record<string, readonly string[]>> | undefined]>([
    ["Windows", { runsOn: "windows-2025" }, undefined],
    ["labels with Windows", { runsOn: ["self-hosted", "Windows"] }, undefined],
    ["a matrix with Windows", { runsOn: "${{ matrix.os }}" }, { os: ["macos-15", "windows-2025"] }],
    ["a Windows of a version", { runsOn: "windows-${{ matrix.v }}" }, { v: ["2022", "2025"] }],
    ["a runner that nobody knows yet", { runsOn: expr<string>`vars.RUNNER` }, undefined],
  ])("is bash on %s", (_, options, axes) => {
    expect(shellOf(options, axes)).toBe("bash");
  });

  test.each<[string, object, Readonly<Record<string, readonly string[]>> | undefined]>([
    ["Linux", { runsOn: "ubuntu-latest" }, undefined],
    [
      "a matrix without Windows",
      { runsOn: "${{ matrix.os }}" },
      { os: ["macos-15", "ubuntu-24.04"] },
    ],
    ["a group", { runsOn: { group: "big" } }, undefined],
  ])("is GitHub's default on %s", (_, options, axes) => {
    expect(shellOf(options, axes)).toBeUndefined();
  });
});

test("a working directory is that of the task and of commands, not of the checkout", () => {
  const { jobs } = compile({}, { workingDirectory: "tool", setup: [checkout(), shell("make")] });
  expect(jobs["lint"]?.steps).toMatchObject([
    { uses: expect.stringContaining("checkout") },
    { run: "make", "working-directory": "tool" },
    { run: "./run lint", "working-directory": "tool" },
  ]);
  expect(jobs["lint"]?.steps[0]).not.toHaveProperty("working-directory");
});

describe("setup", () => {
  test("is the job's, else the task's, else the app's, and starts with a checkout", () => {
    const own = task({ name: "own", setup: [shell("task")], run() {} });
    const { jobs } = compile(
      {
        jobs() {
          job(own);
          job(own, { id: "job", setup: [shell("job"), uses("actions/checkout@v6")] });
          job(lint);
        },
      },
      { setup: [shell("app")] },
    );
    const outline = (id: string): unknown =>
      jobs[id]?.steps.map((step) => ("run" in step ? step.run : step.uses.replace(/@.{40}$/, "")));
    expect(outline("own")).toEqual(["actions/checkout", "task", "./run own"]);
    expect(outline("job")).toEqual(["job", "actions/checkout@v6", "./run own"]);
    expect(outline("lint")).toEqual(["actions/checkout", "app", "./run lint"]);
  });

  test("has tags where the app wants them", () => {
    const { jobs } = compile({}, { actionPins: "tag" });
    expect(jobs["lint"]?.steps[0]).toMatchObject({ uses: "actions/checkout@v7" });
    expect(jobs["lint"]?.steps[0]).not.toHaveProperty("version");
  });

  test("has the releases that the app chooses, and what these do by themselves is not said", () => {
    const commit = "a".repeat(40);
    const { jobs } = compile(
      { jobs: () => void job(build, { setup: [checkout(), setupNode("22")] }) },
      {
        actionPins: {
          "actions/checkout": "v4",
          "actions/setup-node": `${commit} # v4.1.0`,
          "actions/upload-artifact": "v4",
        },
      },
    );
    const steps = jobs["build"]?.steps ?? [];
    expect(steps[0]).toMatchObject({
      uses: "actions/checkout@v4",
      with: { "persist-credentials": false },
    });
    expect(steps[1]).toMatchObject({
      uses: `actions/setup-node@${commit}`,
      version: "v4.1.0",
      with: { "node-version": "22" },
    });
    expect(steps[1]).not.toHaveProperty(["with", "package-manager-cache"]);
    expect(steps.at(-1)).toMatchObject({ uses: "actions/upload-artifact@v4" });
  });
});

describe("an artifact", () => {
  const saved = "${{ runner.temp }}/recompose/saved/package";
  const received = "${{ runner.temp }}/recompose/received/files";

  test("has its name, and arrives under the input's", () => {
    const workflow = compile({
      jobs: () => void job(publish, { inputs: { files: job(build).artifact("package") } }),
    });
    expect(artifactSteps(workflow, "build")).toEqual({
      "Upload package": {
        name: "package",
        path: saved,
        "if-no-files-found": "error",
        "include-hidden-files": true,
      },
    });
    expect(artifactSteps(workflow, "publish")).toEqual({
      "Download package": { name: "package", path: received },
    });
    expect(taskStep(workflow, "publish").env).toEqual({ INPUT_FILES: received });
  });

  test("has its job's id where two jobs save one of its name", () => {
    const workflow = compile({
      jobs() {
        job(build, { id: "a" });
        job(publish, { inputs: { files: job(build, { id: "b" }).artifact("package") } });
      },
    });
    expect(artifactSteps(workflow, "a")).toMatchObject({ "Upload package": { name: "a-package" } });
    expect(artifactSteps(workflow, "publish")).toMatchObject({
      "Download b-package": { name: "b-package" },
    });
  });

  const gather = (axes: Readonly<Record<string, readonly (string | number)[]>>): Workflow =>
    compile({
      jobs() {
        const built = job(build, { matrix: matrix(axes) });
        job(publish, { inputs: { files: built.artifacts("package") } });
      },
    });

  test("of a matrix has the combination's index and values, and is gathered", () => {
    const workflow = gather({ os: ["linux", "macos"], node: [20, 22] });
    expect(artifactSteps(workflow, "build")).toMatchObject({
      "Upload package": {
        name: "package-${{ strategy.job-index }}-${{ matrix.os }}-${{ matrix.node }}",
      },
    });
    expect(artifactSteps(workflow, "publish")).toEqual({
      "Download package-*": { pattern: "package-*", path: received },
    });
  });

  test("of a matrix has the index alone where a value could not stand in a name", () => {
    expect(artifactSteps(gather({ target: ["a/b", "c:d"] }), "build")).toMatchObject({
      "Upload package": { name: "package-${{ strategy.job-index }}" },
    });
  });

  // download-artifact puts the only artifact that fits a pattern into the folder itself.
  test("of a single combination has a folder of its own all the same", () => {
    expect(artifactSteps(gather({ os: ["linux"] }), "publish")).toEqual({
      "Download package-0-linux": {
        name: "package-0-linux",
        path: `${received}/package-0-linux`,
      },
    });
  });

  test("is never caught by the pattern for another one", () => {
    const other = task({ name: "other", artifacts: ["package-list"], run() {} });
    const workflow = compile({
      jobs() {
        const built = job(build, { matrix: matrix({ os: ["a", "b"] }) });
        job(other);
        job(publish, { inputs: { files: built.artifacts("package") } });
      },
    });
    expect(artifactSteps(workflow, "other")).toMatchObject({
      "Upload package-list": { name: "other-package-list" },
    });
    expect(artifactSteps(workflow, "publish")).toMatchObject({
      "Download build-package-*": { pattern: "build-package-*" },
    });
  });

  test("with a name that cannot be kept apart is refused", () => {
    const odd = task({ name: "odd", artifacts: ["b-package", "package"], run() {} });
    expect(() =>
      compile({
        jobs() {
          job(odd, { id: "a" });
          job(odd, { id: "a-b" });
        },
      }),
    ).toThrow(
      'automation "ci", job "a-b": its artifact would be uploaded as "a-b-package", too close to the "a-b-package" of the job "a".',
    );
  });
});

test("a workflow that others call asks for every secret that its steps and containers read", () => {
  const login = uses("docker/login-action@v4", { with: { password: expr`secrets.REGISTRY` } });
  const workflow = compile(
    {
      on: onWorkflowCall(),
      jobs() {
        job(lint, {
          container: {
            image: "node",
            credentials: { username: "me", password: expr<string>`secrets['IMAGES']` },
          },
        });
        job(build, { setup: [shell("x", { env: { T: expr`secrets.github_token` } })] });
      },
    },
    { setup: [checkout(), login] },
  );
  expect(workflow.on["workflow_call"]).toEqual({
    secrets: { REGISTRY: { required: true }, IMAGES: { required: true } },
  });
});

describe("extra", () => {
  test("is merged into the job and the workflow", () => {
    const workflow = compile({
      extra: { description: "Checks the code" },
      jobs: () => void job(lint, { extra: { snapshot: "image", "cancel-timeout-minutes": 10 } }),
    });
    expect(workflow).toMatchObject({
      description: "Checks the code",
      jobs: { lint: { snapshot: "image", "cancel-timeout-minutes": 10 } },
    });
  });

  test("makes a dependency of what it reads", () => {
    const workflow = compile({
      jobs() {
        const built = job(build);
        job(lint, { extra: { snapshot: { "image-name": built.result, version: "1.*" } } });
      },
    });
    expect(workflow.jobs["lint"]).toMatchObject({
      needs: ["build"],
      snapshot: { "image-name": "${{ needs.build.result }}", version: "1.*" },
    });
  });
});

describe("defaults of a workflow or a job", () => {
  const withDefaults = (run: DefaultsOptions["run"], where: "workflow" | "job"): Workflow =>
    compile({
      ...(where === "workflow" ? { defaults: { run } } : {}),
      jobs: () =>
        void job(lint, {
          setup: [shell("npm ci")],
          ...(where === "job" ? { defaults: { run } } : {}),
        }),
    });

  test.each(["workflow", "job"] as const)("of the %s change no step that runs a task", (where) => {
    const workflow = withDefaults({ shell: "pwsh", workingDirectory: "docs" }, where);
    expect(taskStep(workflow)).toMatchObject({ shell: "bash", "working-directory": "." });
    const [, command] = workflow.jobs["lint"]?.steps ?? [];
    expect(command).toEqual({ purpose: "setup", run: "npm ci" });
  });

  test("leave a step as it is where they say the same", () => {
    const workflow = withDefaults({ shell: "bash", workingDirectory: "." }, "workflow");
    expect(Object.keys(taskStep(workflow))).toEqual(["purpose", "name", "id", "run"]);
  });

  test("yield to the app's working directory", () => {
    const workflow = compile(
      { defaults: { run: { workingDirectory: "docs" } } },
      { workingDirectory: "tool" },
    );
    expect(taskStep(workflow)).toMatchObject({ "working-directory": "tool" });
  });

  test("do not ask an image for bash, which it may not have", () => {
    const workflow = compile({
      defaults: { run: { shell: "python" } },
      jobs: () => void job(lint, { container: "alpine" }),
    });
    expect(taskStep(workflow)).toMatchObject({ shell: "sh" });
  });

  test("of shells are what the user's commands run in, also on Windows", () => {
    const workflow = compile({
      defaults: { run: { shell: "pwsh" } },
      jobs: () => void job(lint, { runsOn: "windows-latest", setup: [shell("Get-Item .")] }),
    });
    expect(workflow.jobs["lint"]?.steps[1]).not.toHaveProperty("shell");
    expect(taskStep(workflow)).toMatchObject({ shell: "bash" });
  });

  // JobExtension.cs in actions/runner begins each level with an empty dictionary.
  test("of a job leave nothing of the workflow's, so that a command on Windows is asked for bash again", () => {
    const workflow = compile({
      defaults: { run: { shell: "pwsh" } },
      jobs: () =>
        void job(lint, {
          runsOn: "windows-latest",
          setup: [shell("ls")],
          defaults: { run: { workingDirectory: "docs" } },
        }),
    });
    expect(workflow.jobs["lint"]?.steps[1]).toMatchObject({ shell: "bash" });
  });
});

// ConvertToInputValueDefinedType in WorkflowTemplateConverter.cs of actions/runner
test("a number stays one as the default of a workflow that others call, and is text in a form", async () => {
  const workflow = compile({
    on: onWorkflowCall().or(onWorkflowDispatch()),
    inputs: { n: numberInput({ default: 1e21 }) },
  });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  expect(text).toContain("default: 1.0e+21\n");
  expect(text).toContain('default: "1e+21"\n');
  for (const version of ["1.1", "1.2"] as const) {
    const call = { inputs: { n: { default: 1e21, type: "number" } } };
    expect(parse(text.replace("\non:", "\n'on':"), { version })).toMatchObject({
      on: { workflow_call: call },
    });
  }
  expect(await workflowFindings("ci.yml", text)).toEqual([]);
});

test("words that YAML 1.1 reads as something else are quoted, also as keys", async () => {
  const workflow = compile({
    env: { A: "yes", B: "1:30", C: "2001-01-01", D: "0o17", E: "null", F: "1e3" },
    jobs() {
      job(lint, { id: "no" });
      job(lint, { id: "on", needs: ["no"], env: { Y: "off" } });
    },
  });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  for (const line of [
    'A: "yes"',
    'B: "1:30"',
    'C: "2001-01-01"',
    'D: "0o17"',
    'E: "null"',
    'F: "1e3"',
    '"no":',
    '"on":',
    'needs: ["no"]',
    '"Y": "off"',
  ]) {
    expect(text).toContain(`${line}\n`);
  }
  expect(text).toContain("\non:\n");
  expect(await workflowFindings("ci.yml", text)).toEqual([]);
});

test("what YAML 1.1 reads as line breaks is escaped, and read back as it was", () => {
  const value = "a\u0085b\u2028c\u2029d\ufeff";
  const workflow = compile({ env: { A: value }, jobs: () => void job(lint) });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  expect(text).not.toMatch(/[\u0085\u2028\u2029\ufeff]/);
  expect(parse(text)).toMatchObject({ env: { A: value } });
});

test("half of a character is refused by the option that it stands in, also where no option is read for it", async () => {
  const workflow = compile({ title: "a \ud83d: b" });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  expect(explainFindings("ci", text, await workflowFindings("ci.yml", text))).toEqual([
    'automation "ci", option "title": a text has half of a character (U+D83D), which no file can hold. Take it out, or write the whole character.',
  ]);
});

// `ConvertToInputValueDefinedType` in WorkflowTemplateConverter.cs of
// https://github.com/actions/runner/tree/main/src/Sdk/WorkflowParser/Conversion refuses a text
test("a number that GitHub would print in other words is a text, but a number where a call takes numbers only", () => {
  const n = numberInput({ default: 1e21 });
  const workflow = compile({
    on: [onWorkflowDispatch(), onWorkflowCall()],
    inputs: { n },
    env: { BIG: 1e21, SMALL: 5 },
    jobs() {
      const m = matrix({ v: [1e21, 0.1 + 0.2, 3] }, { include: [{ v: 3, w: 1e-7 }] });
      job(lint, { matrix: m, env: { V: 1e15 } });
    },
  });
  expect(workflow.on).toMatchObject({
    workflow_dispatch: { inputs: { n: { default: "1e+21" } } },
    workflow_call: { inputs: { n: { type: "number", default: 1e21 } } },
  });
  expect(workflow.env).toEqual({ BIG: "1e+21", SMALL: 5 });
  expect(workflow.jobs["lint"]?.env).toEqual({ V: "1000000000000000" });
  expect(workflow.jobs["lint"]?.strategy?.matrix).toEqual({
    v: ["1e+21", "0.30000000000000004", 3],
    include: [{ v: 3, w: "1e-7" }],
  });
});

test("too many steps are GitHub's error, by their job", async () => {
  const steps = Array.from({ length: 1100 }, () => shell("x"));
  const workflow = compile({
    jobs() {
      job("few", { steps: [shell("x")] });
      job("many", { steps });
    },
  });
  const text = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
  expect(explainFindings("ci", text, await workflowFindings("ci.yml", text))).toEqual([
    'automation "ci", job "many", option "steps": Unable to create a unique name: the job has 1100 steps.',
  ]);
});
