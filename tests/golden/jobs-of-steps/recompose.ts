import {
  app,
  automation,
  boolInput,
  call,
  cancelled,
  checkout,
  choiceInput,
  failure,
  github,
  job,
  matrix,
  not,
  onPullRequest,
  onPush,
  onWorkflowCall,
  runs,
  secret,
  setupNode,
  shell,
  stringInput,
  task,
  upload,
  uses,
} from "recompose-ci";

const build = task({
  name: "build",
  inputs: { release: boolInput() },
  outputs: ["version"],
  artifacts: ["package"],
  secrets: ["SIGNING_KEY"],
  run() {},
});
const check = task({
  name: "check",
  inputs: { node: stringInput(), version: stringInput({ default: "" }) },
  run() {},
});
const deploy = task({
  name: "deploy",
  inputs: { digest: stringInput(), version: stringInput() },
  run() {},
});

const checks = automation({
  name: "checks",
  on: onWorkflowCall({
    outputs: { version: { value: "${{ jobs.build.outputs.version }}" } },
  }),
  inputs: { level: choiceInput(["low", "high"], { default: "low" }), quick: boolInput() },
  jobs({ quick }) {
    job(build, {
      condition: not(quick),
      after: [
        uses("actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6 # v4.2.2", {
          name: "Attest",
        }),
      ],
    });
  },
});

const image = automation({
  name: "image",
  on: [onPush({ branches: ["main"] }), onPullRequest()],
  jobs() {
    const m = matrix({ node: ["22", "24"] });
    const push = uses(
      "docker/build-push-action@f9f3042f7e2789586610d6e8b85c8f03e5195baf # v7.2.0",
      {
        id: "push",
        with: { context: ".", push: true },
      },
    );
    const built = runs(build, { inputs: { release: true }, timeoutMinutes: 20 });
    const made = job("image", {
      steps: [
        checkout(),
        setupNode({ versionFile: ".nvmrc" }),
        built,
        shell("npm run docs", { workingDirectory: "docs", timeoutMinutes: 5 }),
        push,
        upload("report", "report/", {
          if: not(cancelled()),
          retentionDays: 7,
          ifNoFilesFound: "ignore",
        }),
        uses("codecov/codecov-action@fb8b3582c8e4def4969c97caa2f19720cb33a72f # v7.0.0", {
          if: not(cancelled()),
          with: { token: secret("CODECOV_TOKEN") },
        }),
        shell('echo "$RESULT"', {
          name: "Say how it went",
          if: failure(),
          shell: "bash",
          env: { RESULT: built.outcome },
        }),
      ],
      outputs: { digest: push.get("digest") },
      artifacts: { package: { name: "image-package", retentionDays: 3, compressionLevel: 0 } },
    });
    job("tests", {
      matrix: m,
      steps: [
        runs(check, {
          inputs: { node: m.node, version: made.get("version") },
          if: github.refName.eq("main"),
          continueOnError: m.node.eq("24"),
        }),
      ],
    });
    job(deploy, { inputs: { digest: made.get("digest"), version: made.get("version") } });
    job("lock", {
      steps: [
        uses("dessant/lock-threads@89ae32b08ed1a541efecbab17912962a5e38981c # v6.0.2", {
          with: { "issue-inactive-days": 14 },
        }),
      ],
    });
    const called = call(checks, { inputs: { level: "high" }, secrets: ["SIGNING_KEY"] });
    call("octo-org/tools/.github/workflows/scan.yml@8ade135a41bc03ea155e62e844d188df1ea18608", {
      id: "scan",
      inputs: { version: called.get("version"), deep: true },
      condition: called.result.eq("success"),
      permissions: { contents: "read" },
    });
  },
});

export default app({
  setup: [checkout(), setupNode("22")],
  commands: [build, check, deploy],
  automations: [image, checks],
});
