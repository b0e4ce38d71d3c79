/** What `recompose.ts` says of a workflow. */
import { expect, test } from "vitest";
import { readWorkflow } from "../../../src/import/read-workflow.ts";
import { translateWorkflow } from "../../../src/import/translate/workflow-plan.ts";
import type { AutomationPlan } from "../../../src/typescript/plan.ts";
import { planText, statementsText } from "./plan-text.ts";

function planOf(text: string): AutomationPlan {
  return translateWorkflow(readWorkflow(text), { file: "build.yml" }).plan;
}

/** What is said in `jobs`. */
function jobsOf(jobs: string, on = "push"): string {
  return statementsText(planOf(`on: ${on}\njobs:\n${jobs}`).statements);
}

function constantsOf(jobs: string): readonly string[] {
  return planOf(`on: push\njobs: ${jobs}`).statements.flatMap(({ constant }) => constant ?? []);
}

test("the options of an automation are those of the file", () => {
  const { options, parameters } = planOf(`
name: Build it
on: { push: { branches-ignore: [old] } }
jobs: { a: { runs-on: a, steps: [{ run: a }] } }
`);
  expect(planText(options)).toBe(`{
  name: "build",
  title: "Build it",
  on: [onPush({ branchesIgnore: ["old"] })],
  permissions: "repository",
  concurrency: false,
}`);
  expect(parameters).toBe("");
});

test("a job refers to its matrix, and to jobs before it", () => {
  const text = jobsOf(`
  build-all:
    runs-on: \${{ matrix.os }}
    strategy: { matrix: { os: [ubuntu-latest] } }
    steps:
      - uses: example/action@v1
        with: { token: "\${{ secrets.TOKEN }}", title: "on \${{ matrix.os }}" }
  after: { needs: build-all, runs-on: ubuntu-latest, steps: [{ run: "true" }] }
`);
  expect(text).toBe(`const m = matrix({ os: ["ubuntu-latest"] });

const buildAll = job("build-all", {
  runsOn: m.os,
  matrix: m,
  steps: [
    uses("example/action@v1", {
      with: { token: secret("TOKEN"), title: \`on \${m.os}\` },
    }),
  ],
});

job("after", {
  needs: [buildAll],
  runsOn: "ubuntu-latest",
  steps: [shell("true")],
});`);
});

test("a step that others refer to is a constant before its job", () => {
  const text = jobsOf(`
  image:
    runs-on: ubuntu-latest
    environment: { name: prod, url: "\${{ steps.push.outputs.url }}" }
    outputs: { digest: "\${{ steps.push.outputs.digest }}" }
    steps:
      - { id: unused, run: make }
      - { id: meta, uses: example/meta@v1 }
      - { id: push, run: make push, if: steps.meta.outcome == 'success', env: { TAGS: "\${{ steps.meta.outputs.tags }}" } }
`);
  expect(text).toBe(`const meta = uses("example/meta@v1", { id: "meta" });

const push = shell("make push", {
  id: "push",
  if: meta.outcome.eq("success"),
  env: { TAGS: meta.get("tags") },
});

job("image", {
  runsOn: "ubuntu-latest",
  environment: { name: "prod", url: push.get("url") },
  steps: [shell("make", { id: "unused" }), meta, push],
  outputs: { digest: push.get("digest") },
});`);
});

test("a step refers to no step behind it", () => {
  const text = jobsOf(`
  image: { runs-on: a, steps: [{ run: a, if: steps.last.outcome }, { id: last, run: b }] }
`);
  expect(text).toContain('shell("a", { if: expr`false` }), shell("b", { id: "last" })');
  expect(text).not.toContain("const last");
});

test("an input is a reference where that is the plain input", () => {
  const inputs = "{ level: { default: '' }, dry-run: { type: boolean }, mode: { default: slow } }";
  const jobs = `
  lint:
    runs-on: ubuntu-latest
    if: inputs.dry-run && inputs.level == 'high'
    steps: [{ run: make, env: { LEVEL: "\${{ inputs.level }}", MODE: "\${{ inputs.mode }}" } }]
`;
  const dispatched = jobsOf(jobs, `{ workflow_dispatch: { inputs: ${inputs} } }`);
  expect(dispatched).toContain('and(inputs["dry-run"], inputs.level.eq("high"))');
  expect(dispatched).toContain("{ LEVEL: inputs.level, MODE: inputs.mode }");
  const pushed = jobsOf(jobs, `{ push: , workflow_dispatch: { inputs: ${inputs} } }`);
  expect(pushed).toContain("{ LEVEL: inputs.level, MODE: expr`inputs.mode` }");
  const { parameters } = planOf(`on: { workflow_dispatch: { inputs: ${inputs} } }\njobs:\n${jobs}`);
  expect(parameters).toBe("inputs");
});

