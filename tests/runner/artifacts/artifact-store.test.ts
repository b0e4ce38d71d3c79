/** How artifacts are kept, shown and put back. */
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { known } from "../../../src/expression/values/unknown.ts";
import { project } from "../workflow-runs.ts";
import { ArtifactRun, contents } from "./artifact-run.ts";

describe("an artifact", () => {
  test("stays as it was uploaded, and arrives as an ordinary file", () => {
    const run = new ArtifactRun({ "a.sh": "a" });
    const file = path.join(run.workspace, "a.sh");
    chmodSync(file, 0o755);
    run.upload({ path: "a.sh" });
    writeFileSync(file, "other");
    const { "download-path": target } = run.download({ path: "got" }).outputs;
    const copy = path.join(known(target ?? ""), "a.sh");
    expect(readFileSync(copy, "utf8")).toBe("a");
    // "Permission Loss": https://github.com/actions/upload-artifact#permission-loss
    expect(statSync(copy).mode & 0o777).toBe(0o644);
    expect(statSync(file).mode & 0o777).toBe(0o755);
  });

  test("that a task has saved for it is not copied once more", () => {
    const run = new ArtifactRun();
    const source = path.join(run.temp, "saved [1]?\\");
    mkdirSync(source);
    writeFileSync(path.join(source, "a.txt"), "a");
    run.upload({ name: "wheel", path: source }, true);
    expect(statSync(path.join(source, "a.txt")).nlink).toBe(2);
    expect(statSync(path.join(run.shownAt("saved [1]?\\"), "a.txt")).nlink).toBe(1);
  });

  test("that a step takes from the temporary folder is, since the file may change", () => {
    const run = new ArtifactRun();
    writeFileSync(path.join(run.temp, "a.txt"), "a");
    run.upload({ path: path.join(run.temp, "a.txt") });
    writeFileSync(path.join(run.temp, "a.txt"), "changed");
    expect(run.arrived({ name: "artifact" })).toEqual({ "a.txt": "a" });
  });

  test("of an earlier run has all that it had", () => {
    const run = new ArtifactRun();
    const files = { "a.txt": "a", "deep/.b": "b" };
    run.store.keep("wheel", project(files), run.shownAt("wheel"));
    expect(run.arrived({ name: "wheel" })).toEqual(files);
    run.store.keep("gone", path.join(project(), "missing"), run.shownAt("gone"));
    expect(run.arrived({ name: "gone" })).toEqual({});
  });

  test("of an earlier run has the id that it had there", () => {
    const { outputs } = new ArtifactRun({ f: "" }).upload({ name: "wheel", path: "f" });
    const run = new ArtifactRun();
    run.store.keep("other", project(), run.shownAt("other"));
    run.store.keep("wheel", project({ f: "kept" }), run.shownAt("wheel"));
    const ids = { "artifact-ids": known(outputs["artifact-id"] ?? "") };
    expect(run.arrived(ids)).toEqual({ f: "kept" });
  });

  test("is shown in a folder of its own, whatever else has its name", () => {
    const run = new ArtifactRun({ f: "user's" });
    const saved = path.join(run.temp, "wheel");
    mkdirSync(saved);
    writeFileSync(path.join(saved, "f"), "task's");
    run.upload({ name: "wheel-1", path: saved }, true);
    expect(run.upload({ name: "wheel", path: "f" }).upload).toEqual({
      artifact: "wheel-2",
      name: "wheel",
      shownAt: "artifacts/a/wheel-2",
    });
    expect(contents(run.shownAt("wheel"))).toEqual({ f: "task's" });
    expect(contents(run.shownAt("wheel-2"))).toEqual({ f: "user's" });
  });
});

describe("what a job has removed", () => {
  test("of what is shown is there again at the end, and what it wrote there stays", () => {
    const run = new ArtifactRun({ "1/f": "1", "2/f": "2" });
    run.upload({ name: "one", path: "1" });
    run.upload({ name: "two", path: "2" });
    rmSync(run.shownAt("one"), { recursive: true });
    writeFileSync(path.join(run.shownAt("two"), "f"), "mine");
    expect(run.store.restore()).toBeUndefined();
    expect(contents(run.shownAt("one"))).toEqual({ f: "1" });
    expect(contents(run.shownAt("two"))).toEqual({ f: "mine" });
  });

  test("of what is kept comes from what is shown", () => {
    const run = new ArtifactRun({ f: "1" });
    run.upload({ name: "one", path: "f" });
    rmSync(path.join(run.temp, "artifacts"), { recursive: true });
    expect(run.arrived({ name: "one" })).toEqual({ f: "1" });
    expect(run.arrived({})).toEqual({ f: "1" });
  });

  test("is a reason where it cannot be shown", () => {
    const run = new ArtifactRun({ f: "1" });
    run.upload({ name: "one", path: "f" });
    rmSync(path.join(run.folder, "artifacts"), { recursive: true });
    writeFileSync(path.join(run.folder, "artifacts"), "a file");
    expect(run.store.restore()).toMatch(/ENOTDIR|EEXIST/);
  });
});
