import { expect, test } from "vitest";
import { duration } from "../../../src/reporters/shown/style.ts";

test.each([
  [-5, "0.0s"],
  [349, "0.3s"],
  [59_999, "59.9s"],
  [60_000, "1m 00s"],
  [125_000, "2m 05s"],
  [3_720_000, "1h 02m"],
])("duration(%d) is %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
