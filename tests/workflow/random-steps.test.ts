/** Whatever jobs of steps are declared without an error make a workflow that GitHub's own parser reads as it was meant. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { type Automation, automation } from "../../src/automation/automation.ts";
import { call } from "../../src/automation/job/call.ts";
import { job } from "../../src/automation/job/job.ts";
import { runs } from "../../src/automation/job/runs.ts";
import type { AnyStep } from "../../src/automation/keys/job-options.ts";
import { always, cancelled, failure, not } from "../../src/expression/build/condition.ts";
import { github, secret } from "../../src/expression/build/github-context.ts";
import type { Reference } from "../../src/expression/build/reference.ts";
import { stringInput } from "../../src/inputs/input.ts";
import { shell } from "../../src/steps/shell-step.ts";
import type { StepResult } from "../../src/steps/step.ts";
import { uses } from "../../src/steps/uses.ts";
import { task } from "../../src/task/task.ts";
import { workflowFindings } from "../../src/workflow/checks/validate.ts";
import { compileWorkflow } from "../../src/workflow/compile/compile.ts";
import { renderWorkflow } from "../../src/workflow/print/render.ts";
import { cases } from "../support/cases.ts";
import { workflowDefaults } from "./workflow-defaults.ts";

const lint = task({ name: "lint", run() {} });
const work = task({
  name: "work",
  inputs: { text: stringInput({ default: "" }) },
  outputs: ["value"],
  artifacts: ["file"],
  secrets: ["TOKEN"],
  run() {},
});

const commit = "8ade135a41bc03ea155e62e844d188df1ea18608";
const actions = {
  action: `acme/tool@${commit} # v1.0.0`,
  image: `docker://alpine@sha256:${"0".repeat(64)}`,
  folder: "./tool",
};

const text = fc
  .oneof(
    fc.constantFrom("yes", "- a", "a: b", "#", "|", "'", '"', "\n", "!tag", "0x1", "$(x)"),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  )
  .filter((value) => !value.includes("${{"));
const filled = text.filter((value) => value.trim() !== "");

const stepPlan = fc.record({
  kind: fc.constantFrom("task", "command", "action", "image", "folder" as const),
  words: filled,
  name: fc.option(filled),
  condition: fc.option(fc.constantFrom("always", "failure", "text", "earlier", "not cancelled")),
  tolerated: fc.option(fc.constantFrom(true, false, "earlier" as const)),
  minutes: fc.option(fc.integer({ min: 1, max: 360 })),
  env: fc.dictionary(fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/), fc.oneof(text, fc.integer()), {
    maxKeys: 2,
  }),
  readsEarlier: fc.boolean(),
  readsSecret: fc.boolean(),
});

const plan = fc.array(
  fc.record({
    kind: fc.constantFrom("steps", "task", "call"),
    steps: fc.array(stepPlan, { minLength: 1, maxLength: 5 }),
    mapped: fc.boolean(),
    days: fc.option(fc.integer({ min: 0, max: 90 })),
  }),
  { minLength: 1, maxLength: 3 },
);

type JobPlan = typeof plan extends fc.Arbitrary<readonly (infer One)[]> ? One : never;
type StepPlan = JobPlan["steps"][number];

interface Earlier {
  readonly outcome: Reference<StepResult>;
  readonly value: Reference<string>;
}

/** The steps of a job, and what later options may read of them. The first task saves an artifact. */
function stepsOf(plans: readonly StepPlan[]): readonly [readonly AnyStep[], readonly Earlier[]] {
  const earlier: Earlier[] = [];
  const steps = plans.map((one, index): AnyStep => {
    const id = `step_${index}`;
    const before = earlier.at(-1);
    const conditions = {
      always: always(),
      failure: failure(),
      text: github.refName.ne(one.words),
      earlier: before?.outcome.eq("success"),
      "not cancelled": not(cancelled()).and(github.eventName.eq("push")),
    };
    const condition = one.condition === null ? undefined : conditions[one.condition];
    const tolerated =
      one.tolerated === "earlier" ? before?.outcome.ne("failure") : (one.tolerated ?? undefined);
    const options = {
      id,
      env: {
        ...one.env,
        ...(one.readsSecret && { OWN_SECRET: secret("OWN") }),
        ...(one.readsEarlier && before !== undefined && { EARLIER: `${one.words}${before.value}` }),
      },
      ...(one.name !== null && { name: one.name }),
      ...(condition !== undefined && { if: condition }),
      ...(tolerated !== undefined && { continueOnError: tolerated }),
      ...(one.minutes !== null && { timeoutMinutes: one.minutes }),
    };
    if (one.kind === "task") {
      const isFirst = plans.findIndex(({ kind }) => kind === "task") === index;
      if (!isFirst) {
        const step = runs(lint, options);
        earlier.push({ outcome: step.outcome, value: step.outcome });
        return step;
      }
      const step = runs(work, { ...options, inputs: { text: before?.value ?? one.words } });
      earlier.push({ outcome: step.outcome, value: step.get("value") });
      return step;
    }
    const step =
      one.kind === "command"
        ? shell(one.words, options)
        : uses(actions[one.kind], {
            ...options,
            with: { words: one.words },
          });
    earlier.push({ outcome: step.outcome, value: step.get("value") });
    return step;
  });
  return [steps, earlier];
}

