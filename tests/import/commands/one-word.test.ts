import { expect, test } from "vitest";
import { isOneWord } from "../../../src/import/commands/one-word.ts";

test.each([
  "github.sha",
  "GitHub.run_number",
  "github.workspace",
  "runner.temp",
  "job.status",
  "steps.test.outcome",
  "needs.build.result",
  "strategy.job-index",
  "github.ref == 'a b'",
  "!inputs.a",
  "contains(inputs.a, 'b')",
  "format('v{0}.{1}', github.run_number, 'a')",
  "github.sha || 'a'",
])("%s is one word", (expression) => {
  expect(isOneWord(expression)).toBe(true);
});

test.each([
  "vars.FLAGS",
  "secrets.ARGUMENTS",
  "inputs.a",
  "steps.test.outputs.result",
  "needs.build.outputs.result",
  "github.head_ref",
  "github.event.pull_request.title",
  "env.A",
  "''",
  "'a b'",
  "format('{0} {1}', 1, 2)",
  "format('v{0}', inputs.a)",
  "github.sha || inputs.a",
  "toJSON(matrix)",
  "hashFiles('a')",
])("%s may be several words, or none", (expression) => {
  expect(isOneWord(expression)).toBe(false);
});
