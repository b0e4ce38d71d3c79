/** The inputs and outputs of actions/upload-artifact: https://github.com/actions/upload-artifact/blob/main/action.yml */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Unknown } from "../../../src/expression/values/unknown.ts";
import { ArtifactRun, contents } from "./artifact-run.ts";

const files = { "dist/a.js": "a", "dist/b.js": "b", "dist/app.whl": "w" };

test("an upload without a name is called artifact", () => {
  const run = new ArtifactRun(files);
  const shownAt = "artifacts/a/artifact";
  expect(run.upload({ path: "dist" }).upload).toEqual({
    artifact: "artifact",
    name: "artifact",
    shownAt,
  });
  expect(Object.keys(contents(run.shownAt("artifact")))).toEqual(["a.js", "app.whl", "b.js"]);
});

// src/upload/upload-artifact.ts
describe("an upload that finds nothing", () => {
  const message = 'no files were found for the artifact "report" at "none/*" and "!none/a"';
  const upload = (rest: Record<string, string>) => {
    const run = new ArtifactRun(files);
    const result = run.upload({ name: "report", path: "none/*\n!none/a", ...rest });
    expect(run.store.all).toEqual([]);
    return result;
  };

  test("warns, has no outputs and does not fail", () => {
    const expected = { outputs: {}, warnings: [`${message}: it is not uploaded`], notes: [] };
    expect(upload({})).toEqual(expected);
    expect(upload({ "if-no-files-found": "warn" })).toEqual(expected);
  });

  test("says so in its log alone where that is to be ignored", () => {
    expect(upload({ "if-no-files-found": "ignore" })).toEqual({
      outputs: {},
      warnings: [],
      notes: [`${message}: it is not uploaded`],
    });
  });

  test("fails where that is to be an error", () => {
    expect(() => upload({ "if-no-files-found": "error" })).toThrow(message);
  });

  test("leaves what it would have overwritten", () => {
    const run = new ArtifactRun(files);
    run.upload({ path: "dist" });
    run.upload({ path: "none", overwrite: true });
    expect(run.store.find("artifact")).toBeDefined();
  });
});

// CreateArtifact answers 409: https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
describe("a name", () => {
  test("that is taken fails the step", () => {
    const run = new ArtifactRun(files);
    run.upload({ name: "wheel", path: "dist/a.js" });
    expect(() => run.upload({ name: "wheel", path: "dist/b.js" })).toThrow(
      'an artifact named "wheel" was already uploaded in this run',
    );
    run.upload({ name: "Wheel", path: "dist/b.js" });
  });

  // https://github.com/actions/upload-artifact#overwriting-an-artifact
  test("that is taken is no failure with overwrite: the artifact is another one then", () => {
    const run = new ArtifactRun(files);
    const first = run.upload({ name: "wheel", path: "dist/a.js", overwrite: true });
    const second = run.upload({ name: "wheel", path: "dist/b.js", overwrite: true });
    expect(run.arrived({ name: "wheel" })).toEqual({ "b.js": "b" });
    expect(contents(run.shownAt("wheel"))).toEqual({ "b.js": "b" });
    expect(second.upload).toEqual(first.upload);
    expect(second.outputs["artifact-id"]).not.toBe(first.outputs["artifact-id"]);
  });

  // path-and-artifact-name-validation.ts in actions/toolkit
  test.each([
    ["", 'the artifact name "" is not valid: it must not be empty or contain "\\""'],
    ["a/b", 'the artifact name "a/b" is not valid: it must not be empty or contain "/"'],
    ["a:b*", 'the artifact name "a:b*" is not valid: it must not be empty or contain ":"'],
    ["a\nb", 'the artifact name "a\\nb" is not valid: it must not be empty or contain "\\n"'],
    ["..", 'the artifact name ".." is not valid: a folder has this name'],
  ])("that no artifact may have fails the step: %j", (name, message) => {
    expect(() => new ArtifactRun(files).upload({ name, path: "dist" })).toThrow(message);
  });
});

test("a file whose name GitHub refuses fails the step, and nothing is kept", () => {
  const run = new ArtifactRun({ "dist/ok": "", "dist/deep/a?b": "" });
  expect(() => run.upload({ path: "dist" })).toThrow(
    'the artifact "artifact" cannot have the file "deep/a?b": upload-artifact refuses "?" in the names of files',
  );
  expect(existsSync(run.shownAt("artifact"))).toBe(false);
  expect(run.store.all).toEqual([]);
});

test("a folder above the files may have any name", () => {
  expect(new ArtifactRun({ "a:b/c": "" }).uploaded({ path: "a:b" })).toEqual(["c"]);
});

