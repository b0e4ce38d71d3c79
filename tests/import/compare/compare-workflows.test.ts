import { describe, expect, test } from "vitest";
import { compareWorkflows } from "../../../src/import/compare/compare-workflows.ts";
import { readWorkflow } from "../../../src/import/read-workflow.ts";

/** The paths of what differs, with points in them. */
function compare(before: string, after: string): readonly string[] {
  return compareWorkflows(readWorkflow(before), readWorkflow(after), "ci.yml").map(({ path }) =>
    path.join("."),
  );
}

const jobs = "jobs: { lint: { runs-on: ubuntu-latest, steps: [{ run: make }] } }";

const workflow = (text: string): string => `name: ci\n${text}\n${jobs}`;
const job = (text: string): string =>
  `name: ci\non: push\njobs: { lint: { runs-on: ubuntu-latest, steps: [{ run: make }], ${text} } }`;
const step = (text: string): string =>
  `name: ci\non: push\njobs: { lint: { runs-on: ubuntu-latest, steps: [{ ${text} }] } }`;

/** Two texts of a workflow, a job or a step that GitHub reads alike. */
const alike: Readonly<Record<string, readonly [(text: string) => string, string, string]>> = {
  "an event without filters": [workflow, "on: push", "on: { push: }"],
  "several events": [workflow, "on: [push, pull_request]", "on: { pull_request: {}, push: null }"],
  "one text and a list of it": [
    workflow,
    "on: { push: { branches: main } }",
    "on: { push: { branches: [main] } }",
  ],
  "an input without a type": [
    workflow,
    "on: { workflow_dispatch: { inputs: { a: } } }",
    "on: { workflow_dispatch: { inputs: { a: { type: string, required: false, default: '' } } } }",
  ],
  "a boolean of a form, which always has a value": [
    workflow,
    "on: { workflow_dispatch: { inputs: { a: { type: boolean, required: true } } } }",
    "on: { workflow_dispatch: { inputs: { a: { type: boolean, default: false } } } }",
  ],
  "a number of a call": [
    workflow,
    "on: { workflow_call: { inputs: { a: { type: number } } } }",
    "on: { workflow_call: { inputs: { a: { type: number, default: 0 } } } }",
  ],
  "a number as a text": [
    workflow,
    "on: { workflow_call: { inputs: { a: { type: number, default: '1.50' } } } }",
    "on: { workflow_call: { inputs: { a: { type: number, default: 1.5 } } } }",
  ],
  "choices as numbers": [
    workflow,
    "on: { workflow_dispatch: { inputs: { a: { type: choice, options: [1, true] } } } }",
    "on: { workflow_dispatch: { inputs: { a: { type: choice, options: ['1', 'true'] } } } }",
  ],
  "a secret that is not required": [
    workflow,
    "on: { workflow_call: { secrets: { A: } } }",
    "on: { workflow_call: { secrets: { A: { required: false } } } }",
  ],
  "the name of the file": [(text) => `on: push\n${text}${jobs}`, "", "name: ci\n"],
  "a group": [workflow, "on: push\nconcurrency: a", "on: push\nconcurrency: { group: a }"],
  "not cancelling": [
    workflow,
    "on: push\nconcurrency: { group: a, cancel-in-progress: false }",
    "on: push\nconcurrency: { group: a }",
  ],
  "permissions of the workflow and of its jobs": [
    (text) => text,
    workflow("on: push\npermissions: { contents: write }"),
    job("permissions: { contents: write, issues: none }"),
  ],
  "values of variables": [
    job,
    "env: { A: true, B: 1.50, C: }",
    "env: { A: 'true', B: '1.5', C: '' }",
  ],
  "no variables": [job, "env: {}", "outputs: {}"],
  "the id as the name": [job, "name: lint", "env: {}"],
  "one need": [job, "needs: a", "needs: [a]"],
  "the order of needs": [job, "needs: [a, b]", "needs: [b, a]"],
  "a condition with and without ${{ }}": [
    job,
    "if: \"${{ github.ref == 'a' && (true) }}\"",
    "if: \"GitHub.ref   == 'a' && true\"",
  ],
  "a condition of a step": [step, "run: a, if: always()", "run: a, if: '${{ ALWAYS() }}'"],
  "what fails at once by default": [
    job,
    "strategy: { matrix: { a: [1] } }",
    "strategy: { fail-fast: true, matrix: { a: [1] } }",
  ],
  "no limit on how many jobs run at a time": [
    job,
    "strategy: { max-parallel: 0, matrix: { a: [1] } }",
    "strategy: { matrix: { a: [1] } }",
  ],
  "a strategy without a matrix": [job, "strategy: { fail-fast: false }", "env: {}"],
  "a name of an environment": [job, "environment: prod", "environment: { name: prod }"],
  "an image": [job, "container: node", "container: { image: node }"],
  "an image of a service": [job, "services: { db: a }", "services: { db: { image: a } }"],
  "ports as numbers": [
    job,
    "services: { db: { image: a, ports: [80] } }",
    "services: { db: { image: a, ports: ['80'] } }",
  ],
  "a step that has to succeed": [step, "run: a", "run: a, continue-on-error: false"],
  "white space in expressions": [step, "run: a, name: 'a ${{x}}'", "run: a, name: 'a ${{ x }}'"],
  "a command of one line, with a line break behind it": [step, "run: make", 'run: "make\\n"'],
  "white space around an input of an action that has a function": [
    step,
    "uses: actions/cache@v4, with: { path: a }",
    'uses: actions/cache@v4, with: { path: "a\\n" }',
  ],
  "the usual credentials of a checkout": [
    step,
    "uses: actions/checkout@v6",
    "uses: actions/checkout@v6, with: { persist-credentials: true }",
  ],
  "the usual cache of a setup action": [
    step,
    "uses: actions/setup-go@v6.1.0, with: { go-version-file: go.mod }",
    "uses: actions/setup-go@v6.1.0, with: { go-version-file: go.mod, cache: 'true' }",
  ],
};

