import { expect, test } from "vitest";
import { isTruthy } from "../../src/expression/values/coercion.ts";
import { evaluate } from "../../src/expression/values/evaluate.ts";
import { known } from "../../src/expression/values/unknown.ts";
import { jobCondition } from "../../src/expression/analysis/implied-success.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { ci } from "../../tasks/ci.ts";
import app from "../../recompose.ts";

const { jobs } = compileWorkflow(ci, app.defaults);
const outsiders = [
  "check_workflows",
  "check_report",
  "check_act",
  "check_faults",
  "check_coverage",
  "check_audit",
  "check_properties",
  "next_version",
];

function runs(job: string, contexts: Readonly<Record<string, unknown>>): boolean {
  const condition = jobs[job]?.if;
  return (
    condition === undefined ||
    isTruthy(known(evaluate(jobCondition(condition), contexts, { success: () => true })))
  );
}

// https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#github-context: repository_id
test.each([
  ["push", {}],
  ["pull_request", {}],
  ["workflow_dispatch", { outsiders: false }],
])("on GitHub every job of ci runs on %s", (event_name, inputs) => {
  const contexts = { github: { event_name, repository_id: "123456789" }, inputs };
  for (const job of Object.keys(jobs)) expect([job, runs(job, contexts)]).toEqual([job, true]);
});

test("here ci leaves out what needs Go, Python or a browser, and runs it with --outsiders", () => {
  for (const job of outsiders) {
    expect(runs(job, { github: {}, inputs: { outsiders: false } })).toBe(false);
    expect(runs(job, { github: {}, inputs: { outsiders: true } })).toBe(true);
  }
  expect(runs("test", { github: {}, inputs: { outsiders: false } })).toBe(true);
});
