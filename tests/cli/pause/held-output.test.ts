import { expect, test } from "vitest";
import { HeldOutput } from "../../../src/cli/pause/held-output.ts";
import { FakeOutput } from "../../support/terminal/fake-output.ts";

test("what is written while it is held comes when it is released, as it was written", () => {
  const terminal = new FakeOutput();
  const output = new HeldOutput(terminal);
  output.write("before\n");
  output.hold();
  const lent = Buffer.from("held\n");
  output.write(lent);
  lent.fill("x");
  expect(terminal.text).toBe("before\n");
  output.release();
  output.write("after\n");
  expect(terminal.text).toBe("before\nheld\nafter\n");
});

test("of more than a megabyte the end is kept, and the rest counted", () => {
  const terminal = new FakeOutput();
  const output = new HeldOutput(terminal);
  output.hold();
  const line = `${"x".repeat(1023)}\n`;
  for (let count = 0; count < 3000; count += 1) output.write(line);
  output.release();
  const lines = terminal.text.split("\n");
  expect(lines[0]).toBe("… left out here, but not in the logs: 1976 lines");
  expect(lines).toHaveLength(1026);
  terminal.text = "";
  output.release();
  expect(terminal.text).toBe("");
});
