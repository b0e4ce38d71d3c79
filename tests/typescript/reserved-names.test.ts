import { expect, test } from "vitest";
import { isReserved } from "../../src/typescript/reserved-names.ts";
import * as api from "../../src/index.ts";

test("no constant is called like a function of the API", () => {
  // Where this fails, `reserved-names.ts` gets the new name.
  expect(Object.keys(api).filter((name) => !isReserved(name))).toEqual([]);
});

test("no constant is called like a word of JavaScript", () => {
  for (const name of ["default", "new", "inputs"]) expect(isReserved(name)).toBe(true);
  expect(isReserved("build")).toBe(false);
});
