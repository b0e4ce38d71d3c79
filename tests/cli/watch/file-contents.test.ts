import { chmodSync, rmSync, symlinkSync, truncateSync, utimesSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { changeTime, FileContents } from "../../../src/cli/watch/file-contents.ts";
import { Project } from "../../support/project.ts";

test("a file changes when it has other contents, may be run, comes or goes", () => {
  const project = new Project({ "a.txt": "one" });
  const file = path.join(project.folder, "a.txt");
  const contents = new FileContents();
  expect(contents.update(file)).toBe(true);
  project.write({ "a.txt": "one" });
  utimesSync(file, 1, 1);
  expect(contents.update(file)).toBe(false);
  project.write({ "a.txt": "two" });
  expect(contents.update(file)).toBe(true);
  chmodSync(file, 0o755);
  expect(contents.update(file)).toBe(true);
  rmSync(file);
  expect(contents.update(file)).toBe(true);
  expect(contents.update(file)).toBe(false);
  expect(changeTime(file)).toBeUndefined();
});

test("folders do not count, links do by where they lead, large files by size and time", () => {
  const { folder } = new Project({ "big.bin": "x" });
  const contents = new FileContents();
  expect(contents.update(folder)).toBe(false);
  const link = path.join(folder, "link");
  symlinkSync("nowhere", link);
  expect(contents.update(link)).toBe(true);
  expect(contents.update(link)).toBe(false);
  rmSync(link);
  symlinkSync("elsewhere", link);
  expect(contents.update(link)).toBe(true);
  const big = path.join(folder, "big.bin");
  truncateSync(big, 5 * 1024 * 1024);
  expect(contents.update(big)).toBe(true);
  expect(contents.update(big)).toBe(false);
  utimesSync(big, 1, 1);
  expect(contents.update(big)).toBe(true);
});
