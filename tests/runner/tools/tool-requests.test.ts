/** Which versions of tools the steps of a job ask for; each action's own code is linked where it is read. */
import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { vars } from "../../../src/expression/build/github-context.ts";
import type { Environment, WorkflowStep } from "../../../src/model/workflow.ts";
import { toolRequests, isToolSetup } from "../../../src/runner/tools/tool-requests.ts";
import { cacheRust } from "../../../src/steps/setup/cache-rust.ts";
import { setupBun } from "../../../src/steps/setup/setup-bun.ts";
import { setupDeno } from "../../../src/steps/setup/setup-deno.ts";
import { setupGradle } from "../../../src/steps/setup/setup-gradle.ts";
import { setupJava } from "../../../src/steps/setup/setup-java.ts";
import { setupPnpm } from "../../../src/steps/setup/setup-pnpm.ts";
import { setupYarn } from "../../../src/steps/setup/setup-yarn.ts";
import { setupGo } from "../../../src/steps/setup/setup-go.ts";
import { setupNode } from "../../../src/steps/setup/setup-node.ts";
import { setupPython } from "../../../src/steps/setup/setup-python.ts";
import { setupRust } from "../../../src/steps/setup/setup-rust.ts";
import { setupUv } from "../../../src/steps/setup/setup-uv.ts";
import type { SetupStep } from "../../../src/steps/step.ts";
import { compileWorkflow } from "../../../src/workflow/compile/compile.ts";
import { workflowDefaults } from "../../workflow/workflow-defaults.ts";

const setup = (uses: string, values: Readonly<Record<string, string>>): WorkflowStep => ({
  purpose: "setup",
  uses,
  with: values,
});

function asked(step: WorkflowStep, files: Readonly<Record<string, string>>): string {
  const found = toolRequests([step], {
    valueOf: (text) => text,
    contentOf: (file) => files[file],
  });
  return found.map(({ tool, version }) => `${tool} ${version}`).join(", ");
}

