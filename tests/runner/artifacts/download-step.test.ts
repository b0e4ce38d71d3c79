/** actions/download-artifact: https://github.com/actions/download-artifact/blob/main/src/download-artifact.ts */
import { writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Environment } from "../../../src/model/workflow.ts";
import { UnknownError } from "../../../src/expression/values/unknown.ts";
import { ArtifactRun, contents } from "./artifact-run.ts";

function three(): ArtifactRun {
  const run = new ArtifactRun({ "1/f": "1", "2/f": "2", "2/g": "2", "3/f": "3" });
  run.upload({ name: "app-1", path: "1" });
  run.upload({ name: "app-2", path: "2" });
  run.upload({ name: "lib", path: "3" });
  return run;
}

describe("a download", () => {
  test.each<[inputs: Environment, files: Readonly<Record<string, string>>]>([
    [{ name: "app-2" }, { f: "2", g: "2" }],
    [
      { name: "app-2", pattern: "lib" },
      { f: "2", g: "2" },
    ],
    [{ pattern: "app-*" }, { "app-1/f": "1", "app-2/f": "2", "app-2/g": "2" }],
    [{ name: "", pattern: "l?b" }, { f: "3" }],
    [{ pattern: "{lib,app-1}" }, { "app-1/f": "1", "lib/f": "3" }],
    [{ pattern: "!app-*" }, { f: "3" }],
    [{}, { "app-1/f": "1", "app-2/f": "2", "app-2/g": "2", "lib/f": "3" }],
    [{ pattern: "none" }, {}],
    [{ pattern: "{app-1,lib}", "merge-multiple": true }, { f: "1" }],
    [{ "merge-multiple": "true" }, { f: "1", g: "2" }],
  ])("of %j has the files %j", (inputs, files) => {
    expect(three().arrived(inputs)).toEqual(files);
  });

  test("of one that there is not names those that there are", () => {
    expect(() => three().arrived({ name: "app" })).toThrow(
      'Artifact "app" not found; the artifacts of this run are "app-1", "app-2" and "lib"',
    );
  });

  test("goes to the workspace where it has no path, and overwrites what is there", () => {
    const run = three();
    writeFileSync(path.join(run.workspace, "f"), "other");
    expect(run.download({ name: "lib" }).outputs).toEqual({ "download-path": run.workspace });
    expect(contents(run.workspace)).toMatchObject({ f: "3", "1/f": "1" });
  });

  test("has a path relative to the workspace", () => {
    const run = three();
    const target = path.join(run.workspace, "got/it");
    expect(run.download({ name: "lib", path: "./got/x/../it" }).outputs).toEqual({
      "download-path": target,
    });
    expect(contents(target)).toEqual({ f: "3" });
  });

  test("has ~ in its path for the home folder", () => {
    const run = three();
    const home = vi.spyOn(os, "homedir").mockReturnValue(run.temp);
    syncBuiltinESMExports();
    onTestFinished(() => {
      home.mockRestore();
      syncBuiltinESMExports();
    });
    run.download({ name: "lib", path: "~/got" });
    expect(contents(path.join(run.temp, "got"))).toEqual({ f: "3" });
  });
});

describe("a download by ids", () => {
  const idOf = (run: ArtifactRun, name: string): string => String(run.store.find(name)?.id);

  test("has those artifacts, a single one without a folder", () => {
    const run = three();
    const [one, lib] = [idOf(run, "app-1"), idOf(run, "lib")];
    expect(run.arrived({ "artifact-ids": lib })).toEqual({ f: "3" });
    expect(run.arrived({ "artifact-ids": `${one}, ${lib},` })).toEqual({
      "app-1/f": "1",
      "lib/f": "3",
    });
  });

  test("warns of those that there are not", () => {
    const run = three();
    const ids = `${idOf(run, "lib")},12`;
    expect(run.download({ "artifact-ids": ids }).warnings).toEqual([
      "no artifact of this run has the id 12",
    ]);
  });

  test.each<[inputs: Environment, message: string]>([
    [{ "artifact-ids": "12" }, 'no artifact of this run has one of the ids "12"'],
    [{ "artifact-ids": "," }, 'no artifact of this run has one of the ids ","'],
    [{ "artifact-ids": "lib" }, 'artifact-ids has "lib": it takes numbers with commas'],
    [{ "artifact-ids": "12", name: "lib" }, "takes name or artifact-ids, not both"],
  ])("fails with %j", (inputs, message) => {
    expect(() => three().arrived(inputs)).toThrow(message);
  });
});

describe("artifacts of another run", () => {
  test.each<[Environment]>([
    [{ "github-token": "t", "run-id": "8" }],
    [{ "github-token": "t", repository: "acme/other" }],
    [{ "github-token": "${{ secrets.NONE }}", "run-id": 8, name: "lib" }],
  ])("are not known here: %j", (inputs) => {
    const download = (): unknown => three().arrived(inputs);
    expect(download).toThrow(UnknownError);
    expect(download).toThrow("artifacts of another run");
  });

  test.each<[Environment]>([
    [{ "github-token": "t" }],
    [{ "github-token": "t", "run-id": "7", repository: "acme/tool" }],
    [{ "run-id": "8", repository: "acme/other" }],
  ])("are not meant by a token for this run, nor without a token: %j", (inputs) => {
    expect(three().arrived({ name: "lib", ...inputs })).toEqual({ f: "3" });
  });
});

// streamExtractExternal: https://github.com/actions/toolkit/blob/main/packages/artifact/src/internal/download/download-artifact.ts
describe("a zip", () => {
  const run = (): ArtifactRun => {
    const each = new ArtifactRun({ "data.zip": "z", f: "1" });
    each.upload({ path: "data.zip", archive: false });
    each.upload({ path: "f" });
    return each;
  };

  test("that is the artifact arrives as it is where it is not to be unpacked", () => {
    const inputs = { name: "data.zip", "skip-decompress": true };
    expect(run().arrived(inputs)).toEqual({ "data.zip": "z" });
  });

  test.each([
    [{ name: "data.zip" }, "what GitHub unpacks of the artifact data.zip"],
    [
      { name: "artifact", "skip-decompress": true },
      "the zip that GitHub makes of the artifact artifact",
    ],
  ])("is neither made nor unpacked here: %j", (inputs, reason) => {
    const download = (): unknown => run().arrived(inputs);
    expect(download).toThrow(UnknownError);
    expect(download).toThrow(reason);
  });
});

test.each<[Environment, string]>([
  [{ "merge-multiple": "yes" }, 'merge-multiple of actions/download-artifact is "yes"'],
  [{ "skip-decompress": "" }, 'skip-decompress of actions/download-artifact is ""'],
  [{ "digest-mismatch": "fail" }, 'digest-mismatch of actions/download-artifact is "fail"'],
])("an input that is wrong fails the step: %j", (inputs, message) => {
  expect(() => three().arrived(inputs)).toThrow(message);
});
