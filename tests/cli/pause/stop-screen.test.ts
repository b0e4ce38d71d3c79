import { expect, test } from "vitest";
import { keysOf, promptLines, stopLines } from "../../../src/cli/pause/stop-screen.ts";
import { Masker } from "../../../src/process/masker.ts";
import { createStyle } from "../../../src/reporters/shown/style.ts";
import type { Stop } from "../../../src/runner/stop/step-stops.ts";

const style = createStyle(false);

const failed: Stop = {
  kind: "failed",
  path: ["ci", "test", "unit tests"],
  reason: "the command ended\nwith exit code 1",
  command: "npm ci\nnpm test\n",
  variables: ["API_URL", "TOKEN"],
  folder: "/tool/packages/a",
  log: "/tool/.recompose/runs/1/jobs/test.log",
  environment: () => ({}),
  masker: new Masker(),
};

test("a step that failed is shown with its command, its last lines, its log, its folder and its variables", () => {
  const lines = [
    { from: ["unit tests"], text: "\u001B[31mred\u001B[0m" },
    { from: ["unit tests", "nested"], text: "of a nested task\u001B[2J" },
  ];
  expect(stopLines(failed, lines, style, "/tool").join("\n")).toBe(
    `✗ test › unit tests failed: the command ended with exit code 1
  $ npm ci
    npm test
  │ red
  │ nested │ of a nested task
  ╰ .recompose/runs/1/jobs/test.log
  folder /tool/packages/a
  env    API_URL, TOKEN`,
  );
});

test("a step that has not run has neither a reason nor lines, and a long command is cut", () => {
  const command = Array.from({ length: 9 }, (_, index) => `line ${index}`).join("\n");
  const stop: Stop = { ...failed, kind: "before", path: ["ci", "test"], command, variables: [] };
  expect(stopLines(stop, [], style, "/elsewhere").join("\n")).toBe(
    `■ test has not run yet
  $ line 0
    line 1
    line 2
    line 3
    … 5 lines more
  ╰ /tool/.recompose/runs/1/jobs/test.log
  folder /tool/packages/a
  env    no variables of its own`,
  );
});

test("what may be pressed fits 80 columns, with what waits and runs meanwhile below it", () => {
  const others = { waitCount: 2, running: ["lint", "build"] };
  expect(promptLines("failed", others, style, 80)).toEqual([
    "",
    "  r run again  s shell  c go on as failed  i go on as succeeded  q cancel",
    "  2 more wait; meanwhile: lint, build",
  ]);
  const alone = { waitCount: 0, running: [] };
  expect(promptLines("before", alone, style, 80)).toEqual([
    "",
    "  r run it  s shell  i leave it out as if it succeeded  q cancel",
  ]);
  expect(promptLines("failed", { waitCount: 1, running: [] }, style, 80)[2]).toBe("  1 more waits");
});

test("keys wrap on a narrow terminal", () => {
  const alone = { waitCount: 0, running: [] };
  expect(promptLines("failed", alone, style, 40)).toEqual([
    "",
    "  r run again  s shell",
    "  c go on as failed",
    "  i go on as succeeded  q cancel",
  ]);
  expect(promptLines("failed", alone, style, 5)).toHaveLength(6);
});

test("each key is one choice", () => {
  for (const kind of ["failed", "before"] as const) {
    const keys = keysOf(kind).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
});