describe("no difference is", () => {
  test.each(Object.entries(alike))("%s", (_, [around, before, after]) => {
    expect(compare(around(before), around(after))).toEqual([]);
  });

  test("a runner as a text and as a list", () => {
    const [one, list] = ["ubuntu-latest", "[ubuntu-latest]"].map((label) =>
      workflow("on: push").replace("runs-on: ubuntu-latest", `runs-on: ${label}`),
    ) as [string, string];
    expect(compare(one, list)).toEqual([]);
  });
});

test.each<[(text: string) => string, string, string, string]>([
  [workflow, "on: push", "on: pull_request", "on.push,on.pull_request"],
  [workflow, "on: { push: { branches: [a] } }", "on: push", "on.push.branches"],
  [
    workflow,
    "on: { push: { branches: [a, b] } }",
    "on: { push: { branches: [b, a] } }",
    "on.push.branches.0,on.push.branches.1",
  ],
  [workflow, "on: push", "on: push\nconcurrency: a", "concurrency"],
  [workflow, "on: push", "on: push\npermissions: {}", "jobs.lint.permissions"],
  [
    workflow,
    "on: push\npermissions: read-all",
    "on: push\npermissions: { contents: read }",
    "jobs.lint.permissions",
  ],
  [workflow, "on: push\ndefaults: { run: { shell: sh } }", "on: push", "defaults"],
  [
    workflow,
    "on: { workflow_dispatch: { inputs: { a: { required: true } } } }",
    "on: { workflow_dispatch: { inputs: { a: } } }",
    "on.workflow_dispatch.inputs.a.required",
  ],
  [
    workflow,
    "on: { workflow_dispatch: { inputs: { a: { type: number } } } }",
    "on: { workflow_dispatch: { inputs: { a: { type: number, default: 0 } } } }",
    "on.workflow_dispatch.inputs.a.default",
  ],
  [(text) => text, workflow("on: push"), `name: other\non: push\n${jobs}`, "name"],
  [job, "name: Lint", "env: {}", "jobs.lint.name"],
  [job, "if: a", "if: b", "jobs.lint.if"],
  [job, "if: 'a ${{ b }}'", "if: b", "jobs.lint.if"],
  [job, "env: { A: 1 }", "env: { A: 2 }", "jobs.lint.env.A"],
  [job, "env: { A: 1 }", "env: { a: 1 }", "jobs.lint.env.A,jobs.lint.env.a"],
  [
    job,
    "strategy: { fail-fast: false, matrix: { a: [1] } }",
    "strategy: { matrix: { a: [1] } }",
    "jobs.lint.strategy.fail-fast",
  ],
  [
    job,
    "strategy: { matrix: { a: [1] } }",
    "strategy: { matrix: { a: ['1'] } }",
    "jobs.lint.strategy.matrix.a.0",
  ],
  [job, "unknown: 1", "env: {}", "jobs.lint.unknown"],
  [step, "run: a", "run: b", "jobs.lint.steps.0.run"],
  [step, "run: a, shell: bash", "run: a", "jobs.lint.steps.0.shell"],
  [step, "uses: a/b@v1", "uses: a/b@v2", "jobs.lint.steps.0.uses"],
  [
    step,
    "uses: actions/checkout@v6",
    "uses: actions/checkout@v6, with: { persist-credentials: false }",
    "jobs.lint.steps.0.with",
  ],
  // Before v4 the action had no cache unless it was asked for one; of a commit nobody knows.
  [
    step,
    `uses: actions/setup-go@${"a".repeat(40)}, with: { cache: true, go-version: '1' }`,
    `uses: actions/setup-go@${"a".repeat(40)}, with: { go-version: '1' }`,
    "jobs.lint.steps.0.with.cache",
  ],
  [
    step,
    "uses: actions/setup-go@v3, with: { cache: true, go-version: '1' }",
    "uses: actions/setup-go@v3, with: { go-version: '1' }",
    "jobs.lint.steps.0.with.cache",
  ],
  [
    step,
    "uses: a/b@v1",
    "uses: a/b@v1, with: { persist-credentials: true }",
    "jobs.lint.steps.0.with",
  ],
  [step, "run: a }, { run: b", "run: a", "jobs.lint.steps.1"],
])("a difference is: %j", (around, before, after, expected) => {
  expect(compare(around(before), around(after)).join()).toBe(expected);
});

