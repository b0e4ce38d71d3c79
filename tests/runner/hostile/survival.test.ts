/** What holds when other runs were killed or go on at once, and when a surrounding git says something else. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { execaSync } from "execa";
import { expect, onTestFinished, test, vi } from "vitest";
import { processIdentity, stateOf } from "../../../src/host/processes/process-identity.ts";
import { writeWholeFile } from "../../../src/host/files/whole-file.ts";
import { runIds } from "../../../src/runner/run-folder/earlier-runs.ts";
import { Masker } from "../../../src/process/masker.ts";
import { RunMask } from "../../../src/runner/run-folder/run-mask.ts";
import { RunFolder } from "../../../src/runner/run-folder/run-folder.ts";
import { workflowOf } from "../workflow-builders.ts";
import { commitAll, project, runHere, testHost } from "../workflow-runs.ts";

const noMask = new RunMask(new Masker());

const runId = (number: number): string => `20260101T0000${String(number).padStart(2, "0")}000-aaaa`;

test("of runs that have ended the newest twenty are kept; one that goes on does not count, nor goes when it ends", () => {
  const root = project();
  const long = new RunFolder(root, runId(0), noMask);
  for (let number = 1; number <= 30; number += 1)
    new RunFolder(root, runId(number), noMask).close();
  expect(runIds(root)).toHaveLength(21);
  expect(runIds(root)[0]).toBe(runId(0));
  long.close();
  expect(runIds(root)).toHaveLength(20);
  expect(runIds(root).slice(0, 2)).toEqual([runId(0), runId(12)]);
});

test("a run of another container is taken to go on, one of a process that has ended is not", () => {
  const root = project();
  const [, started = "", place = ""] = processIdentity().split("-");
  const leftBy = (number: number, owner: string): void => {
    const folder = new RunFolder(root, runId(number), noMask);
    writeFileSync(path.join(folder.path, ".running"), owner);
  };
  leftBy(0, `1-${started}-elsewhere`);
  leftBy(1, `99999999-${started}-${place}`);
  leftBy(2, `${process.pid}-${started}0-${place}`);
  for (let number = 3; number <= 22; number += 1)
    new RunFolder(root, runId(number), noMask).close();
  expect(runIds(root).slice(0, 2)).toEqual([runId(0), runId(3)]);
});

test("a process is known by more than its id", () => {
  const [id, started, place] = processIdentity().split("-");
  expect(stateOf(processIdentity())).toBe("alive");
  expect(stateOf(`${id}-${started}1-${place}`)).toBe("ended");
  expect(stateOf(`${id}-${started}-${place}x`)).toBe("unknown");
  expect(stateOf("")).toBe("ended");
});

test("only the user can read what a run leaves", async () => {
  const { folder } = await runHere(workflowOf({ a: {} }));
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test("a file that is written whole leaves no draft, also where it cannot be written", () => {
  const root = project({ "taken/file": "" });
  writeWholeFile(path.join(root, "file"), "new");
  expect(() => writeWholeFile(path.join(root, "taken"), "")).toThrow("EISDIR");
  expect(readdirSync(root).sort()).toEqual(["file", "taken"]);
});

test("a place where nothing can be written is an error with one line", async () => {
  const root = project({ ".recompose": "a file" });
  await expect(runHere(workflowOf({ a: {} }), { root })).rejects.toThrow(
    /^what a run leaves cannot be written: .*\.recompose/,
  );
  expect(readdirSync(root)).toEqual([".recompose"]);
});

test("what git tells its hooks reaches neither our git nor a job", async () => {
  const root = project({ file: "here" });
  commitAll(root);
  const other = mkdtempSync(path.join(tmpdir(), "recompose-test-"));
  onTestFinished(() => rmSync(other, { recursive: true, force: true }));
  execaSync("git", ["init", "--quiet"], { cwd: other });
  const hook = {
    GIT_DIR: path.join(other, ".git"),
    GIT_INDEX_FILE: path.join(other, ".git/index"),
    GIT_WORK_TREE: other,
  };
  for (const [name, value] of Object.entries(hook)) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  const { log, record } = await runHere(
    workflowOf({ a: { run: "(env | grep '^GIT_' || true); git rev-parse HEAD; ls" } }),
    {
      root,
      isolate: true,
      host: testHost(hook),
    },
  );
  const head = readFileSync(path.join(root, ".git/refs/heads/main"), "utf8");
  expect(record.result).toBe("success");
  expect(log("a")).toBe(`${head}file\n`);
});
