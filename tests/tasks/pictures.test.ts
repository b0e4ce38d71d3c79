/** What makes a screen of a terminal a picture that is the same each time. */
import { describe, expect, test } from "vitest";
import { steady } from "../../tasks/pictures/steady.ts";
import { svgOf } from "../../tasks/pictures/svg.ts";
import { type Segment, TerminalRun } from "../../tasks/pictures/terminal-run.ts";
import { hasTerminals } from "../support/terminal/terminal.ts";

function segment(text: string, look: Partial<Segment> = {}): Segment {
  return { text, isBold: false, isDim: false, ...look };
}

describe("a picture", () => {
  test("has each part of a row in its column, with its colour, and nothing that is markup", () => {
    const row = [segment("  <a> "), segment("✗ b", { color: 1, isBold: true })];
    const svg = svgOf([[], row], 20, "a & b");
    expect(svg).toContain('<title id="title">a &amp; b</title>');
    expect(svg.split("\n").filter((line) => line.startsWith("<text "))).toEqual([
      '<text y="66.7"><tspan x="34.8" textLength="33.6">&lt;a&gt; </tspan><tspan x="68.4" textLength="25.2" class="red bold">✗ b</tspan></text>',
    ]);
  });

  test("has the same times and the same folder, whatever they were", () => {
    const folder = ".recompose/runs/20261128T232447914-d2a8/jobs/test.log";
    expect(
      steady([
        [segment("├─ ✓ lint "), segment("12.3s", { isDim: true })],
        [segment(`╰ ${folder}`)],
        [segment("another 1.5s")],
      ]).map((row) => row.map(({ text }) => text).join("")),
    ).toEqual([
      "├─ ✓ lint 0.9s",
      "╰ .recompose/runs/20260105T093012417-4f1c/jobs/test.log",
      "another 1.5s",
    ]);
  });
});

describe.runIf(hasTerminals)("a command on a terminal", () => {
  const options = {
    cwd: "/",
    env: { PATH: process.env["PATH"], TERM: "xterm-256color" },
    size: { columns: 30, rows: 5 },
    typed: "colours",
  };

  test("has a screen with its colours, and with what scrolled away", async () => {
    const command = String.raw`printf '\033[1;31mred\033[0m plain\n1\n2\n3\n4\n'`;
    const run = await TerminalRun.start(command, options);
    expect((await run.ended()).slice(0, 3)).toEqual([
      [segment("$ colours", { color: undefined })],
      [segment("red", { color: 1, isBold: true }), segment(" plain", { color: undefined })],
      [segment("1", { color: undefined })],
    ]);
  });

  test("that ends without what a picture waits for says what was there", async () => {
    const run = await TerminalRun.start("echo something", options);
    await expect(run.screenWith(["else"], 20_000)).rejects.toThrow(
      "the screen does not have all of else:\n$ colours\nsomething",
    );
  });
});
