import { expect, test } from "vitest";
import {
  and,
  automation,
  type Condition,
  github,
  job,
  failure,
  matrix,
  not,
  type Reference,
  runner,
  runs,
  success,
  type AutomationOptions,
  task,
  upload,
  uses,
} from "../../../src/index.ts";

const build = task({ name: "build", artifacts: ["wheel"], run() {} });
const pack = task({ name: "pack", artifacts: ["a", "b"], run() {} });

function warningsOf(jobs: AutomationOptions["jobs"]): readonly string[] {
  return automation({ name: "ci", jobs })
    .warnings.filter(({ kind }) => kind === "same-artifact")
    .map(({ text }) => text);
}

test("two uploads of one name are warned of once", () => {
  const texts = warningsOf(() => {
    job("a", { steps: [upload("report", "a/")] });
    job("b", { steps: [upload("report", "b/"), upload("other", "c/")] });
  });
  expect(texts).toEqual([
    'the jobs "a" and "b" upload the artifact "report" more than once, and a second upload fails. Give each a name of its own.',
  ]);
});

test("an upload under the name of a task's artifact is warned of", () => {
  const texts = warningsOf(() => {
    job(build, { after: [upload("wheel", "dist/")] });
  });
  expect(texts).toEqual([
    'the job "build" uploads the artifact "wheel" more than once, and a second upload fails. Give each a name of its own.',
  ]);
});

test("an upload of every combination under one name is warned of", () => {
  const texts = warningsOf(() => {
    const m = matrix({ os: ["ubuntu-latest", "macos-latest"] });
    job("a", { matrix: m, runsOn: m.os, steps: [upload("report", "a/")] });
    job("b", { matrix: m, runsOn: m.os, steps: [upload(`b-${m.os}`, "b/")] });
  });
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain('each combination of the job "a" uploads the artifact "report"');
});

test("uploads that overwrite, and uploads of single files, may have one name", () => {
  const texts = warningsOf(() => {
    job("a", {
      steps: [
        upload("report", "a/", { overwrite: true }),
        upload("report", "b/", { overwrite: true }),
        uses("actions/upload-artifact@v7", { with: { path: "a.txt", archive: false } }),
        uses("actions/upload-artifact@v7", { with: { path: "b.txt", archive: false } }),
      ],
    });
  });
  expect(texts).toEqual([]);
});

test("a name that a job gives to the artifacts of its task is warned of like that of an upload", () => {
  const more = "more than once, and a second upload fails. Give each a name of its own.";
  const inOneJob = warningsOf(() => {
    job(pack, { artifacts: { a: { name: "x" }, b: { name: "x" } } });
  });
  expect(inOneJob).toEqual([`the job "pack" uploads the artifact "x" ${more}`]);
  const inTwoJobs = warningsOf(() => {
    job(build);
    job(pack, { artifacts: { a: { name: "wheel" } } });
  });
  expect(inTwoJobs).toEqual([`the jobs "build" and "pack" upload the artifact "wheel" ${more}`]);
  const inCombinations = warningsOf(() => {
    job(build, { matrix: matrix({ a: [1, 2] }), artifacts: { wheel: { name: "fix" } } });
  });
  expect(inCombinations).toHaveLength(1);
  expect(inCombinations[0]).toContain('each combination of the job "build" uploads');
});

test("two names with the same expression are one name", () => {
  const texts = warningsOf(() => {
    job("a", { steps: [upload(`r-${github.sha}`, "a/")] });
    job(build, { artifacts: { wheel: { name: `r-${github.sha}` } } });
  });
  expect(texts).toHaveLength(1);
});

test("an artifact that two tasks of a job save, and one that overwrites, are not warned of", () => {
  const texts = warningsOf(() => {
    const wheel = { name: "x", overwrite: true };
    job("a", { steps: [build, runs(build, { id: "again" })], artifacts: { wheel } });
    job("b", {
      steps: [runs(build, { if: success() }), runs(build, { id: "again", if: failure() })],
      artifacts: { wheel: { name: "y" } },
    });
  });
  expect(texts).toEqual([]);
});

test("a matrix with one combination uploads under a name once", () => {
  const texts = warningsOf(() => {
    job("one", { matrix: matrix({ a: [1] }), steps: [upload("r", "x")] });
  });
  expect(texts).toEqual([]);
});

// src/merge/merge-artifacts.ts of actions/upload-artifact
test("a merge does not overwrite, nor does an upload with the text false", () => {
  const texts = warningsOf(() => {
    for (const id of ["a", "b"]) job(id, { steps: [uses("actions/upload-artifact/merge@v7")] });
    for (const id of ["c", "d"]) {
      const merged = { with: { name: "r", path: "r", overwrite: "false" } } as const;
      job(id, { steps: [uses("actions/upload-artifact@v7", merged)] });
    }
  });
  expect(texts).toHaveLength(2);
  expect(texts[0]).toContain('"merged-artifacts"');
  expect(texts[1]).toContain('"r"');
});

test("combinations whose upload cannot happen do not count, and where nobody can tell there is no warning", () => {
  const values = { rust: ["nightly", "stable"], os: ["ubuntu-latest", "macos-latest"] };
  const jobsWarnedOf = (
    condition: (m: { rust: Reference<string>; os: Reference<string> }) => Condition,
  ) =>
    warningsOf(() => {
      const m = matrix(values);
      job("a", { matrix: m, runsOn: m.os, steps: [upload("report", "a/", { if: condition(m) })] });
    }).map((text) => text.split(" combination")[0]);
  const onLinux = (os: Reference<string>): Condition => os.eq("ubuntu-latest");
  // One combination of four.
  expect(jobsWarnedOf(({ rust, os }) => and(rust.eq("nightly"), onLinux(os)))).toEqual([]);
  expect(jobsWarnedOf(({ rust, os }) => and(failure(), rust.eq("nightly"), onLinux(os)))).toEqual(
    [],
  );
  // Two of four.
  expect(jobsWarnedOf(({ rust }) => rust.eq("nightly"))).toEqual(["several"]);
  expect(jobsWarnedOf(({ rust }) => and(github.refName.eq("main"), rust.eq("nightly")))).toEqual([
    "several",
  ]);
  // The same for all.
  expect(jobsWarnedOf(() => github.refName.eq("main"))).toEqual(["each"]);
  expect(jobsWarnedOf(() => failure())).toEqual(["each"]);
  // Only the run knows.
  expect(jobsWarnedOf(({ rust }) => and(rust.eq("nightly"), runner.os.eq("Linux")))).toEqual([]);
  expect(jobsWarnedOf(() => runner.os.eq("Linux"))).toEqual([]);
});

test("uploads of one name that rule each other out are not warned of", () => {
  const inOneJob = (first: Condition, second: Condition): number =>
    warningsOf(() => {
      job("a", { steps: [upload("x", "a/", { if: first }), upload("x", "b/", { if: second })] });
    }).length;
  const isPush = github.eventName.eq("push");
  expect(inOneJob(isPush, not(isPush))).toBe(0);
  expect(inOneJob(success(), failure())).toBe(0);
  expect(inOneJob(isPush, isPush)).toBe(1);
  expect(inOneJob(isPush, success())).toBe(1);
  const inTwoJobs = warningsOf(() => {
    job("a", { condition: isPush, steps: [upload("x", "a/")] });
    job("b", { condition: not(isPush), steps: [upload("x", "a/")] });
  });
  expect(inTwoJobs).toEqual([]);
});
