/** Whatever is declared without an error is a workflow that GitHub's own parser reads as it was meant. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { automation, type Automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import type { Job } from "../../src/automation/keys/job-options.ts";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import { onPullRequest, onPush, onSchedule } from "../../src/automation/triggers/trigger.ts";
import { notFailed } from "../../src/expression/build/condition.ts";
import { github } from "../../src/expression/build/github-context.ts";
import { boolInput, choiceInput, numberInput, stringInput } from "../../src/inputs/input.ts";
import { shell } from "../../src/steps/shell-step.ts";
import { uses } from "../../src/steps/uses.ts";
import { task } from "../../src/task/task.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";
import { workflowFindings } from "../../src/workflow/checks/validate.ts";
import { cases } from "../support/cases.ts";
import { workflowDefaults } from "./workflow-defaults.ts";

const work = task({
  name: "work",
  inputs: {
    text: stringInput({ default: "" }),
    flag: boolInput(),
    count: numberInput({ default: 1 }),
  },
  outputs: ["value"],
  artifacts: ["file"],
  secrets: ["TOKEN"],
  run() {},
});

/** Text with everything that YAML and shells care about, but no `${{`, which starts an expression. */
const text = fc
  .oneof(
    fc.constantFrom(
      "yes",
      "1:30",
      "- a",
      "a: b",
      "#",
      "|",
      "'",
      '"',
      "\n",
      " x ",
      "!tag",
      "*",
      "0x1",
    ),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  )
  .filter((value) => !value.includes("${{"));

const jobPlan = fc.record({
  text,
  count: fc.double({ noNaN: true, noDefaultInfinity: true }),
  needs: fc.array(fc.nat(), { maxLength: 3 }),
  axes: fc.option(
    fc.dictionary(
      fc.stringMatching(/^[a-d]{1,3}$/),
      fc.uniqueArray(fc.oneof(text, fc.integer(), fc.boolean()), { minLength: 1, maxLength: 3 }),
      { minKeys: 1, maxKeys: 3 },
    ),
  ),
  conditional: fc.boolean(),
  name: fc.option(text.filter((value) => value.trim() !== "")),
  minutes: fc.option(fc.integer({ min: 1, max: 360 })),
  env: fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/), fc.oneof(text, fc.integer())),
  command: fc.option(text.filter((value) => value.trim() !== "")),
});

const plan = fc.record({
  events: fc.subarray(["push", "pull_request", "schedule"] as const),
  withInputs: fc.boolean(),
  description: text,
  jobs: fc.array(jobPlan, { minLength: 1, maxLength: 5 }),
});

type Plan = typeof plan extends fc.Arbitrary<infer Value> ? Value : never;

const triggers = {
  push: onPush({ branches: ["main"] }),
  pull_request: onPullRequest(),
  schedule: onSchedule({ cron: "0 5 * * *", timezone: "Europe/Berlin" }),
};

function declare({ events, withInputs, description, jobs }: Plan): Automation {
  return automation({
    name: "random",
    on: events.map((event) => triggers[event]),
    inputs: withInputs
      ? {
          note: stringInput({ default: "none", description }),
          level: choiceInput(["low", "high"], { default: "low" }),
          dry: boolInput({ default: true }),
        }
      : {},
    jobs(inputs) {
      const declared: Job[] = [];
      for (const [index, one] of jobs.entries()) {
        const needs = one.needs.flatMap((need) => declared[need % Math.max(1, index)] ?? []);
        const source = needs.at(0);
        const m = one.axes === null ? undefined : matrix(one.axes);
        const reference = m === undefined ? undefined : Object.values(m)[0];
        declared.push(
          job(work, {
            id: `job_${index}`,
            needs,
            inputs: {
              text: reference === undefined ? one.text : `${one.text} ${reference.toString()}`,
              count: one.count,
              flag: source?.result.eq("success") ?? true,
            },
            env: { ...one.env, ...("note" in inputs ? { NOTE: inputs.note } : {}) },
            ...(m === undefined ? {} : { matrix: m }),
            ...(one.name === null ? {} : { name: one.name }),
            ...(one.minutes === null ? {} : { timeoutMinutes: one.minutes }),
            ...(one.conditional ? { condition: notFailed().and(github.refName.ne(one.text)) } : {}),
            ...(one.command === null
              ? {}
              : { setup: [uses("actions/checkout@v7"), shell(one.command)] }),
          }),
        );
      }
    },
  });
}

/** A workflow without what is not printed, as YAML has it. */
function printed(workflow: unknown): unknown {
  return JSON.parse(
    JSON.stringify(workflow, (key, value: unknown) =>
      ["purpose", "version", "codeRef"].includes(key) && typeof value === "string"
        ? undefined
        : value,
    ),
  );
}

test("a workflow is valid for GitHub and says what was compiled", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (declaration) => {
      const workflow = compileWorkflow(declare(declaration), workflowDefaults);
      const content = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
      expect(parse(content)).toEqual(printed(workflow));
      expect(await workflowFindings("random.yml", content)).toEqual([]);
    }),
    // What check_workflows reads is the same every time.
    {
      ...cases(100),
      ...(process.env["RECOMPOSE_KEEP_WORKFLOWS"] === undefined ? {} : { seed: 1 }),
    },
  );
});
