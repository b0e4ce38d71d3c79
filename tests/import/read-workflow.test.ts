import { expect, test } from "vitest";
import { readWorkflow } from "../../src/import/read-workflow.ts";

const jobs = "jobs: { lint: { runs-on: ubuntu-latest, steps: [] } }";

test("on, yes and no are texts, as in YAML 1.2", () => {
  const { on, env } = readWorkflow(`on: push\nenv: { A: yes, B: no, C: on, D: true }\n${jobs}`);
  expect(on).toBe("push");
  expect(env).toEqual({ A: "yes", B: "no", C: "on", D: true });
});

test("anchors are followed, and `<<` is a key like any other", () => {
  const { env } = readWorkflow(`on: push\nx: &x { A: 1 }\nenv: { B: *x, <<: 2 }\n${jobs}`);
  expect(env).toEqual({ B: { A: 1 }, "<<": 2 });
});

test("keys are texts", () => {
  expect(readWorkflow(`on: push\nenv: { 1: a, true: b }\n${jobs}`)["env"]).toEqual({
    1: "a",
    true: "b",
  });
});

test.each(["", "- push", "on: push", jobs, "on: push\njobs: []"])("%j is no workflow", (text) => {
  expect(() => readWorkflow(text)).toThrow("A workflow is a mapping with `on` and `jobs`.");
});

test("a text that is no YAML is told so", () => {
  expect(() => readWorkflow("on: [push\njobs: {}")).toThrow("Flow sequence");
});
