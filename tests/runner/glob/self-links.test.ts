import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { create } from "@actions/glob";
import { expect, onTestFinished, test } from "vitest";
import { filesOf } from "../../../src/runner/glob/file-search.ts";
import { readPathPatterns } from "../../../src/runner/glob/path-pattern.ts";

test("a link to itself fails only where a pattern fits it, as in the action", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "recompose-links-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, "a.log"), "");
  symlinkSync("itself", path.join(folder, "itself"));
  const find = (pattern: string): readonly string[] => [
    ...filesOf(readPathPatterns([path.join(folder, pattern)], folder), { follows: true }),
  ];
  const action = async (pattern: string): Promise<readonly string[]> =>
    (await create(path.join(folder, pattern))).glob();
  expect(find("*.log")).toEqual([path.join(folder, "a.log")]);
  expect(find("*.log")).toEqual(await action("*.log"));
  expect(() => find("*")).toThrow("ELOOP");
  await expect(action("*")).rejects.toThrow("ELOOP");
});
