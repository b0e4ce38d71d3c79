import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { conditionOf } from "../../../src/automation/declaration.ts";
import type { AutomationOptions } from "../../../src/automation/keys/automation-options.ts";
import { job } from "../../../src/automation/job/job.ts";
import type { Job, JobSettings } from "../../../src/automation/keys/job-options.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { warningKinds } from "../../../src/automation/warning.ts";
import {
  onPullRequest,
  onPullRequestTarget,
  onPush,
  onWorkflowDispatch,
  type Trigger,
} from "../../../src/automation/triggers/trigger.ts";
import { always, and, not, notFailed, or } from "../../../src/expression/build/condition.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import type { Condition, Reference } from "../../../src/expression/build/reference.ts";
import { boolInput, numberInput } from "../../../src/inputs/input.ts";
import { checkout } from "../../../src/steps/setup/checkout.ts";
import { github } from "../../../src/expression/build/github-context.ts";
import type { SetupStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { task } from "../../../src/task/task.ts";

const work = task({ name: "work", outputs: ["x"], run() {} });
/** An expression that a table has as a text. */
const raw = (expression: string): Condition =>
  expr(Object.assign([expression], { raw: [expression] }));
const onMain = github.refName.eq("main");

function warnings(jobs: () => void): readonly string[] {
  return automation({ name: "ci", jobs }).warnings.map(({ text }) => text);
}

// actions/runner issues 491 and 2205: success() looks at every job before, not only at those that are needed.
describe("a job behind one that runs where a job before it was skipped", () => {
  test("is skipped with that all the same, which is said", () => {
    const text = (condition?: Condition): readonly string[] =>
      warnings(() => {
        const first = job(work, { id: "first", condition: onMain });
        const second = job(work, { id: "second", needs: [first], condition: notFailed() });
        job(work, {
          id: "third",
          needs: [second],
          ...(condition === undefined ? {} : { condition }),
        });
      });
    expect(text()).toEqual([
      'job "third" comes after "first", which has a condition: where it is skipped, "third" is skipped too, though "second" between them may run. If it should run all the same, give it the condition notFailed().',
    ]);
    expect(text(github.actor.eq("me"))[0]).toMatch(/condition and\(notFailed\(\), …\)\.$/);
    expect(text(and(notFailed(), onMain))).toEqual([]);
    expect(text(onMain)).toEqual([]);
  });

  test("is meant to be, where it needs the skipped job itself, or one that is skipped with it", () => {
    expect(
      warnings(() => {
        const first = job(work, { id: "first", condition: onMain });
        const second = job(work, { id: "second", needs: [first] });
        const third = job(work, { id: "third", needs: [second], condition: always() });
        job(work, { id: "fourth", needs: [first, third] });
        job(work, { id: "fifth", needs: [second, third] });
      }),
    ).toEqual([]);
  });

  test("is skipped where an input leaves the one before out, which is hardly meant", () => {
    const texts = (on?: Trigger, skipDocs = boolInput()): readonly string[] =>
      automation({
        name: "ci",
        ...(on === undefined ? {} : { on }),
        inputs: { skip_docs: skipDocs, publish: boolInput() },
        jobs({ skip_docs, publish }) {
          const docs = job(work, { id: "docs", condition: not(skip_docs) });
          const build = job(work, { id: "build", condition: publish });
          job(work, { id: "last", needs: [docs, build] });
        },
      }).warnings.map(({ text }) => text);
    const expected = [
      'job "last" comes after "docs", which has a condition: where it is skipped, "last" is skipped too. If it should run all the same, give it the condition notFailed().',
    ];
    expect(texts()).toEqual(expected);
    expect(texts(onPush())).toEqual(expected);
    expect(texts(onPush(), boolInput({ default: true }))).toEqual(expected);
  });

  test("is fine where the condition before is one of the status only, or the automation's", () => {
    const chain = (condition?: Condition) => (): void => {
      const first = job(work, { id: "first", ...(condition === undefined ? {} : { condition }) });
      const second = job(work, { id: "second", needs: [first], condition: always() });
      job(work, { id: "third", needs: [second] });
    };
    expect(warnings(chain(notFailed()))).toEqual([]);
    expect(automation({ name: "ci", condition: onMain, jobs: chain() }).warnings).toEqual([]);
  });
});

// ConvertToIfCondition in actions/runner puts success() before a condition without a status function.
describe("a condition that can never hold", () => {
  const conditions = (make: (first: Job, second: Job) => Condition): readonly string[] =>
    warnings(() => {
      const first = job(work, { id: "first" });
      const second = job(work, { id: "second" });
      job(work, { id: "last", needs: [first, second], condition: make(first, second) });
    });

  test.each<[string, (first: Job, second: Job) => Condition]>([
    ["a failed need", (first) => first.result.eq("failure")],
    ["a need without success", (first) => first.result.ne("success")],
    ["either of two", (a, b) => or(a.result.eq("failure"), b.result.eq("skipped"))],
    ["with something else", (first) => and(onMain, first.result.eq("failure"))],
    ["in any", () => expr`contains(needs.*.result, 'failure')`],
    ["negated", (first) => not(first.result.eq("success"))],
  ])("asks for %s, which is said", (_name, make) => {
    const [warning, ...others] = conditions(make);
    expect(warning).toMatch(/^the condition .+ of the job "last" never holds: without a status/);
    expect(others).toEqual([]);
  });

  test.each<[string, (first: Job, second: Job) => Condition]>([
    ["of a status function", (first) => and(always(), first.result.eq("failure"))],
    ["of success", (first) => first.result.eq("success")],
    ["that may hold otherwise", (first) => or(onMain, first.result.eq("failure"))],
    ["that switches the job off", () => expr`false`],
    ["of an output", () => expr`needs.first.outputs.x == 'failure'`],
  ])("is none %s", (_name, make) => {
    expect(conditions(make)).toEqual([]);
  });
});

// AssertBoolean in actions/runner, src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs.
describe("a flag that is neither true nor false", () => {
  const legs = (make: (m: { readonly flag: Reference & Condition }) => Condition) =>
    warnings(() => {
      const m = matrix({ node: ["20", "22"] }, { include: [{ node: "22", flag: true }] });
      job(work, { matrix: m, continueOnError: make(m) });
    });

  test("for some combinations of a matrix is said", () => {
    expect(legs((m) => m.flag)).toEqual([
      'the option "continueOnError" of the job "work" is ${{ matrix.flag }}, which is null for {"node":"20"}: GitHub takes true or false only, and fails the job. Compare it, as in .eq(true).',
    ]);
    expect(legs((m) => m.flag.eq(true))).toEqual([]);
    expect(legs((m) => or(m.flag, expr`false`))).toEqual([]);
    expect(legs((m) => and(onMain, m.flag))).toHaveLength(1);
    expect(legs(() => onMain)).toEqual([]);
  });

  test("because it is a text, which is said of every flag", () => {
    expect(
      warnings(() => {
        const m = matrix({ flag: ["true"] }, { failFast: expr`vars.FAST` });
        job(work, {
          matrix: m,
          environment: { name: "x", deployment: expr`matrix.flag` },
          concurrency: { group: "x", cancelInProgress: expr`matrix.flag` },
        });
      }).map((text) => /^the option "(.+?)".*which (.+?): GitHub/.exec(text)?.slice(1).join(" ")),
    ).toEqual([
      "matrix.failFast may be string",
      'environment.deployment is "true" for {"flag":"true"}',
      'concurrency.cancelInProgress is "true" for {"flag":"true"}',
    ]);
  });

  test.each([
    ["github.ref", "string"],
    ["github.ref.name", "null"],
    ["github.event", "object"],
    ["github.event.forced && github.event.inputs.flag", "null or string"],
    ["github.event.pull_request.draft", "null"],
    ["github.event.action || false", "string"],
    ["github['event']['after']", "null"],
    ["vars.FAST || github.event.forced", "string or null"],
    ["inputs.count", "string"],
    ["strategy.job-index", "number"],
  ])("%s: may be %s", (expression, kinds) => {
    const { warnings: found } = automation({
      name: "ci",
      inputs: { count: numberInput({ default: 1 }) },
      on: onWorkflowDispatch(),
      jobs: () => void job(work, { continueOnError: raw(expression) }),
    });
    expect(found.map(({ text }) => text)).toEqual([
      expect.stringContaining(`which may be ${kinds}: GitHub takes true or false only, and fails`),
    ]);
  });

  test.each([
    ["github.event.pull_request.draft", [onPullRequest(), onPullRequestTarget()]],
    ["github.event.repository.private", [onPush(), onPullRequest()]],
    ["github.event.forced", [onPush()]],
    ["github.event.check_run.new || false", [onPush()]],
    ["github.event.pull_request.head.repo.fork == true", [onPush()]],
    ["contains(github.event.commits.*.message, 'x')", [onPush()]],
    ["fromJSON(github.event.comment.body)", [onPush()]],
    ["!github.ref", [onPush()]],
    ["strategy.fail-fast", [onPush()]],
  ])("%s: is one", (expression, on) => {
    const flag = (): Condition => raw(expression);
    const jobs = (): void => void job(work, { continueOnError: flag() });
    expect(automation({ name: "ci", on, jobs }).warnings).toEqual([]);
  });

  test("is said of one of the automation, too", () => {
    const options = (cancel: string): AutomationOptions => ({
      name: "ci",
      on: [onPush(), onPullRequest()],
      concurrency: { group: "x", cancelInProgress: raw(cancel) },
      jobs: () => void job(work),
    });
    expect(automation(options("github.event.pull_request.draft")).warnings).toEqual([
      {
        kind: "not-boolean",
        text: 'the option "concurrency.cancelInProgress" of the automation is ${{ github.event.pull_request.draft }}, which may be null: GitHub takes true or false only, and does not run the workflow. Compare it, as in .eq(true).',
      },
    ]);
    expect(automation(options("github.ref_name != 'main'")).warnings).toEqual([]);
  });

  test("is not said of a boolean input, unless an event brings none", () => {
    const options = {
      name: "ci",
      inputs: { flag: boolInput() },
      jobs: () => void job(work, { continueOnError: expr`inputs.flag` }),
    };
    expect(automation(options).warnings).toEqual([]);
    expect(automation({ ...options, on: onPush() }).warnings).toMatchObject([
      { kind: "not-boolean", job: "work" },
    ]);
  });
});

describe("a warning", () => {
  const permissions = { "id-token": "write" } as const;
  const kinds = (options: Partial<AutomationOptions>, own: JobSettings = {}): readonly string[] =>
    automation({
      name: "ci",
      jobs: () => void job(work, { permissions, ...own }),
      ...options,
    }).warnings.map(({ kind }) => kind);

  test("is silenced by its kind, or with all others, of an automation or a job", () => {
    expect(kinds({})).toEqual(["no-contents"]);
    expect(kinds({ warnings: false })).toEqual([]);
    expect(kinds({ warnings: ["no-contents"] })).toEqual([]);
    expect(kinds({ warnings: ["never-holds"] })).toEqual(["no-contents"]);
    expect(kinds({}, { warnings: false })).toEqual([]);
    expect(kinds({}, { warnings: ["no-contents"] })).toEqual([]);
  });

  test("has a kind that there is", () => {
    expect(() => kinds({ warnings: ["no-content" as never] })).toThrow(
      /^automation "ci", option "warnings": there is no kind "no-content"\. .* Did you mean "no-contents"\?$/,
    );
    expect(() => kinds({}, { warnings: true as never })).toThrow(
      'automation "ci", job "work", option "warnings": it is false, or a list of kinds to silence, not true.',
    );
  });
});

test("the condition of an automation is that of each of its jobs", () => {
  const { jobs } = automation({
    name: "ci",
    condition: github.repository.eq("owner/name").or(github.actor.eq("me")),
    jobs() {
      job(work);
      job(work, { id: "main", condition: onMain });
    },
  });
  expect(jobs.map(conditionOf)).toEqual([
    "github.repository == 'owner/name' || github.actor == 'me'",
    "(github.repository == 'owner/name' || github.actor == 'me') && github.ref_name == 'main'",
  ]);
});

test("permissions of a job that leave out the code are said", () => {
  expect(warnings(() => job(work, { permissions: { issues: "write" } }))).toEqual([
    'job "work" has permissions without "contents", so it cannot check out a private repository. Add contents: "read".',
  ]);
  expect(warnings(() => job(work, { permissions: { contents: "read" } }))).toEqual([]);
});

test("but not where they are meant to: none at all, none anywhere, no checkout, or one with a token of its own", () => {
  expect(warnings(() => job(work, { permissions: {} }))).toEqual([]);
  const issues = { issues: "write" } as const;
  const setup = [checkout({ token: expr`secrets.TOKEN` })];
  expect(warnings(() => job(work, { permissions: issues, setup }))).toEqual([]);
  const stepsJob = (...steps: readonly SetupStep[]): readonly string[] =>
    warnings(() => void job("label", { permissions: issues, steps }));
  expect(stepsJob(uses("actions/labeler@v6"))).toEqual([]);
  expect(stepsJob(uses("actions/labeler@v6"), checkout())).toHaveLength(1);
  const jobs = (): void => void job(work, { permissions: issues });
  expect(automation({ name: "ci", permissions: issues, jobs }).warnings).toEqual([]);
});

describe("a permission to write that the automation gives", () => {
  const permissions = { contents: "write", "id-token": "write" } as const;
  const warnings = (options: Partial<AutomationOptions>): readonly string[] =>
    automation({ name: "ci", jobs: two, ...options }).warnings.map(({ text }) => text);
  const two = (): void => {
    job(work);
    job(work, { id: "more" });
  };

  test("is every job's, which is said", () => {
    expect(warnings({ permissions })).toEqual([
      'the jobs "work" and "more" may write contents, id-token, because the automation gives it to all of them. Give it to the job that needs it: job(task, { permissions: { … } }).',
    ]);
    expect(warnings({ permissions: "write-all" })).toHaveLength(1);
  });

  test("is no job's that has its own", () => {
    const own = (): void => void job(work, { permissions: { contents: "read" } });
    expect(warnings({ permissions, jobs: own })).toEqual([]);
    expect(warnings({ permissions, jobs: () => void job(work) })).toEqual([]);
    expect(warnings({ permissions: { contents: "read" } })).toEqual([]);
    expect(warnings({ permissions: "read-all" })).toEqual([]);
  });
});

test("every kind of warning is explained, in the order that errors list them", () => {
  const page = readFileSync(new URL("../../../docs/write/warnings.md", import.meta.url), "utf8");
  const rows = [...page.matchAll(/^- `([\w-]+)`: /gm)].map(([, kind]) => kind);
  expect(rows).toEqual(warningKinds);
});
