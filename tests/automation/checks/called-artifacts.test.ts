import { expect, test } from "vitest";
import {
  type Automation,
  automation,
  type AutomationOptions,
  boolInput,
  call,
  type Condition,
  github,
  job,
  matrix,
  not,
  onWorkflowCall,
  stringInput,
  task,
  upload,
} from "../../../src/index.ts";

const build = task({ name: "build", artifacts: ["wheel"], run() {} });

const fixed = automation({
  name: "fixed",
  on: onWorkflowCall(),
  jobs: () => void job("pack", { steps: [upload("report", "a/")] }),
});
const named = automation({
  name: "named",
  on: onWorkflowCall(),
  inputs: { os: stringInput({ default: "" }) },
  jobs: ({ os }) => void job("pack", { steps: [upload(`report-${os}`, "a/")] }),
});
const builds = automation({
  name: "builds",
  on: onWorkflowCall(),
  jobs: () => void job(build, { matrix: matrix({ n: [1, 2] }) }),
});
const between: Automation = automation({
  name: "between",
  on: onWorkflowCall(),
  jobs: () => void call(fixed),
});

function textsOf(jobs: AutomationOptions["jobs"]): readonly string[] {
  return automation({ name: "ci", jobs })
    .warnings.filter(({ kind }) => kind === "same-artifact")
    .map(({ text }) => text);
}

test("an upload of an automation that is called twice is warned of", () => {
  const texts = textsOf(() => {
    call(fixed);
    call(fixed, { id: "again" });
  });
  expect(texts).toEqual([
    'the jobs "fixed" and "again" upload the artifact "report", in what they call, and a second upload fails. Give the automation an input, and put that into the name.',
  ]);
});

test("so is that of a task's artifact, for each combination", () => {
  const texts = textsOf(() => {
    call(builds);
    call(builds, { id: "again" });
  });
  expect(texts).toHaveLength(1);
});

test("so is one of an automation that is called through another", () => {
  const texts = textsOf(() => {
    call(fixed);
    call(between);
  });
  expect(texts[0]).toContain('the jobs "fixed" and "between" upload the artifact "report"');
});

test("so is one under the name of an upload of the caller", () => {
  const texts = textsOf(() => {
    job("own", { steps: [upload("report", "b/")] });
    call(fixed);
  });
  expect(texts[0]).toContain(
    'the jobs "fixed" and "own" upload the artifact "report", some of them in what they call',
  );
});

test("so is one of an automation that is called for each combination", () => {
  const texts = textsOf(() => void call(fixed, { matrix: matrix({ os: ["a", "b"] }) }));
  expect(texts).toEqual([
    'each combination of the job "fixed" uploads the artifact "report", in what it calls, and all but the first fail. Give the automation an input, and put that into the name.',
  ]);
});

test("an input of another value in the name keeps them apart", () => {
  const texts = textsOf(() => {
    const m = matrix({ os: ["a", "b"] });
    call(named, { matrix: m, inputs: { os: m.os } });
    call(named, { id: "c", inputs: { os: "c" } });
    call(named, { id: "d", inputs: { os: "d" } });
  });
  expect(texts).toEqual([]);
});

test("an input of one value does not", () => {
  const texts = textsOf(() => {
    call(named, { id: "c", inputs: { os: "c" } });
    call(named, { id: "d", inputs: { os: "c" } });
    call(named, { id: "e", matrix: matrix({ n: [1, 2] }) });
  });
  expect(texts).toHaveLength(2);
});

test("automations that are called once, of one combination, and other names are no matter", () => {
  const texts = textsOf(() => {
    call(fixed, { matrix: matrix({ os: ["a"] }) });
    call(builds);
    job("own", { steps: [upload("other", "b/")] });
  });
  expect(texts).toEqual([]);
});

test("calls that rule each other out are not warned of, nor is an upload that an input decides about", () => {
  const isPush = github.eventName.eq("push");
  const twice = (first: Condition, second: Condition): number =>
    textsOf(() => {
      call(fixed, { condition: first });
      call(fixed, { id: "again", condition: second });
    }).length;
  expect(twice(isPush, not(isPush))).toBe(0);
  expect(twice(isPush, isPush)).toBe(1);
  const chosen = automation({
    name: "chosen",
    on: onWorkflowCall(),
    inputs: { pack: boolInput() },
    jobs: ({ pack }) =>
      void job("pack", { condition: pack.eq(true), steps: [upload("report", "a/")] }),
  });
  const texts = textsOf(() => {
    call(chosen, { inputs: { pack: true } });
    call(chosen, { id: "again", inputs: { pack: false } });
  });
  expect(texts).toEqual([]);
});