function declare(jobs: readonly JobPlan[]): Automation {
  return automation({
    name: "random",
    warnings: false,
    jobs() {
      for (const [index, one] of jobs.entries()) {
        const id = `job_${index}`;
        if (one.kind === "call") {
          call(`acme/tools/.github/workflows/x.yml@${commit}`, {
            id,
            inputs: { a: one.steps.length },
          });
          continue;
        }
        const artifacts = one.days === null ? {} : { file: { retentionDays: one.days } };
        const [steps, earlier] = stepsOf(one.steps);
        if (one.kind === "task") {
          const others = one.steps.map((step) => ({ ...step, kind: "command" as const }));
          job(work, { id, artifacts, after: stepsOf(others)[0] });
          continue;
        }
        const hasTask = one.steps.some(({ kind }) => kind === "task");
        const last = earlier.at(-1);
        job(id, {
          steps,
          outputs: one.mapped && last !== undefined ? { mapped: last.value } : {},
          ...(hasTask && { artifacts: artifacts as {} }),
        });
      }
    },
  });
}

/** A workflow without what is not printed, as YAML has it. */
function printed(workflow: unknown): unknown {
  const isHidden = (key: string, value: unknown): boolean =>
    ["purpose", "version", "codeRef"].includes(key) && typeof value === "string";
  return JSON.parse(
    JSON.stringify(workflow, (key, value: unknown) => (isHidden(key, value) ? undefined : value)),
  );
}

test("a workflow of jobs of steps is valid for GitHub and says what was compiled", async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (jobs) => {
      const workflow = compileWorkflow(declare(jobs), workflowDefaults);
      const content = renderWorkflow(workflow, "recompose.ts", "./run generate-gha");
      const expected = printed(workflow) as { readonly jobs: object };
      const read = parse(content) as { readonly jobs: object };
      // Calls have no steps in the file.
      expect(withoutEmptySteps(read)).toEqual(withoutEmptySteps(expected));
      expect(await workflowFindings("random.yml", content)).toEqual([]);
    }),
    {
      ...cases(60),
      ...(process.env["RECOMPOSE_KEEP_WORKFLOWS"] === undefined ? {} : { seed: 1 }),
    },
  );
});

function withoutEmptySteps(workflow: { readonly jobs: object }): object {
  const jobs = Object.entries(workflow.jobs as Readonly<Record<string, { steps?: unknown[] }>>);
  return {
    ...workflow,
    jobs: Object.fromEntries(
      jobs.map(([id, { steps = [], ...rest }]) => [
        id,
        steps.length === 0 ? rest : { ...rest, steps },
      ]),
    ),
  };
}
