import { expect, test } from "vitest";
import { effectiveShell } from "../../../src/import/commands/effective-shell.ts";

const linux = { "runs-on": "ubuntu-latest" };
const windows = { "runs-on": ["self-hosted", "Windows"] };
const both = {
  "runs-on": "${{ matrix.os }}",
  strategy: { matrix: { os: ["ubuntu-latest"], include: [{ os: "windows-2025" }] } },
};
const shell = (name: string): object => ({ defaults: { run: { shell: name } } });

test.each<[string, object, object, object, string]>([
  ["bash of a runner with Linux", {}, linux, {}, "posix"],
  ["PowerShell of one with Windows", {}, windows, {}, "powershell"],
  ["both of a matrix", {}, both, {}, "several"],
  [
    "both of objects in a matrix",
    {},
    {
      "runs-on": "${{ matrix.on.os }}",
      strategy: { matrix: { on: [{ os: "windows" }, { os: "macos" }] } },
    },
    {},
    "several",
  ],
  ["that of the step", { shell: "cmd" }, linux, {}, "cmd"],
  ["that of the step, with its arguments", { shell: "bash -el {0}" }, windows, {}, "posix"],
  ["that of the job", {}, { ...windows, ...shell("bash") }, shell("pwsh"), "posix"],
  ["that of the workflow", {}, both, shell("pwsh"), "powershell"],
  [
    "not that of the workflow, where the job has defaults",
    {},
    { ...linux, defaults: { run: { "working-directory": "a" } } },
    shell("pwsh"),
    "posix",
  ],
  ["a program", { shell: "python" }, linux, {}, "other"],
])("the shell is %s", (_, step, job, workflow, expected) => {
  expect(effectiveShell(step as never, job as never, workflow as never)).toBe(expected);
});