describe("an expression of a command that is a variable now", () => {
  const before = "run: 'make ${{ vars.a }}'";

  test.each([
    "run: make $VARS_A, env: { VARS_A: '${{ vars.a }}' }",
    "run: 'make ${VARS_A}', env: { VARS_A: '${{vars.a}}' }",
  ])("is no difference: %s", (after) => {
    expect(compare(step(before), step(after))).toEqual([]);
  });

  test.each([
    "run: make $VARS_B, env: { VARS_A: '${{ vars.a }}' }",
    "run: make $VARS_A, env: { VARS_A: '${{ inputs.b }}' }",
    "run: make $VARS_A, env: { VARS_A: '${{ vars.a }}', VARS_B: '1' }",
    "run: make $VARS_A more, env: { VARS_A: '${{ vars.a }}' }",
    "run: make $VARS_A",
    // A name that programs read.
    "run: make $MAKEFLAGS, env: { MAKEFLAGS: '${{ vars.a }}' }",
    "run: 'make \"$VARS_A\"', env: { VARS_A: '${{ vars.a }}' }",
    "run: 'make $env:VARS_A', env: { VARS_A: '${{ vars.a }}' }",
  ])("is one where it says something else: %s", (after) => {
    expect(compare(step(before), step(after))).toContain("jobs.lint.steps.0.run");
  });

  test.each([
    ["bash", 'make "$${{ vars.a }}"', 'make "$$VARS_A"'],
    ["bash", "make \\${{ vars.a }}", "make \\$VARS_A"],
    ["bash", "make \\\\\\${{ vars.a }}", "make \\\\\\$VARS_A"],
    ["pwsh", 'make "$${{ vars.a }}"', 'make "$$env:VARS_A"'],
    ["pwsh", "make `${{ vars.a }}", "make `$env:VARS_A"],
  ])("is one in %s where it is no variable any more: %s", (shell, run, moved) => {
    const command = (text: string): string => `run: ${JSON.stringify(text)}, shell: ${shell}`;
    const after = step(`${command(moved)}, env: { VARS_A: '\${{ vars.a }}' }`);
    expect(compare(step(command(run)), after)).toContain("jobs.lint.steps.0.run");
  });

  test.each([
    ["bash", "make \\\\${{ vars.a }}", "make \\\\$VARS_A"],
    ["bash", "make '$${{ vars.a }}'", `make '$'"$VARS_A"''`],
    ["pwsh", 'make "``${{ vars.a }}"', 'make "``$env:VARS_A"'],
  ])("is none in %s behind a character that is quoted itself: %s", (shell, run, moved) => {
    const command = (text: string): string => `run: ${JSON.stringify(text)}, shell: ${shell}`;
    const after = step(`${command(moved)}, env: { VARS_A: '\${{ vars.a }}' }`);
    expect(compare(step(command(run)), after)).toEqual([]);
  });

  test("is one for a program whose variables nobody knows", () => {
    const [python, moved] = [
      step(`${before}, shell: python`),
      step("run: make $VARS_A, shell: python, env: { VARS_A: '${{ vars.a }}' }"),
    ];
    expect(compare(python, moved)).toContain("jobs.lint.steps.0.run");
  });

  test.each([
    ["make ${{ vars.A }}", "make $env:VARS_A", true],
    ['make "a ${{ vars.A }}"', 'make "a $env:VARS_A"', false],
    ['@"\n"${{ vars.A }}\n"@', '@"\n"$env:VARS_A\n"@', false],
    ["make # ${{ vars.A }}", "make # $env:VARS_A", false],
    ["make ${{ github.sha }}", "make $env:RUN_SHA", false],
  ])("in PowerShell, where %j may be several arguments", (run, moved, differs) => {
    const command = (text: string): string => `run: ${JSON.stringify(text)}, shell: pwsh`;
    const env = run.includes("sha") ? "RUN_SHA: '${{ github.sha }}'" : "VARS_A: '${{ vars.A }}'";
    const found = compare(step(command(run)), step(`${command(moved)}, env: { ${env} }`));
    expect(found.length > 0).toBe(differs);
  });

  test("is one where the command changes the variable of the workflow", () => {
    const differs = (command: string): boolean => {
      const [run, moved] = [command, command.replace("${{ env.A }}", "$A")].map((text) =>
        job(`env: { A: a }`).replace("run: make", `run: ${JSON.stringify(text)}`),
      ) as [string, string];
      return compare(run, moved).length > 0;
    };
    expect(differs("make $A ${{ env.A }}")).toBe(false);
    expect(differs("read -r A; make ${{ env.A }}")).toBe(true);
    expect(differs("unset A; make ${{ env.A }}")).toBe(true);
    expect(differs(". ./env.sh; make ${{ env.A }}")).toBe(true);
  });
});