// "Uploads are case insensitive", src/shared/search.ts
test("files that differ in case alone are told, and both arrive", () => {
  const run = new ArtifactRun({ "dist/A": "1", "dist/a": "2" });
  expect(run.upload({ path: "dist" }).notes).toEqual([
    'another file of the artifact has the path "a" in other case',
  ]);
  expect(run.arrived({ name: "artifact" })).toEqual({ A: "1", a: "2" });
});

// https://github.com/actions/upload-artifact#upload-an-individual-file-unzipped, skipArchive in upload-artifact.ts of actions/toolkit
describe("without an archive", () => {
  test("the artifact has the name of its file, which arrives as it is", () => {
    const run = new ArtifactRun(files);
    const { upload, outputs } = run.upload({ name: "x", path: "dist/*.whl", archive: false });
    expect(upload?.name).toBe("app.whl");
    expect(run.arrived({ name: "app.whl" })).toEqual({ "app.whl": "w" });
    expect(outputs["artifact-digest"]).toBe(createHash("sha256").update("w").digest("hex"));
  });

  test("its digest is that of the whole file", () => {
    const text = "0123456789".repeat(300_000);
    const { outputs } = new ArtifactRun({ f: text }).upload({ path: "f", archive: false });
    expect(outputs["artifact-digest"]).toBe(createHash("sha256").update(text).digest("hex"));
  });

  test("its folders are not those of the artifact", () => {
    const run = new ArtifactRun({ "dist/deep/f": "1" });
    run.upload({ path: "dist/**/f", archive: false });
    expect(run.arrived({ name: "f" })).toEqual({ f: "1" });
  });

  test("several files fail the step", () => {
    expect(() => new ArtifactRun(files).upload({ path: "dist", archive: false })).toThrow(
      'archive is false, so the artifact is a single file, and 3 files were found at "dist"',
    );
  });

  test("what is overwritten is what the name says, not the file", () => {
    const run = new ArtifactRun(files);
    run.upload({ path: "dist/a.js" });
    run.upload({ path: "dist/app.whl", archive: false });
    expect(() => run.upload({ path: "dist/app.whl", archive: false, overwrite: true })).toThrow(
      'an artifact named "app.whl" was already uploaded in this run',
    );
    expect(run.store.find("artifact")).toBeUndefined();
  });
});

// src/upload/input-helper.ts
describe("an input", () => {
  const upload = (inputs: Record<string, string | number | boolean>) =>
    new ArtifactRun(files).upload({ path: "dist", ...inputs });

  test.each<[inputs: Record<string, string | number | boolean>, message: string]>([
    [{ path: " " }, "actions/upload-artifact needs the input path"],
    [{ overwrite: "yes" }, 'overwrite of actions/upload-artifact is "yes": it takes true or false'],
    [{ archive: "" }, 'archive of actions/upload-artifact is "": it takes true or false'],
    [
      { "include-hidden-files": "1" },
      'include-hidden-files of actions/upload-artifact is "1": it takes true or false',
    ],
    [
      { "if-no-files-found": "fail" },
      'if-no-files-found of actions/upload-artifact is "fail": it takes "warn", "error" or "ignore"',
    ],
    [
      { "retention-days": "a week" },
      'retention-days of actions/upload-artifact is "a week": it takes a number',
    ],
    [
      { "compression-level": 10 },
      'compression-level of actions/upload-artifact is "10": it takes a number from 0 to 9',
    ],
    [
      { "compression-level": "best" },
      'compression-level of actions/upload-artifact is "best": it takes a number',
    ],
  ])("that is wrong fails the step: %j", (inputs, message) => {
    expect(() => upload(inputs)).toThrow(message);
  });

  test.each([
    { overwrite: "TRUE" },
    { OverWrite: true },
    { "retention-days": 5, "compression-level": 9 },
    { "retention-days": "", "compression-level": "" },
    { "retention-days": "7 days", "compression-level": 0 },
  ])("that is right does not: %j", (inputs) => {
    expect(upload(inputs).upload?.name).toBe("artifact");
  });
});

// src/shared/upload-artifact.ts
test("the outputs are an id, and what only GitHub knows", () => {
  const run = new ArtifactRun(files);
  const one = run.upload({ name: "one", path: "dist" }).outputs;
  const two = run.upload({ name: "two", path: "dist" }).outputs;
  expect(one["artifact-id"]).toMatch(/^\d+$/);
  expect(one["artifact-id"]).not.toBe(two["artifact-id"]);
  expect([one["artifact-digest"], one["artifact-url"]]).toEqual([
    new Unknown("the digest of the artifact one on GitHub"),
    new Unknown("the address of the artifact one on GitHub"),
  ]);
});
