/** Small workflows, from their text to a plan and back. */
import { describe, expect, test } from "vitest";
import { check } from "./checked-text.ts";

const nothing = { lost: [], refused: [], differences: [] };

/** Workflows that come back as they are. */
const whole: Readonly<Record<string, string>> = {
  "a matrix that leaves out what the run says": `
on: push
jobs:
  a:
    runs-on: \${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-latest, windows-latest]
        exclude:
          - os: \${{ github.event_name == 'push' && 'windows-latest' || '' }}
    steps: [{ run: a }]
`,
  "a job of commands": `
name: CI and more
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: example/checkout@v1
      - run: npm ci
        working-directory: docs
      - name: Lint
        run: npm run lint
        if: always()
        continue-on-error: true
        timeout-minutes: 3
`,
  "a checkout that leaves its token": `
on: push
permissions: { contents: write }
jobs:
  lint: { runs-on: ubuntu-latest, steps: [{ uses: actions/checkout@v6 }] }
`,
  "versions of actions": `
on: push
jobs:
  lint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v7
      - uses: actions/setup-python@v4
      - uses: example/action@0123456789abcdef0123456789abcdef01234567 # v1.2.3
      - uses: example/action/part@0123456789abcdef0123456789abcdef01234567
`,
  "events with filters, forms and calls": `
on:
  push: { branches: main, tags-ignore: ["v*"] }
  pull_request: { types: [opened] }
  schedule: [{ cron: "1 2 * * 3" }, { cron: "4 5 * * 6" }]
  issues: { types: [opened] }
  workflow_run: { workflows: [Build], types: [completed] }
  workflow_dispatch:
    inputs:
      level: { description: How much, required: true }
      dry: { type: boolean, default: true }
      where: { type: choice, options: [dev, prod], default: dev }
jobs:
  lint: { runs-on: ubuntu-latest, steps: [{ run: "make \${{ inputs.level }}" }] }
`,
  "a workflow that others call": `
on:
  workflow_call:
    inputs: { count: { type: number }, name: { type: string, required: true } }
    secrets: { TOKEN: { description: For uploads, required: true }, OTHER: }
    outputs: { tag: { value: "\${{ jobs.build.outputs.tag }}" } }
jobs:
  build:
    runs-on: ubuntu-latest
    outputs: { tag: "\${{ steps.tag.outputs.tag }}" }
    steps:
      - id: tag
        run: make tag
        env: { TOKEN: "\${{ secrets.TOKEN }}", COUNT: "\${{ inputs.count }}" }
`,
  "a form and callers that give the same, and others": `
on:
  workflow_dispatch: { inputs: { mode: { type: choice, options: [a, b], required: true }, tag: { default: x, required: true } } }
  workflow_call: { inputs: { mode: { type: string, required: true }, plan: { type: string }, fast: { type: boolean, required: true } } }
jobs:
  lint: { runs-on: ubuntu-latest, steps: [{ run: make, env: { A: "\${{ inputs.plan || inputs.tag }}" } }] }
`,
  "options and defaults of inputs with other types": `
on:
  workflow_dispatch:
    inputs:
      level: { type: choice, options: [1, 2, true], default: 2 }
      dry: { type: boolean, default: "true" }
      count: { type: number, default: "1.50" }
  workflow_call: { inputs: { fast: { type: boolean, default: "false" }, most: { type: number, default: "3" } } }
jobs:
  lint: { runs-on: ubuntu-latest, steps: [{ run: make, env: { A: "\${{ inputs.level }}" } }] }
`,
  "what a job may have": `
on: push
run-name: Run of \${{ github.actor }}
env: { LEVEL: 1 }
defaults: { run: { shell: bash } }
concurrency: { group: "a-\${{ github.ref }}", cancel-in-progress: "\${{ github.ref != 'a' }}" }
permissions: {}
jobs:
  plan: { runs-on: [self-hosted, linux], steps: [{ run: "true" }] }
  test:
    name: Test on \${{ matrix.os }}
    needs: plan
    if: github.event_name == 'push' && needs.plan.result != 'failure'
    runs-on: \${{ matrix.os }}
    environment: { name: prod, url: "https://example.com/\${{ github.sha }}" }
    timeout-minutes: 10
    continue-on-error: \${{ matrix.os == 'macos-latest' }}
    permissions: { contents: read }
    concurrency: other
    container: { image: "node:20", env: { A: 1 }, ports: [80] }
    services: { db: postgres }
    env: { B: two }
    strategy:
      fail-fast: false
      max-parallel: 2
      matrix: { os: [ubuntu-latest, macos-latest], include: [{ os: ubuntu-latest, extra: true }], exclude: [{ os: macos-latest }] }
    steps: [{ run: 'make "\${{ matrix.os }}" \${{ matrix.extra }}' }]
`,
  "jobs that call workflows": `
on: push
jobs:
  plan: { uses: ./.github/workflows/plan.yml }
  build:
    name: Build
    needs: [plan]
    if: needs.plan.outputs.build == 'true'
    strategy: { matrix: { arch: [x64, arm64] } }
    uses: $/.github/workflows/build.yml
    with: { arch: "\${{ matrix.arch }}", tag: "\${{ needs.plan.outputs.tag }}", fast: true }
    secrets: { TOKEN: "\${{ secrets.TOKEN }}" }
  other:
    uses: owner/repo/.github/workflows/x.yml@0123456789abcdef0123456789abcdef01234567 # v1.2.3
    secrets: inherit
`,
  "matrices of objects, and of a run's making": `
on: push
jobs:
  plan:
    runs-on: ubuntu-latest
    strategy: { fail-fast: false }
    outputs: { matrix: "\${{ steps.plan.outputs.matrix }}" }
    steps: [{ id: plan, run: make plan }]
  test:
    needs: plan
    runs-on: \${{ matrix.config.os }}
    strategy: { matrix: { config: [{ os: ubuntu-latest, args: [-a, -b] }] } }
    outputs: { last: "\${{ matrix.config.os }}" }
    steps: [{ run: "make \${{ matrix.config.args[0] }}" }]
  all:
    needs: [plan, test]
    runs-on: ubuntu-latest
    strategy: { matrix: "\${{ fromJSON(needs.plan.outputs.matrix) }}" }
    env: { LAST: "\${{ needs.test.outputs.last }}" }
    steps: [{ run: make, env: { NAME: "\${{ matrix.name }}" } }]
`,
  "names in another case": `
on: { workflow_dispatch: { inputs: { level: {} } } }
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { tag: "\${{ steps.TAG.outputs.x }}" }
    steps: [{ id: tag, run: make tag }]
  lint:
    needs: PLAN
    runs-on: ubuntu-latest
    strategy: { matrix: { a: [1, 2] } }
    steps: [{ run: make, env: { A: "\${{ needs.Plan.outputs.TAG }}", B: "\${{ matrix.A }}", C: "\${{ inputs.LEVEL }}" } }]
`,
  "nothing where a condition or a value of a matrix belongs": `
on: push
jobs:
  lint:
    if: ''
    runs-on: ubuntu-latest
    strategy: { matrix: { a: [null, b], include: [{ a: b, c: }] } }
    steps: [{ run: 'make "\${{ matrix.a }}" "\${{ matrix.c }}"', if: "" }]
`,
  "commands with values that are written in the matrix": `
on: push
jobs:
  test:
    runs-on: \${{ matrix.os }}
    strategy: { matrix: { os: [ubuntu-latest, windows-latest], run: [npm run a && b] } }
    steps:
      - run: \${{ matrix.run }} --os=\${{matrix.os}} \${{ startsWith(matrix.os, 'windows') && 1 || 2 }}
      - run: \${{ matrix.run }}
      - { run: "print('\${{ matrix.os }}')", shell: python }
`,
  "pushes of branches and of no tags": `
on: { push: { branches: ["**"], tags: ["!**"] } }
jobs: { a: { runs-on: a, steps: [{ run: a }] } }
`,
  "items of lists": `
on: push
jobs:
  a:
    runs-on: a
    env: { A: "\${{ github.event.workflow_run.pull_requests[0].number }}", B: "\${{ github.event.commits['0'].id }}" }
    steps: [{ run: a }]
`,
  "conditions that are texts with values in them": `
on: push
jobs:
  a: { runs-on: a, if: "x \${{ github.ref }}", steps: [{ run: a, if: "(\${{ success() }} || \${{ failure() }}) {it's}" }] }
  b: { uses: ./.github/workflows/b.yml, if: "\${{ github.ref }} \${{ always() }}" }
`,
  "keys of a matrix in another case": `
on: push
jobs:
  a:
    runs-on: a
    strategy: { matrix: { OS: [a, b], exclude: [{ os: a }], include: [{ Os: b, extra: 1 }] } }
    steps: [{ run: a }]
`,
  "a job for Windows, whose shell stays PowerShell": `
on: push
jobs:
  test:
    runs-on: windows-latest
    steps: [{ run: "make \${{ github.sha }}" }, { run: dir, shell: cmd }]
`,
};

