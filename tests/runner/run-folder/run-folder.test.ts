/** What one run leaves behind, beside those of others. */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { processIdentity } from "../../../src/host/processes/process-identity.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { Masker } from "../../../src/process/masker.ts";
import { readRunFile, runIds } from "../../../src/runner/run-folder/earlier-runs.ts";
import { RunFolder } from "../../../src/runner/run-folder/run-folder.ts";
import { RunMask } from "../../../src/runner/run-folder/run-mask.ts";
import { stateFile, type RunState } from "../../../src/runner/run-folder/run-state.ts";
import { workflowOf } from "../workflow-builders.ts";
import { project } from "../workflow-runs.ts";

const id = "20260101T000000000-aaaa";

function newFolder(root = project(), runId = id): RunFolder {
  const masker = new Masker();
  masker.add("quite-secret");
  return new RunFolder(root, runId, new RunMask(masker));
}

function read(folder: RunFolder, name: string): string {
  return readFileSync(folder.absolute(name), "utf8");
}

describe("the folder of a run", () => {
  test("is there with its owner, for the user alone, and is the latest", () => {
    const root = project();
    const folder = newFolder(root);
    expect(folder.path).toBe(path.join(root, ".recompose/runs", id));
    expect(folder.own).toBe(path.join(root, ".recompose"));
    expect(read(folder, ".running")).toBe(processIdentity());
    expect(readdirSync(folder.path).sort()).toEqual([".running", "jobs"]);
    expect(statSync(folder.path).mode & 0o777).toBe(0o700);
    expect(readdirSync(path.dirname(folder.path)).sort()).toEqual([id, "latest"]);
    expect(readlinkSync(path.join(root, ".recompose/runs/latest"))).toBe(id);
    expect(readFileSync(path.join(root, ".recompose/.gitignore"), "utf8")).toBe("*\n");
    expect(folder.close()).toBeUndefined();
    expect(readdirSync(folder.path)).toEqual(["jobs"]);
  });

  test("takes the place of the one before as the latest", () => {
    const root = project();
    newFolder(root).close();
    const later = newFolder(root, "20260101T000000001-aaaa");
    expect(readlinkSync(path.join(root, ".recompose/runs/latest"))).toBe(path.basename(later.path));
  });

  test.each<[string, (root: string, other: string) => void, string]>([
    ["all runs", (root, other) => symlinkSync(other, path.join(root, ".recompose/runs")), id],
    ["what runs leave", (root, other) => symlinkSync(other, path.join(root, ".recompose")), "runs"],
  ])("begins below the folder for %s where that is a link", (what, link, name) => {
    const [root, other] = [project(), project()];
    if (what === "all runs") mkdirSync(path.join(root, ".recompose"));
    link(root, other);
    const folder = newFolder(root);
    expect(path.basename(folder.own)).toBe(name);
    expect(folder.path.startsWith(folder.own)).toBe(true);
    expect(existsSync(path.join(other, name))).toBe(true);
  });

  test("is refused where nothing can be written, and leaves nothing", () => {
    const root = project({ ".recompose": "a file" });
    const make = (): unknown => newFolder(root);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(/^what a run leaves cannot be written: (?:ENOTDIR|EEXIST)/);
    let hints: readonly string[] = [];
    try {
      make();
    } catch (error) {
      ({ hints } = error as UsageError);
    }
    expect(hints).toEqual([`make ${root}/.recompose a folder that can be written`]);
  });
});

