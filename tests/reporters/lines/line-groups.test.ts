import { expect, test } from "vitest";
import { LineGroups } from "../../../src/reporters/lines/line-groups.ts";

function start(): { lines: string[]; groups: LineGroups<string> } {
  const lines: string[] = [];
  const groups = new LineGroups<string>((line) => {
    if (typeof line === "string") lines.push(line);
    else lines.push("command" in line ? line.command : Buffer.from(line.lines).toString());
  });
  groups.start("a", "a");
  groups.start("b", "b");
  return { lines, groups };
}

test("a group that waits longer than its size takes over, and the first is continued", () => {
  const { lines, groups } = start();
  const long = "x".repeat(300_000);
  groups.line("b", long);
  groups.line("a", "a1");
  groups.end("a", ["a ended"]);
  groups.end("b", ["b ended"]);
  expect(lines).toEqual([
    "::group::a",
    "::endgroup::",
    "::group::b",
    long,
    "::endgroup::",
    "::group::a (continued)",
    "a1",
    "::endgroup::",
    "a ended",
    "b ended",
  ]);
});

test("a line of no group closes the open one", () => {
  const { lines, groups } = start();
  groups.line("a", "a1");
  groups.line(undefined, "own");
  groups.line("a", "a2");
  groups.endAll();
  expect(lines.slice(0, 6)).toEqual([
    "::group::a",
    "a1",
    "::endgroup::",
    "own",
    "::group::a (continued)",
    "a2",
  ]);
});

test("a mask does not wait", () => {
  const { lines, groups } = start();
  groups.line("b", "b1");
  groups.line("b", { command: "::add-mask::secret" });
  expect(lines).toEqual(["::group::a", "::add-mask::secret"]);
});

test("no line is lost, whatever the order of ends", () => {
  const { lines, groups } = start();
  groups.start("c", "c");
  groups.line("c", "c1");
  groups.end("c", ["c ended"]);
  groups.line("b", "b1");
  groups.end("a", ["a ended"]);
  groups.line("b", "b2");
  groups.endAll();
  expect(lines).toEqual([
    "::group::a",
    "::endgroup::",
    "a ended",
    "::group::b",
    "b1",
    "b2",
    "::endgroup::",
    "::group::c",
    "c1",
    "::endgroup::",
    "c ended",
  ]);
});