test("a file whose name begins with a point has the name that is left", () => {
  const text = "on: workflow_call\njobs: { a: { runs-on: a, steps: [{ run: a }] } }";
  const result = check(text, ".test-matrix.yaml");
  expect(result).toMatchObject(nothing);
  expect(result.plan.options.entries).toMatchObject({
    name: "test-matrix",
    file: ".test-matrix.yaml",
  });
});

describe("nothing is lost of", () => {
  test.each(Object.entries(whole))("%s", (_, text) => {
    expect(check(text)).toMatchObject(nothing);
  });
});

test.each<[string, string, object]>([
  [
    "a key without an option",
    "on: push\nunknown: 1\njobs: { a: { runs-on: a, steps: [{ run: a }] } }",
    { lost: [{ path: ["unknown"], kind: "key unknown" }], differences: [] },
  ],
  [
    "a key of a step",
    "on: push\njobs: { a: { runs-on: a, steps: [{ run: a, unknown: 1 }] } }",
    {
      lost: [{ path: ["jobs", "a", "steps", 0, "unknown"], kind: "key jobs…unknown" }],
      differences: [],
    },
  ],
  [
    "a filter that its event does not have",
    "on: { create: { tags: [v*] } }\njobs: { a: { runs-on: a, steps: [{ run: a }] } }",
    { lost: [{ path: ["on", "create", "tags"], kind: "filter" }], refused: [], differences: [] },
  ],
  [
    "steps that run side by side, with the releases of their actions",
    "on: push\njobs:\n  a:\n    runs-on: a\n    steps:\n    - parallel:\n      - uses: a/b@0123456789abcdef0123456789abcdef01234567 # v1.2.3\n    - { run: b }",
    { lost: [{ path: ["jobs", "a", "steps", 0], kind: "steps side by side" }], differences: [] },
  ],
  [
    "a flag and a number that are texts",
    "on: push\njobs: { a: { runs-on: a, timeout-minutes: '10', continue-on-error: 'true', steps: [{ run: a }] } }",
    {
      lost: [
        { path: ["jobs", "a", "timeout-minutes"], kind: "number as a text" },
        { path: ["jobs", "a", "continue-on-error"], kind: "flag as a text" },
      ],
      differences: [],
    },
  ],
  [
    "a command that is computed, and nothing of the steps behind it",
    "on: push\njobs: { a: { runs-on: a, steps: [{ run: '${{ vars.a }} | b' }, { run: b }] } }",
    { lost: [{ path: ["jobs", "a", "steps", 0] }], differences: [] },
  ],
  [
    "a step that the API refuses, and nothing of its job",
    "on: push\njobs: { a: { runs-on: a, strategy: { matrix: { v: [{ a: 1 }] } }, steps: [{ run: 'echo ${{ matrix.v }}', id: v }, { run: b, env: { V: '${{ steps.v.outcome }}' } }] } }",
    {
      lost: [{ path: ["jobs", "a", "steps", 0], kind: "step that the API refuses" }],
      refused: [],
      differences: [],
    },
  ],
  [
    "the command of a step that has an empty one",
    "on: push\njobs: { a: { runs-on: a, steps: [{ run: '' }, { run: b }] } }",
    {
      lost: [{ path: ["jobs", "a", "steps", 0], kind: "no command" }],
      refused: [],
      differences: [],
    },
  ],
  [
    "a command with a value of the workflow that the shell reads as code",
    "on: push\njobs: { a: { runs-on: a, env: { FLAGS: -a | b }, steps: [{ run: 'make ${{ env.FLAGS }}' }] } }",
    {
      lost: [{ path: ["jobs", "a", "steps", 0], kind: "expression in a command: as code" }],
      differences: [],
    },
  ],
  [
    "a job that the API refuses, and nothing of the others",
    "on: push\njobs: { a: { runs-on: a, outputs: { t: '${{ secrets.T }}' }, steps: [{ run: a }] }, b: { runs-on: a, needs: a, steps: [{ run: b }] } }",
    { lost: [], refused: [{ job: "a" }], differences: [] },
  ],
  [
    "a workflow that the API refuses",
    "on: nothing\njobs: { a: { runs-on: a, steps: [{ run: a }] } }",
    { refused: [{ job: undefined }] },
  ],
])("lost is %s", (_, text, expected) => {
  expect(check(text)).toMatchObject(expected);
});