describe("a version that is in a file of the project", () => {
  const nodeFile = { "node-version-file": "at/file" };

  test.each<[string, string]>([
    ["v99.1\n", "node 99.1"],
    ["lts/argon\n", "node lts/argon"],
    ["# one\nnode 99.2\nruby 3\n", "node 99.2"],
    ["nodejs 99.2\r\nruby 3\r\n", "node 99.2"],
    ['{"volta": {"node": "99.3.0"}, "engines": {"node": "1"}}', "node 99.3.0"],
    [
      '{"devEngines": {"runtime": [{"name": "bun"}, {"name": "Node", "version": "99.4"}]}}',
      "node 99.4",
    ],
    ['{"engines": {"node": ">=99"}}', "node >=99"],
    ['{"engines": {"npm": "1"}}', ""],
    ["runs:\n  using: 'node99'\n", "node 99"],
    ["", ""],
  ])("node-version-file with %j: %s", (content, note) => {
    expect(asked(setup("actions/setup-node@v7", nodeFile), { "at/file": content })).toBe(note);
  });

  test.each<[string, string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    [
      "python 99.1",
      "actions/setup-python@v6",
      {},
      { ".python-version": "# ours\n3.1\n99.1/envs/x\n" },
    ],
    [
      "python 99.1",
      "actions/setup-python@v6",
      { "python-version": "3.1\n99.1\n" },
      { ".python-version": "1" },
    ],
    [
      "python ^99",
      "actions/setup-python@v6",
      { "python-version-file": "pyproject.toml" },
      { "pyproject.toml": '[tool.poetry.dependencies]\npython = "^99"\n' },
    ],
    [
      "python >=99,<100",
      "actions/setup-python@v6",
      { "python-version-file": "pyproject.toml" },
      {
        "pyproject.toml":
          '[project]\nname = "x"\nrequires-python = ">=99,<100" # soon\n[tool.x]\nrequires-python = "1"',
      },
    ],
    [
      "python 99.2",
      "actions/setup-python@v6",
      { "python-version-file": ".tool-versions" },
      { ".tool-versions": "nodejs 1\npython 99.2 3.1\n" },
    ],
    [
      "python 99.3",
      "actions/setup-python@v6",
      { "python-version-file": "Pipfile" },
      { Pipfile: '[requires]\npython_version = "99.3"\n' },
    ],
    [
      "go 1.99",
      "actions/setup-go@v6",
      { "go-version-file": "sub/go.mod" },
      { "sub/go.mod": "module x\n\ngo 1.99\n" },
    ],
    [
      "go 1.99.1",
      "actions/setup-go@v6",
      { "go-version-file": "go.work" },
      { "go.work": "go 1.98\n\ntoolchain go1.99.1\n" },
    ],
    [
      "go 1.99",
      "actions/setup-go@v6",
      { "go-version-file": ".tool-versions" },
      { ".tool-versions": "golang 1.99\n" },
    ],
    [
      "java 99.1",
      "actions/setup-java@v5",
      { "java-version-file": ".sdkmanrc" },
      { ".sdkmanrc": "# x\njava=99.1-tem\n" },
    ],
    [
      "java 99",
      "actions/setup-java@v5",
      { "java-version-file": ".java-version" },
      { ".java-version": "temurin-99\n" },
    ],
    [
      "java 99.0",
      "actions/setup-java@v5",
      { "java-version-file": ".tool-versions" },
      { ".tool-versions": "java temurin-99.0+1\n" },
    ],
    ["java 99", "actions/setup-java@v5", { "java-version": "8\n99" }, {}],
    ["ruby 99.1", "ruby/setup-ruby@v1", {}, { ".ruby-version": "99.1\n" }],
    [
      "ruby 99.2",
      "ruby/setup-ruby@v1",
      { "ruby-version": "mise.toml", "working-directory": "app" },
      { "app/mise.toml": '[tools]\nruby = "99.2"\n' },
    ],
    [
      "ruby 99.3",
      "ruby/setup-ruby@v1",
      { "ruby-version": "default" },
      { ".tool-versions": "ruby 99.3\n" },
    ],
    [
      "dotnet 99.0.100",
      "actions/setup-dotnet@v5",
      {},
      { "global.json": '{"sdk": {"version": "99.0.100"}}' },
    ],
    [
      "dotnet 99.0.1xx",
      "actions/setup-dotnet@v5",
      { "global-json-file": "x.json" },
      { "x.json": '\u{feff}{"sdk": {"version": "99.0.100", "rollForward": "latestPatch"}}' },
    ],
    ["dotnet 98, dotnet 99", "actions/setup-dotnet@v5", { "dotnet-version": "98 \n  99\n" }, {}],
    [
      "bun 99.1.0",
      "oven-sh/setup-bun@v2",
      {},
      { "package.json": '{"packageManager": "bun@99.1.0"}' },
    ],
    [
      "bun 99.2",
      "oven-sh/setup-bun@v2",
      { "bun-version-file": ".bun-version" },
      { ".bun-version": "99.2\n" },
    ],
    [
      "deno 99.1",
      "denoland/setup-deno@v2",
      { "deno-version-file": ".dvmrc" },
      { ".dvmrc": "99.1\n" },
    ],
    ["deno 2.x", "denoland/setup-deno@v2", {}, {}],
    ["pnpm 99", "pnpm/action-setup@v6", { version: "99" }, { "package.json": "{}" }],
    ["pnpm 99.1", "pnpm/action-setup@v6", {}, { "package.json": '{"packageManager":"pnpm@99.1"}' }],
    [
      "pnpm 99.2",
      "pnpm/action-setup@v6",
      { package_json_file: "web/package.json" },
      { "web/package.json": '{"packageManager": "pnpm@99.2+sha512.abc"}' },
    ],
    ["", "pnpm/action-setup@v6", {}, { "package.json": '{"packageManager":"npm@11"}' }],
    [
      "uv >=99, python 99",
      "astral-sh/setup-uv@v10",
      { "python-version": "99" },
      { "pyproject.toml": '[tool.uv]\nrequired-version = ">=99"\n' },
    ],
    [
      "uv 99.1",
      "astral-sh/setup-uv@v10",
      { "version-file": ".tool-versions" },
      { ".tool-versions": "uv v99.1 # ours\n" },
    ],
    [
      "rust 1.99",
      "actions-rust-lang/setup-rust-toolchain@v1",
      {},
      { "rust-toolchain.toml": '[toolchain]\nchannel = "1.99"\n' },
    ],
    [
      "rust nightly-2030-01-01",
      "actions-rust-lang/setup-rust-toolchain@v1",
      { "rust-src-dir": "rs" },
      { "rs/rust-toolchain": "nightly-2030-01-01\n" },
    ],
    ["rust 1.99", "actions-rust-lang/setup-rust-toolchain@v1", { toolchain: "stable,1.99" }, {}],
    ["rust 1.50.0", "dtolnay/rust-toolchain@1.50.0", {}, {}],
    ["rust nightly", "dtolnay/rust-toolchain@nightly", {}, {}],
    ["rust 1.60", "dtolnay/rust-toolchain@master", { toolchain: "1.60" }, {}],
    ["", "dtolnay/rust-toolchain@v1", {}, {}],
    ["", "dtolnay/rust-toolchain@x1.50.0", {}, {}],
    ["", "dtolnay/rust-toolchain@1.50.0-x", {}, {}],
    ["", "actions/setup-node@v7", { "node-version-file": "missing" }, {}],
  ])("%s of %s %j", (note, action, values, files) => {
    expect(asked(setup(action, values), files)).toBe(note);
  });

  test("is that of the release which the workflow asked for, where the action is pinned", () => {
    const pinned: WorkflowStep = {
      purpose: "setup",
      uses: "dtolnay/rust-toolchain@e97e2d8cc328f1b50210efc529dca0028893a2d9",
      codeRef: "1.50.0",
    };
    expect(asked(pinned, {})).toBe("rust 1.50.0");
  });

  test("loses to the version that is given beside it", () => {
    const values = { "node-version": "98", "node-version-file": ".nvmrc" };
    expect(asked(setup("actions/setup-node@v7", values), { ".nvmrc": "99" })).toBe("node 98");
  });
});

