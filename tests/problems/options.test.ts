import { describe, expect, test } from "vitest";
import { checkList, checkOptions } from "../../src/problems/options.ts";
import { shown } from "../../src/problems/wording.ts";

const known = ["path", "key", "restoreKeys", "lookupOnly"];

describe("options", () => {
  test.each([
    [undefined, "cache() takes options, { path, key, restoreKeys, … }, not undefined."],
    [null, "cache() takes options, { path, key, restoreKeys, … }, not null."],
    [["a"], 'cache() takes options, { path, key, restoreKeys, … }, not ["a"].'],
    [
      { restore_keys: [] },
      'cache() has no option "restore_keys". The options are "path", "key", "restoreKeys" and "lookupOnly". Did you mean "restoreKeys"?',
    ],
  ])("%j are refused", (given, message) => {
    expect(() => checkOptions(given, known, "cache()")).toThrow(message);
  });

  test("that are known are accepted", () => {
    expect(() => checkOptions({ path: "a", key: undefined }, known, "cache()")).not.toThrow();
  });

  test("a list is no other iterable", () => {
    expect(() => checkList("ab", "needs")).toThrow('needs is a list, not "ab".');
    expect(() => checkList([], "needs")).not.toThrow();
  });
});

describe("a value in an error", () => {
  const circular: { self?: unknown } = {};
  circular.self = circular;

  test.each([
    [undefined, "undefined"],
    [NaN, "NaN"],
    [10n, "10"],
    [Symbol("s"), "Symbol(s)"],
    ["a", '"a"'],
    [() => 1, "a function"],
    [{ a: 1 }, '{"a":1}'],
    [circular, "an object"],
    ["x".repeat(200), `"${"x".repeat(79)}…`],
  ])("%s is shown as %s", (value, text) => {
    expect(shown(value)).toBe(text);
  });

  test("a reference is shown as its expression", () => {
    expect(shown({ expression: "inputs.a" })).toBe("${{ inputs.a }}");
  });
});
