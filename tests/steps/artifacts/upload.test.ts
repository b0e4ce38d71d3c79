import { describe, expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { matrix } from "../../../src/automation/matrix/matrix.ts";
import { github, vars } from "../../../src/expression/build/github-context.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { upload } from "../../../src/steps/artifacts/upload.ts";

test("an upload is a step with upload-artifact", () => {
  const step = upload("report", ["report/", "!report/*.tmp", vars("MORE")], {
    id: "report",
    name: "Keep the report",
    retentionDays: 7,
    compressionLevel: 0,
    overwrite: github.refName.eq("main"),
    ifNoFilesFound: "ignore",
    includeHiddenFiles: true,
  });
  expect(step).toEqual({
    kind: "action",
    action: "actions/upload-artifact",
    id: "report",
    name: "Keep the report",
    with: {
      name: "report",
      path: "report/\n!report/*.tmp\n${{ vars.MORE }}",
      "retention-days": 7,
      "compression-level": 0,
      overwrite: "${{ github.ref_name == 'main' }}",
      "if-no-files-found": "ignore",
      "include-hidden-files": true,
    },
  });
  expect(String(step.get("artifact-id"))).toBe("${{ steps.report.outputs.artifact-id }}");
});

describe("the name of an uploaded artifact", () => {
  test.each([
    "report",
    "a b",
    "a.b-c_d",
    "report [linux]",
    ".${{ matrix.os }}.",
    "report-${{ matrix.os }}",
    "${{ inputs.name || 'a/b' }}",
    github.refName,
  ])("may be %s", (name) => {
    expect(upload(name, "dist").with?.["name"]).toBe(String(name));
  });

  test.each(["a/b", "..", "a:b", "a*", "a\nb", "x/${{ matrix.os }}"])("is not %j", (name) => {
    expect(() => upload(name, "dist")).toThrow(
      `upload(): an artifact cannot be called ${JSON.stringify(name)}: `,
    );
  });

  test("is that of the file where it is not packed", () => {
    expect(() => upload("report", "out/report.html", { archive: false })).toThrow(
      'with `archive: false` GitHub calls the artifact like its file, "report.html", not "report".',
    );
    const options = { archive: false };
    expect(upload("report.html", "out/report.html", options).with?.["archive"]).toBe(false);
    // Which file that is, only the run knows.
    for (const path of ["out/*.html", "out/${{ matrix.file }}", ["a/x", "b/y"], github.refName]) {
      expect(upload("report", path, options).with?.["name"]).toBe("report");
    }
  });
});

describe("callers without types", () => {
  const untyped = upload as (...args: readonly unknown[]) => unknown;

  test.each<[message: string, args: readonly unknown[]]>([
    ["upload(): the name of the artifact is a text or a reference, not undefined.", []],
    ["upload(): the name of the artifact is empty.", [" ", "dist"]],
    ["upload(): `path` is a text or a list of texts, not undefined.", ["report"]],
    ["upload(): `path` is empty.", ["report", []]],
    ["upload(): `path[0]` is a text or a reference, not 5.", ["report", [5]]],
    [
      "upload(): `retentionDays` is a whole number from 0 to 400, not 401.",
      ["report", "dist", { retentionDays: 401 }],
    ],
    [
      'upload(): `compressionLevel` is a whole number from 0 to 9, not "6".',
      ["report", "dist", { compressionLevel: "6" }],
    ],
    [
      'upload(): `ifNoFilesFound` is "warn", "error" or "ignore", or a reference, not "fail".',
      ["report", "dist", { ifNoFilesFound: "fail" }],
    ],
    ['upload() has no option "retention".', ["report", "dist", { retention: 5 }]],
    ["upload() takes options, { retentionDays,", ["report", "dist", "ignore"]],
  ])("are told %s", (message, args) => {
    const make = (): unknown => untyped(...args);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});

test("a reference in a list of paths belongs to its own job", () => {
  const declare = (): unknown =>
    automation({
      name: "ci",
      jobs() {
        const m = matrix({ os: ["linux"] });
        job("first", { matrix: m, steps: [upload(`dist-${m.os}`, ["dist", m.os])] });
        job("second", { steps: [upload("other", ["dist", m.os])] });
      },
    }).jobs;
  expect(declare).toThrow(/job "second".*matrix/);
});