describe("a version that a function for steps asks for", () => {
  const files = {
    ".nvmrc": "99\n",
    "app/.python-version": "99.1\n",
    "go.mod": "module x\n\ngo 1.99\n",
    "uv.toml": 'required-version = ">=99"\n',
    "app/.tool-versions": "uv 99.1\npython 99.2\n",
    "app/rust-toolchain.toml": '[toolchain]\nchannel = "1.99"\n',
    "package.json": '{"packageManager": "yarn@4.99.0"}',
  };

  test.each<[string, SetupStep]>([
    ["node 99", setupNode({ versionFile: ".nvmrc" })],
    ["node 22", setupNode("22")],
    ["python 99.1", setupPython({ versionFile: "app/.python-version" })],
    ["python 3.13", setupPython(["3.12", "3.13"])],
    ["go 1.99", setupGo({ versionFile: "go.mod" })],
    ["go 1.25", setupGo("1.25")],
    ["", setupGo({ versionFile: "missing" })],
    ["uv >=99", setupUv({ versionFile: "uv.toml" })],
    ["uv 99.1, python 99.2", setupUv({ versionFile: "app/.tool-versions" })],
    ["uv 99.1, python 99.2", setupUv({ versionFile: ".tool-versions", workingDirectory: "app" })],
    ["rust 1.90", setupRust({ toolchain: "1.90" })],
    ["rust ${{ vars.RUST }}", setupRust({ toolchain: vars("RUST") })],
    ["rust 1.99", setupRust({ versionFile: "app/rust-toolchain.toml" })],
    ["", setupRust({ versionFile: "rust-toolchain.toml" })],
    ["yarn 4.99.0", setupYarn()],
    ["java 21", setupJava(["17", "21"])],
    ["java 21", setupJava("21", { distribution: "corretto" })],
    ["bun 1.3", setupBun("1.3")],
    ["", setupBun()],
    ["deno 2.x", setupDeno()],
    ["pnpm 10", setupPnpm({ version: "10" })],
    ["", setupGradle({ version: "9.1" })],
    ["", cacheRust()],
  ])("%s by %j", (note, step) => {
    const compiled = compileWorkflow(
      automation({
        name: "ci",
        jobs() {
          job("only", { steps: [step] });
        },
      }),
      { ...workflowDefaults, permissions: {} },
    );
    const [first] = compiled.jobs["only"]?.steps ?? [];
    expect(first === undefined ? undefined : asked(first, files)).toBe(note);
  });

  test("is nobody's where its value is not known yet", () => {
    const { command, env = {} } = setupRust({ toolchain: vars("RUST") });
    const step: WorkflowStep = { purpose: "setup", run: command, env: env as Environment };
    const sources = { valueOf: () => undefined, contentOf: () => undefined };
    expect(toolRequests([step], sources)).toEqual([]);
  });
});

test.each<[boolean, Partial<WorkflowStep>]>([
  [true, { uses: "actions/setup-node@v7" }],
  [true, { uses: "actions/setup-other@v1" }],
  [true, { uses: "actions/checkout@v7" }],
  [true, { uses: "actions/cache@v5" }],
  [true, { uses: "actions/cache/restore@v5" }],
  [true, { uses: "pnpm/action-setup@v4" }],
  [true, { uses: "gradle/actions/setup-gradle@v6" }],
  [true, { uses: "Swatinem/rust-cache@v2" }],
  [true, { run: setupYarn().command }],
  [false, { run: `${setupYarn().command} && make` }],
  [false, { run: `${setupYarn().command}\nmake` }],
  [false, { uses: "gradle/actions/dependency-submission@v6" }],
  [true, { uses: "astral-sh/setup-uv@v10" }],
  [true, { run: setupRust({ toolchain: "1.90" }).command }],
  [true, { run: setupRust({ toolchain: vars("RUST") }).command }],
  [true, { run: setupRust({ versionFile: "rust-toolchain.toml" }).command }],
  [false, { run: "rustup toolchain install" }],
  [false, { run: "npm ci" }],
  [false, { uses: "actions/cached@v1" }],
  [false, { uses: "acme/actions/checkout@v1" }],
  [false, { uses: "docker/login-action@v4" }],
])("%s: %j sets up a tool or brings files", (expected, step) => {
  expect(isToolSetup({ purpose: "setup", ...step } as WorkflowStep)).toBe(expected);
});
