import { expect, test } from "vitest";
import {
  automation,
  job,
  matrix,
  type AutomationOptions,
  task,
  upload,
  uses,
} from "../../../src/index.ts";

const build = task({ name: "build", artifacts: ["wheel"], run() {} });

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