test("a tag and the commit that is known to be its release are alike, and no other commit", () => {
  const [commit, other] = ["a".repeat(40), "b".repeat(40)];
  const pins = { "actions/cache": [{ version: "v7.0.1", sha: commit }] };
  const differ = (before: string, after: string): boolean => {
    const [first, second] = [before, after].map((uses) => readWorkflow(step(`uses: ${uses}`)));
    return compareWorkflows(first!, second!, "ci.yml", pins).length > 0;
  };
  expect(differ("actions/cache@v7", `actions/cache@${commit}`)).toBe(false);
  expect(differ("actions/cache@v7.0.1", `actions/cache@${commit}`)).toBe(false);
  expect(differ("actions/cache@v6", `actions/cache@${commit}`)).toBe(true);
  expect(differ("actions/cache@v7", `actions/cache@${other}`)).toBe(true);
  expect(differ("actions/other@v7", `actions/cache@${commit}`)).toBe(true);
});

test("what an action does by itself is what the release of its commit does", () => {
  const commit = "a".repeat(40);
  const [asked, alone] = ["{ cache: true, check-latest: true }", "{ check-latest: true }"].map(
    (inputs) => readWorkflow(step(`uses: actions/setup-go@${commit}, with: ${inputs}`)),
  );
  const differ = (version: string): boolean => {
    const pins = { "actions/setup-go": [{ version, sha: commit }] };
    return compareWorkflows(asked!, alone!, "ci.yml", pins).length > 0;
  };
  expect(["v6.1.0", "v4.0.0", "v3.5.0"].map(differ)).toEqual([false, false, true]);
});
