/** Steps of several jobs that are named once. */
import { expect, test } from "vitest";
import { readWorkflow } from "../../../../src/import/read-workflow.ts";
import { translateWorkflow } from "../../../../src/import/translate/workflow-plan.ts";
import { statementsText } from "../plan-text.ts";

/** @param jobs The steps of each job, as YAML. */
function jobsOf(jobs: Readonly<Record<string, readonly string[]>>): string {
  const all = Object.entries(jobs).map(
    ([id, steps]) =>
      `  ${id}:\n    runs-on: ubuntu-latest\n    strategy: { matrix: { os: [a] } }\n    steps:\n${steps.map((step) => `      - ${step}\n`).join("")}`,
  );
  const workflow = readWorkflow(`on: push\njobs:\n${all.join("")}`);
  return statementsText(translateWorkflow(workflow, { file: "ci.yml" }).plan.statements);
}

const checkout = "{ uses: actions/checkout@v4, with: { persist-credentials: false } }";
const node = "{ uses: actions/setup-node@v4, with: { node-version: 22, cache: npm } }";

test("a run of equal steps in several jobs is a constant before the first of them", () => {
  const text = jobsOf({
    lint: [checkout, node, "run: npm ci", "run: npm run lint"],
    test: [checkout, node, "run: npm ci", "run: npm test"],
    other: [checkout, "run: make"],
  });
  expect(text.split("\n")[0]).toBe(
    'const setup = [checkout(), setupNode("22", { cache: "npm" }), shell("npm ci")];',
  );
  expect(text).toContain('steps: [...setup, shell("npm run lint")]');
  expect(text).toContain('steps: [...setup, shell("npm test")]');
  expect(text).toContain('steps: [checkout(), shell("make")]');
});

test("the longer run goes before the one that leaves less out", () => {
  const text = jobsOf({
    a: [checkout, node, "run: npm ci", "run: a"],
    b: [checkout, node, "run: npm ci", "run: b"],
    c: [checkout, node, "run: c"],
    d: [checkout, node, "run: d"],
  });
  expect(text).toContain('const setup = [checkout(), setupNode("22", { cache: "npm" })];');
  expect(text.match(/\.\.\.setup,/g)).toHaveLength(4);
});

test("steps that belong to their job stay there", () => {
  const own = ["{ id: x, run: a }", 'run: "${{ matrix.os }}"', "{ run: b, if: steps.x.outcome }"];
  expect(jobsOf({ a: [checkout, ...own], b: [checkout, ...own] })).not.toContain("...");
});

test("a command of several lines in several jobs is a constant", () => {
  const report = '{ name: Report failures, run: "one\\ntwo" }';
  const text = jobsOf({ a: ["run: a", report, "run: b"], b: ["run: c", report, "run: d"] });
  expect(text).toContain("const reportFailures = shell(");
  expect(text).toContain('steps: [shell("a"), reportFailures, shell("b")]');
});

test("an action of the repository has the name of its folder", () => {
  const action = "uses: ./.github/actions/check-links";
  const text = jobsOf({ a: [action, "run: make"], b: [action, "run: make"] });
  expect(text).toContain("const checkLinksAndMake = [");
});

test("constants say what their steps are for", () => {
  const text = jobsOf({
    a: [checkout, node, "run: a", "run: make x", "run: make y", "run: e"],
    b: [checkout, node, "run: b", "run: make x", "run: make y", "run: f"],
    c: [checkout, "{ name: Install mold, run: mold }", "run: c"],
    d: [checkout, "{ name: Install mold, run: mold }", "run: d"],
  });
  expect(text.match(/^const \w+(?= = \[)/gm)).toEqual([
    "const setup",
    "const makeXAndMakeY",
    "const installMold",
  ]);
});
