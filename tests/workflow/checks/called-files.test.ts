import { describe, expect, test } from "vitest";
import type { Workflow, WorkflowJob, YamlValue } from "../../../src/model/workflow.ts";
import { checkCalledFiles } from "../../../src/workflow/checks/called-files.ts";
import { folderWith } from "../../support/folder-with.ts";

const jobs = "jobs: { a: { runs-on: ubuntu-latest, steps: [{ run: x }] } }\n";
const files = {
  "push.yml": `on: push\n${jobs}`,
  "list.yml": `on: [push, workflow_call]\n${jobs}`,
  "plain.yml": `on: { workflow_call: }\n${jobs}`,
  "ext.yml": `on:
  workflow_call:
    inputs: { level: { type: string, required: true, default: x }, deep: { type: boolean } }
    secrets: { TOKEN: { required: true }, OTHER: }
    outputs: { url: { value: x } }
${jobs}`,
  "loop.yml": "on: workflow_call\njobs: { a: { uses: ./.github/workflows/ci.yml } }\n",
  "around.yml": "on: workflow_call\njobs: { a: { uses: ./.github/workflows/around.yml } }\n",
  "broken.yml": "on: [",
};
const folder = folderWith(
  "recompose-called-",
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`.github/workflows/${name}`, text]),
  ),
);

function problem(
  name: string,
  job: Partial<WorkflowJob> = {},
  others: Readonly<Record<string, Partial<WorkflowJob>>> = {},
): Promise<string> {
  const call = { uses: `./.github/workflows/${name}`, ...job };
  const steps = { steps: [] };
  const caller: Workflow = {
    name: "ci",
    on: { push: null },
    jobs: Object.fromEntries(
      Object.entries({ one: call, ...others }).map(([id, one]) => [id, { ...steps, ...one }]),
    ),
  };
  const own = (on: Readonly<Record<string, YamlValue>>): Workflow => ({ name: "x", on, jobs: {} });
  const compiled = (file: string): Workflow | undefined =>
    new Map([
      ["ci.yml", caller],
      ["starts.yml", own({ push: null })],
      ["checks.yml", own({ workflow_call: { inputs: { n: { type: "number", required: true } } } })],
    ]).get(file);
  return checkCalledFiles(caller, {
    folder,
    workflows: ["ci.yml", "starts.yml", "checks.yml"],
    compiled,
  }).then(
    () => "none",
    (error: unknown) => (error as Error).message,
  );
}

const fitting = { with: { LEVEL: "high" }, secrets: { token: "${{ secrets.TOKEN }}" } };

describe("a call of a file", () => {
  test.each<[string, Partial<WorkflowJob>]>([
    ["list.yml", {}],
    ["plain.yml", {}],
    ["ext.yml", fitting],
    ["ext.yml", { ...fitting, secrets: "inherit" }],
    ["checks.yml", { with: { n: 1 } }],
    ["around.yml", {}],
    ["ext.yml", { ...fitting, uses: "$/.github/workflows/ext.yml" }],
  ])("%s may be %j", async (name, job) => {
    expect(await problem(name, job)).toBe("none");
  });

  test.each<[string, string, Partial<WorkflowJob>, string]>([
    [
      "is of one that has workflow_call",
      "push.yml",
      {},
      "cannot be called: its `on` has no workflow_call.",
    ],
    [
      "is of an automation that has it, too",
      "starts.yml",
      {},
      "cannot be called: its `on` has no workflow_call.",
    ],
    [
      "gives every required input, even one with a default",
      "ext.yml",
      { secrets: "inherit" },
      'requires the input "level", which the call does not give.',
    ],
    ["gives an automation its inputs, too", "checks.yml", {}, 'requires the input "n"'],
    [
      "gives no other input",
      "ext.yml",
      { ...fitting, with: { level: "high", dep: true } },
      'has no input "dep", and GitHub refuses a call that gives it. Its inputs are "level" and "deep". Did you mean "deep"?',
    ],
    [
      "passes every required secret",
      "ext.yml",
      { with: { level: "high" } },
      'requires "TOKEN", and the job passes no secret.',
    ],
    [
      "passes no other secret",
      "ext.yml",
      { ...fitting, secrets: { TOKEN: "x", NOPE: "x" } },
      'has no secret "NOPE", and GitHub refuses a call that passes it.',
    ],
    ["is of a workflow", "broken.yml", {}, "is no workflow that GitHub can read:"],
    ["is not of the workflow itself", "ci.yml", {}, "is the workflow itself"],
    [
      "is not of the workflow itself through others",
      "loop.yml",
      {},
      "calls ./.github/workflows/ci.yml, which is the workflow itself",
    ],
  ])("%s", async (_rule, name, job, message) => {
    const text = await problem(name, job);
    expect(text).toMatch(/^automation "ci", job "one"/);
    expect(text).toContain(`: ./.github/workflows/${name} ${message}`);
  });

  test("in an automation that is called is checked, too", async () => {
    const uses = "./.github/workflows/push.yml";
    const called = { name: "between", on: {}, jobs: { b: { uses, steps: [] } } };
    expect(await problem("plain.yml", {}, { two: { called } })).toMatch(
      /^automation "between", job "b": \.\/\.github\/workflows\/push\.yml cannot be called/,
    );
  });
});

describe("an output of a called file", () => {
  const reads = (output: string): Readonly<Record<string, Partial<WorkflowJob>>> => ({
    two: { needs: ["one"], env: { A: `\${{ needs.one.outputs.${output} }}` } },
  });

  test("is one that the file has", async () => {
    expect(await problem("ext.yml", fitting, reads("URL"))).toBe("none");
    expect(await problem("ext.yml", fitting, reads("*"))).toBe("none");
    expect(await problem("ext.yml", fitting, reads("ur"))).toBe(
      'automation "ci", job "two": it reads the output "ur" of the job "one", which calls ./.github/workflows/ext.yml. The outputs of that are "url". Did you mean "url"?',
    );
  });
});

test("a file named by $/ is read like one named by ./", async () => {
  expect(await problem("", { uses: "$/.github/workflows/push.yml" })).toContain("cannot be called");
  expect(await problem("", { uses: "$/.github/workflows/loop.yml" })).toContain(
    "not even through others",
  );
});
