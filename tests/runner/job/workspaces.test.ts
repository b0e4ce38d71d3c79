/** Where jobs run that have no checkouts of their own. */
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { project } from "../workflow-runs.ts";
import { errorOf, openWorkspaces, ownTemp } from "./open-workspaces.ts";

let temp = "";
beforeEach(() => {
  temp = ownTemp();
});

test("jobs work in the project, each with a temporary folder for as long as it runs", async () => {
  const workspaces = openWorkspaces();
  const [a, b] = [await workspaces.open("a"), await workspaces.open("b")];
  expect([a.folder, b.folder]).toEqual(["/project", "/project"]);
  expect(a.temp).toBe(path.join(workspaces.temp, "jobs/a"));
  writeFileSync(path.join(a.temp, "file"), "");
  await a.remove();
  expect(existsSync(path.join(workspaces.temp, "jobs/a"))).toBe(false);
  expect(existsSync(b.temp)).toBe(true);
  workspaces.removeAll();
  expect(existsSync(workspaces.temp)).toBe(false);
});

test("a job finds nothing of what another has put in the place of its folder", async () => {
  const workspaces = openWorkspaces();
  const other = project({ file: "theirs" });
  mkdirSync(path.join(workspaces.temp, "jobs/a/left"), { recursive: true });
  const a = await workspaces.open("a");
  expect(existsSync(path.join(a.temp, "left"))).toBe(false);
  rmSync(a.temp, { recursive: true });
  symlinkSync(other, a.temp);
  a.restore();
  expect(existsSync(path.join(a.temp, "file"))).toBe(false);
  await a.remove();
  expect(readFileSync(path.join(other, "file"), "utf8")).toBe("theirs");
});

test("a file for all jobs is in the temporary folder of the run", () => {
  const workspaces = openWorkspaces();
  const file = workspaces.write("event.json", "{}");
  expect(file).toBe(path.join(workspaces.temp, "event.json"));
  expect(readFileSync(file, "utf8")).toBe("{}");
});

test("a folder that is gone, or never was, is an error that says what to do", async () => {
  const workspaces = openWorkspaces();
  workspaces.removeAll();
  const error = await errorOf(() => workspaces.write("event.json", "{}"));
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({
    message: expect.stringMatching(/event\.json cannot be written: ENOENT/),
    hints: ["set TMPDIR to a folder with room"],
  });
  vi.stubEnv("TMPDIR", path.join(temp, "missing"));
  expect(await errorOf(() => openWorkspaces())).toMatchObject({
    name: "UsageError",
    message: expect.stringContaining(`there can be no temporary folder in ${temp}/missing: ENOENT`),
    hints: ["set TMPDIR to a folder that can be written"],
  });
});
