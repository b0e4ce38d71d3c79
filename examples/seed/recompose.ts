/** The examples of the document that recompose was written from: tasks as jobs, automations as workflows. */
import {
  app,
  artifactInput,
  automation,
  boolInput,
  checkout,
  choiceInput,
  github,
  group,
  job,
  makeDispatchable,
  matrix,
  not,
  onPullRequest,
  onPush,
  out,
  run,
  setupPython,
  setupRust,
  setupUv,
  stringInput,
  task,
} from "recompose-ci";

export const lint = task({
  name: "lint",
  description: "Check the code's style.",
  async run() {
    await run("uv", "run", "ruff", "check");
  },
});

export const formatCheck = task({
  name: "format_check",
  description: "Check the code's format.",
  async run() {
    await run("uv", "run", "ruff", "format", "--check");
  },
});

export const test = task({
  name: "test",
  description: "Run the tests.",
  inputs: {
    verbose: boolInput({ description: "Say what each test does" }),
    python: stringInput({ default: "3.12", description: "The version to test with" }),
  },
  async run({ verbose, python }) {
    await run("uv", "run", "--python", python, "pytest", ...(verbose ? ["-v"] : []));
  },
});

// Task Outputs, Artifacts

export const buildWheel = task({
  name: "build_wheel",
  description: "Build a wheel and output its path.",
  outputs: ["wheel_path", "version"],
  artifacts: ["wheel"],
  async run(_inputs, context) {
    await run("uv", "build", "--wheel");
    context.setOutput("wheel_path", "dist/pkg-1.0.0-py3-none-any.whl");
    context.setOutput("version", "1.0.0");
    context.saveArtifact("wheel", "dist/pkg-1.0.0-py3-none-any.whl");
  },
});

// Artifact as Job Input

export const testWheel = task({
  name: "test_wheel",
  description: "Test an installed wheel.",
  inputs: { wheel: artifactInput(), wheel_path: stringInput({ default: "" }) },
  async run({ wheel, wheel_path }) {
    out(wheel_path);
    await run("pip", "install", wheel.path);
  },
});

// Secrets

export const publishWheel = task({
  name: "publish_wheel",
  description: "Publish the wheel to PyPI.",
  inputs: { wheel: artifactInput() },
  secrets: ["PYPI_TOKEN", "AWS_ACCESS_KEY"],
  async run({ wheel }, context) {
    const token = context.getSecret("PYPI_TOKEN");
    await run("uv", "publish", wheel.path, { env: { UV_PUBLISH_TOKEN: token } });
  },
});

// Setup Dependencies

export const buildRustExtension = task({
  name: "build_rust_extension",
  description: "Build a Rust extension that needs both Rust and Python.",
  setup: [setupRust({ toolchain: "nightly" }), setupPython("3.12")],
  async run() {
    await run("maturin", "build");
  },
});

export const deployTask = task({
  name: "deploy_task",
  description: "Deploy a version.",
  inputs: { env: stringInput(), ver: stringInput() },
  run({ env, ver }) {
    out(`${ver} to ${env}`);
  },
});

// Generated Workflow Example, Automations

export const ci = automation({
  name: "ci",
  description: "Lint and format in parallel, then the tests.",
  on: onPush({ branches: ["main"] }).or(onPullRequest()),
  jobs() {
    const linted = job(lint);
    const formatted = job(formatCheck);
    job(test, { needs: [linted, formatted] });
  },
});

// Automation with Inputs

export const deploy = automation({
  name: "deploy",
  description: "Deploy to an environment.",
  inputs: { environment: stringInput(), version: stringInput({ default: "latest" }) },
  jobs({ environment, version }) {
    job(deployTask, { inputs: { env: environment, ver: version } });
  },
});

// Job Output References (Inferred Dependencies), Artifact as Job Input

export const buildAndTest = automation({
  name: "build_and_test",
  description: "Build the wheel, test it and publish it.",
  on: onPush({ tags: ["v*"] }),
  jobs() {
    const built = job(buildWheel);
    const tested = job(testWheel, {
      inputs: { wheel: built.artifact("wheel"), wheel_path: built.get("wheel_path") },
    });
    job(publishWheel, {
      needs: [tested],
      inputs: { wheel: built.artifact("wheel") },
      environment: "pypi",
    });
    job(buildRustExtension);
  },
});

// Matrix Jobs

export const testMatrix = automation({
  name: "test_matrix",
  description: "The tests on every Python and system.",
  jobs() {
    const m = matrix({
      python: ["3.10", "3.11", "3.12"],
      os: ["ubuntu-latest", "macos-latest"],
    });
    job(test, { matrix: m, runsOn: m.os, inputs: { python: m.python } });
  },
});

// Conditional Jobs

export const conditionalDeploy = automation({
  name: "conditional_deploy",
  description: "Deploy to production, from the main branch only.",
  inputs: {
    environment: choiceInput(["dev", "prod"], { description: "Where to" }),
    skip_tests: boolInput({ description: "Deploy untested" }),
  },
  jobs({ environment, skip_tests }) {
    const tested = job(test, { condition: not(skip_tests) });
    job(deployTask, {
      id: "deploy",
      needs: [tested],
      inputs: { env: environment, ver: "latest" },
      condition: environment.eq("prod").and(github.refName.eq("main")),
    });
  },
});

export default app({
  entryPoint: "./run",
  setup: [checkout(), setupPython("3.12"), setupUv()],
  commands: [
    group("Quality", [lint, formatCheck]),
    group("Testing", [test, testWheel]),
    group("Building", [buildWheel, buildRustExtension]),
    group("Releasing", [publishWheel, deployTask]),
  ],
  automations: [
    ci,
    deploy,
    buildAndTest,
    testMatrix,
    conditionalDeploy,
    // Dispatchable Tasks
    makeDispatchable(lint),
    makeDispatchable(test, { inputs: { verbose: boolInput({ default: false }) } }),
  ],
});