test("constants have names as a person would choose, each another one", () => {
  const job = "{ runs-on: a, strategy: { matrix: { os: [a] } }, steps: [{ run: a }] }";
  expect(
    constantsOf(
      `{ a-b: ${job}, aB: ${job}, cache: ${job}, build: ${job}, CI: ${job}, c: { needs: [a-b, aB, cache, build, CI], runs-on: a, steps: [] } }`,
    ),
  ).toEqual(
    "aBMatrix aB aBMatrix2 aBJob cacheMatrix cacheJob buildMatrix buildJob ciMatrix ci".split(" "),
  );
});

test("a constant that nothing refers to has no name", () => {
  expect(
    constantsOf("{ a: { needs: b, runs-on: a, steps: [] }, b: { runs-on: a, steps: [] } }"),
  ).toEqual([]);
});

test("steps with one id in several jobs have the names of their jobs", () => {
  const job =
    "{ runs-on: a, steps: [{ id: meta, run: a }, { run: b, if: steps.meta.outputs.x == '' }] }";
  expect(constantsOf(`{ one: ${job}, two: ${job} }`)).toEqual(["oneMeta", "twoMeta"]);
});

test("a note says which variable a command has in place of an expression", () => {
  const workflow = readWorkflow(`
on: push
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: "make" }, { run: "echo \${{ github.sha }}" }] }
  b: { runs-on: windows-latest, steps: [{ run: 'make "\${{ vars.A }}" "\${{ vars.B }}"' }] }
  c: { runs-on: ubuntu-latest, steps: [{ run: "\${{ vars.A }} --all" }] }
  d:
    runs-on: ubuntu-latest
    env: { A: "\${{ vars.A }}" }
    steps: [{ run: "make \${{ vars.B }}" }, { run: "make \${{ env.A }}" }]
`);
  const { notes } = translateWorkflow(workflow, { file: "ci.yml" });
  expect(notes).toEqual([
    {
      path: ["jobs", "a", "steps", 1],
      text: "github.sha is $RUN_SHA in the command now, so that its value is never read as code",
    },
    {
      path: ["jobs", "b", "steps", 0],
      text: "vars.A is $env:VARS_A and vars.B is $env:VARS_B in the command now, so that their values are never read as code",
    },
    {
      path: ["jobs", "c", "steps", 0],
      text: "vars.A is $VARS_A in the command now, and what `eval` takes is code, as it was",
    },
    {
      path: ["jobs", "d", "steps", 0],
      text: "vars.B is $VARS_B in the command now, so that its value is never read as code; quotes in vars.B are no quotes any more",
    },
    {
      path: ["jobs", "d", "steps", 1],
      text: "quotes in env.A are no quotes any more",
    },
  ]);
});

test("a shell is left to GitHub where shell() would name one", () => {
  const job = (runsOn: string, more = ""): string =>
    `{ runs-on: ${runsOn}, ${more} steps: [{ run: a }], strategy: { matrix: { os: [ubuntu-latest] } } }`;
  expect(jobsOf(`  a: ${job("windows-latest")}`)).toContain('shell("a", { shell: "default" })');
  expect(jobsOf(`  a: ${job("'${{ vars.RUNNER }}'")}`)).toContain('{ shell: "default" }');
  expect(jobsOf(`  a: ${job("'${{ matrix.os }}'")}`)).toContain('[shell("a")]');
  expect(jobsOf(`  a: ${job("windows-latest", "defaults: { run: { shell: pwsh } },")}`)).toContain(
    '[shell("a")]',
  );
});

test("a command of one line has no line break behind it, as it has in a block of YAML", () => {
  const text = jobsOf(`
  a:
    runs-on: a
    steps:
      - run: |
          make one
      - run: |
          make two
          make three
`);
  expect(text).toContain('shell("make one")');
  expect(text).toContain("make two\n      make three\n    `");
});
