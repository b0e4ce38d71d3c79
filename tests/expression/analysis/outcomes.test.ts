/** What a condition may come to, where some of it will be known later and some of it never. */
import { expect, test } from "vitest";
import { type Outcome, outcomes } from "../../../src/expression/analysis/outcomes.ts";
import { parse } from "../../../src/expression/language/parser.ts";
import { print } from "../../../src/expression/language/print.ts";

const parts: Readonly<Record<string, readonly Outcome[]>> = {
  yes: [true],
  no: [false],
  open: [true, false],
  never: ["closed"],
  any: [true, false, "closed"],
};

test.each<[condition: string, outcomes: readonly Outcome[]]>([
  ["yes", [true]],
  ["any", [true, false, "closed"]],
  ["!yes", [false]],
  ["!open", [false, true]],
  ["!never", ["closed"]],
  ["!!any", [true, false, "closed"]],
  ["yes && open", [true, false]],
  ["no && never", [false]],
  ["never && no", [false]],
  ["yes && never", ["closed"]],
  ["open && never", ["closed", false]],
  ["never || yes", [true]],
  ["yes || never", [true]],
  ["no || never", ["closed"]],
  ["open || never", [true, "closed"]],
  ["no || open", [true, false]],
  ["yes && yes && no", [false]],
  ["no || no || yes", [true]],
  ["never && open || yes", [true]],
  ["(never || open) && no", [false]],
  ["open && open", [true, false]],
])("%s comes to %j", (condition, expected) => {
  const found = outcomes(parse(condition), (part) => parts[print(part)] ?? []);
  expect(new Set(found)).toEqual(new Set(expected));
});
