import { chmodSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { findProgram, onOwnTerminal } from "../../../src/host/processes/own-terminal.ts";
import { project } from "../../runner/workflow-runs.ts";

function folderWithScript(): string {
  const folder = project();
  writeFileSync(path.join(folder, "script"), "");
  chmodSync(path.join(folder, "script"), 0o755);
  return folder;
}

const words = ["env", "SHELL=/bin/my shell", "/bin/bash", "-i"];

test("util-linux's script gets one command, in which no word is split", () => {
  const folder = folderWithScript();
  expect(onOwnTerminal(words, { env: { PATH: folder }, platform: "linux" })).toEqual({
    program: path.join(folder, "script"),
    arguments: ["-q", "-c", "exec env 'SHELL=/bin/my shell' /bin/bash -i", "/dev/null"],
  });
});

test("the script of macOS gets the words behind its file", () => {
  const folder = folderWithScript();
  expect(onOwnTerminal(words, { env: { PATH: folder }, platform: "darwin" })?.arguments).toEqual([
    "-q",
    "/dev/null",
    ...words,
  ]);
});

test("a program is looked for in the absolute folders of PATH, and has to be one", () => {
  const folder = folderWithScript();
  const other = project({ script: "not a program", "folder/script/file": "" });
  const PATH = ["relative", "", other, path.join(other, "folder"), folder].join(path.delimiter);
  expect(findProgram("script", PATH)).toBe(path.join(folder, "script"));
  expect(findProgram("script", other)).toBeUndefined();
  expect(onOwnTerminal(words, { env: {}, platform: "linux" })).toBeUndefined();
});