describe("its files", () => {
  test("have their names, and hide what is secret", () => {
    const folder = newFolder();
    expect([folder.logName("a"), folder.artifactName("a", "wheel")]).toEqual([
      "jobs/a.log",
      "artifacts/a/wheel",
    ]);
    folder.writeSummary(() => "# quite-secret\n");
    expect(read(folder, "summary.md")).toBe("# ***\n");
    const log = folder.log("a");
    log.line("quite-secret");
    log.lines(Buffer.from("a quite-secret\n"));
    expect(folder.log("a")).toBe(log);
    expect(folder.log("b")).not.toBe(log);
    expect(read(folder, "jobs/a.log")).toBe("");
    folder.flush();
    expect(read(folder, "jobs/a.log")).toBe("***\na ***\n");
  });

  test("have what a later run compares, as digests, and what it needs, masked", () => {
    const folder = newFolder();
    const state: RunState = {
      workflow: workflowOf({ a: {} }),
      inputs: { key: "quite-secret" },
      eventName: "push",
      ref: "refs/heads/main",
      vars: {},
      uploads: { "artifacts/a/x": "for-quite-secret" },
    };
    folder.writeState(() => state);
    expect(readRunFile(path.join(folder.path, "../../.."), id, "state.json")).toEqual({
      ...stateFile(state),
      uploads: { "artifacts/a/x": "for-***" },
    });
    expect(read(folder, "state.json")).not.toContain("secret");
  });

  test("are all there at the end, also where a job removed the folder", () => {
    const root = project();
    const folder = newFolder(root);
    folder.log("a").line("said");
    folder.writeSummary(() => "# Done\n");
    rmSync(path.join(root, ".recompose"), { recursive: true });
    folder.log("b").line("later");
    expect(folder.close()).toBeUndefined();
    expect(readdirSync(folder.path).sort()).toEqual(["jobs", "summary.md"]);
    expect([read(folder, "jobs/a.log"), read(folder, "jobs/b.log")]).toEqual(["said\n", "later\n"]);
    expect(readlinkSync(path.join(root, ".recompose/runs/latest"))).toBe(id);
    expect(readFileSync(path.join(root, ".recompose/.gitignore"), "utf8")).toBe("*\n");
  });

  test("leave the latest run the latest where another has begun meanwhile", () => {
    const root = project();
    const folder = newFolder(root);
    const later = newFolder(root, "20260101T000000001-aaaa");
    folder.close();
    expect(readlinkSync(path.join(root, ".recompose/runs/latest"))).toBe(path.basename(later.path));
  });

  test("that cannot be written are a reason at the end, and no error", () => {
    const folder = newFolder();
    mkdirSync(folder.absolute("summary.md/x"), { recursive: true });
    folder.writeSummary(() => "# Done\n");
    expect(folder.close()).toMatch(/EISDIR|ENOTEMPTY|EEXIST/);
  });

  test("are a reason, too, where a file has taken the place of the folder", () => {
    const root = project();
    const folder = newFolder(root);
    folder.writeSummary(() => "# Done\n");
    rmSync(path.join(root, ".recompose"), { recursive: true });
    writeFileSync(path.join(root, ".recompose"), "a file");
    expect(folder.close()).toMatch(/ENOTDIR|EEXIST/);
  });

  test("are a reason, too, where a folder has taken the place of the owner's name", () => {
    const folder = newFolder();
    rmSync(folder.absolute(".running"));
    mkdirSync(folder.absolute(".running"));
    expect(folder.close()).toMatch(/EISDIR|is a directory/);
  });

  test("of five hundred jobs stay open, and of one more those of the first are closed", () => {
    const folder = newFolder();
    const first = folder.log("0");
    first.line("said");
    for (let count = 1; count < 500; count += 1) folder.log(String(count));
    expect(folder.log("0")).toBe(first);
    expect(read(folder, "jobs/0.log")).toBe("");
    folder.log("500");
    expect(read(folder, "jobs/0.log")).toBe("said\n");
    expect(folder.log("0")).not.toBe(first);
    folder.close();
  });
});

describe("earlier runs", () => {
  test("are those with the name of one, the oldest first", () => {
    const root = project({
      ".recompose/runs/20260102T000000000-0f9a/run.json": '{"id": 1}',
      ".recompose/runs/20260101T000000000-0f9a/run.json": "{",
      ".recompose/runs/20260101T000000000-0f9a.old/run.json": "",
      ".recompose/runs/x20260101T000000000-0f9a/run.json": "",
      ".recompose/runs/20260101T000000000-0F9A/run.json": "",
    });
    const ids = ["20260101T000000000-0f9a", "20260102T000000000-0f9a"];
    expect(runIds(root)).toEqual(ids);
    expect(ids.map((each) => readRunFile(root, each, "run.json"))).toEqual([undefined, { id: 1 }]);
    expect(readRunFile(root, "20260102T000000000-0f9a", "state.json")).toBeUndefined();
    expect(runIds(project())).toEqual([]);
  });
});