describe("an expression that GitHub cannot read", () => {
  const good = "b: { runs-on: a, needs: a, steps: [{ run: b }] }";

  test.each([
    "a: { runs-on: a, steps: [{ run: 'echo ${{ foo( }}' }] }",
    "a: { runs-on: a, steps: [{ run: 'echo ${{ foo' }] }",
    "a: { runs-on: a, steps: [{ run: a, name: '${{ a b }}' }], outputs: { c: d } }",
    "a: { runs-on: a, steps: [{ run: a, if: nothing( }] }",
    "a: { runs-on: '${{ a b }}', steps: [{ run: 'echo ${{ github.sha }}' }] }",
    "a: { runs-on: a, strategy: { matrix: '${{ a b }}' }, steps: [{ run: a }] }",
    "a: { uses: ./.github/workflows/a.yml, secrets: { T: '${{ a b }}' } }",
  ])("loses its job and no other: %s", (job) => {
    const { lost, refused, differences } = check(`on: push\njobs: { ${job}, ${good} }`);
    const kind = "expression that GitHub cannot read";
    expect(lost).toContainEqual(expect.objectContaining({ path: ["jobs", "a"], kind }));
    expect({ refused, differences }).toEqual({ refused: [], differences: [] });
  });

  test.each([
    "env: { A: '${{ a b }}' }",
    "run-name: '${{ foo( }}'",
    "concurrency: '${{ a'",
    'name: "${{ a b }}"',
  ])("refuses the file outside of jobs: %s", (text) => {
    const { refused } = check(`on: push\n${text}\njobs: { ${good.replace("needs: a,", "")} }`);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.job).toBeUndefined();
  });
});
