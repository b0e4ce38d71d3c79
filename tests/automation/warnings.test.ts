import { describe, expect, test } from "vitest";
import { automation, type AutomationOptions } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job.ts";
import { always, and, notFailed } from "../../src/expression/condition.ts";
import { github } from "../../src/expression/github.ts";
import { task } from "../../src/task/task.ts";

const work = task({ name: "work", run() {} });
const onMain = github.refName.eq("main");

function warnings(jobs: () => void): readonly string[] {
  return automation({ name: "ci", jobs }).warnings;
}

// actions/runner issues 491 and 2205: success() looks at every job before, not only at those that are needed.
describe("a job after a conditional one", () => {
  test("is skipped with it, which is said", () => {
    expect(
      warnings(() => {
        const first = job(work, { id: "first", condition: onMain });
        job(work, { id: "second", needs: [first] });
      }),
    ).toEqual([
      'job "second" comes after "first", which has a condition: where it is skipped, "second" is skipped too. If it should run all the same, give it the condition notFailed().',
    ]);
  });

  test("also where another job is between them", () => {
    const [warning] = warnings(() => {
      const first = job(work, { id: "first", condition: onMain });
      const second = job(work, { id: "second", needs: [first], condition: always() });
      job(work, { id: "third", needs: [second], condition: github.actor.eq("me") });
    });
    expect(warning).toBe(
      'job "third" comes after "first", which has a condition: where it is skipped, "third" is skipped too. If it should run all the same, give it the condition and(notFailed(), …).',
    );
  });

  test("is fine with a condition that asks for the status", () => {
    expect(
      warnings(() => {
        const first = job(work, { id: "first", condition: onMain });
        job(work, { id: "second", needs: [first], condition: and(notFailed(), onMain) });
      }),
    ).toEqual([]);
  });

  test("is fine where the condition before is one of the status only", () => {
    expect(
      warnings(() => {
        const first = job(work, { id: "first", condition: notFailed() });
        job(work, { id: "second", needs: [first] });
      }),
    ).toEqual([]);
  });

  test("is fine with the same condition, its own or the automation's", () => {
    expect(
      warnings(() => {
        const first = job(work, { id: "first", condition: onMain });
        job(work, { id: "second", needs: [first], condition: onMain });
      }),
    ).toEqual([]);
    const { warnings: shared } = automation({
      name: "ci",
      condition: onMain,
      jobs() {
        job(work, { id: "second", needs: [job(work, { id: "first" })] });
      },
    });
    expect(shared).toEqual([]);
  });

  test("is named with all of those before", () => {
    const [warning] = warnings(() => {
      const needs = ["a", "b"].map((id) => job(work, { id, condition: onMain }));
      job(work, { id: "last", needs });
    });
    expect(warning).toContain(
      'job "last" comes after "a" and "b", which have conditions: where one is skipped',
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
  expect(jobs.map(({ condition }) => condition)).toEqual([
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

describe("a permission to write that the automation gives", () => {
  const permissions = { contents: "write", "id-token": "write" } as const;
  const warnings = (options: Partial<AutomationOptions>): readonly string[] =>
    automation({ name: "ci", jobs: two, ...options }).warnings;
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
