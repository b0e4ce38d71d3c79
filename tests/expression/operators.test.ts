/** What GitHub's operators make of values of each kind (EvaluationResult.cs and Operators/ in actions/runner). */
import { describe, expect, test } from "vitest";
import { evaluate } from "../../src/expression/values/evaluate.ts";
import { plain, type Value } from "../../src/expression/values/value.ts";

const contexts = {
  list: ["x", { a: 1 }, { a: { b: 2 } }, { b: [3, { a: 4 }] }, []],
  other: ["x"],
  none: [],
};

function valueOf(expression: string): unknown {
  return plain(evaluate(expression, contexts) as Value);
}

describe("a comparison", () => {
  test.each<[expression: string, holds: boolean]>([
    ["1 < 2", true],
    ["2 < 2", false],
    ["3 < 2", false],
    ["1 <= 2", true],
    ["2 <= 2", true],
    ["3 <= 2", false],
    ["3 > 2", true],
    ["2 > 2", false],
    ["2 >= 2", true],
    ["1 >= 2", false],
    ["'a' < 'B'", true],
    ["'b' < 'A'", false],
    ["'a' < 'A'", false],
    ["'a' <= 'A'", true],
    ["'b' <= 'A'", false],
    ["'10' < '9'", true],
    ["'10' < 9", false],
    ["9 < '10'", true],
    ["'a' == 'A'", true],
    ["'a' == 'b'", false],
    ["true == '1'", true],
    ["true == 'true'", false],
    ["null == 0", true],
    ["null == ''", true],
    ["'x' == 0", false],
    ["'x' != 0", true],
    ["'x' < 1", false],
    ["'x' >= 1", false],
    ["list == list", true],
    ["list == other", false],
    ["list != other", true],
    ["list == 'Array'", false],
    ["'Array' == list", false],
    ["list < list", false],
    ["list <= list", true],
    ["list >= list", true],
    ["list <= other", false],
    ["none < 1", false],
    ["none > -1", false],
    ["0 < none", false],
    ["'' <= none", false],
  ])("%s: %j", (expression, holds) => {
    expect(valueOf(expression)).toBe(holds);
  });
});

describe("of a list", () => {
  test.each<[expression: string, value: unknown]>([
    ["list[0]", "x"],
    ["list[1.9].a", 1],
    ["list['1'].a", 1],
    ["list[9]", null],
    ["list[-1]", null],
    ["list['x']", null],
    ["list.*.a", [1, { b: 2 }]],
    ["list.*.a.b", [2]],
    ["list.*.b[0]", [3]],
    ["list.*.*", [1, { b: 2 }, [3, { a: 4 }]]],
    ["list.*.*.b", [2]],
    ["list.*.*.*", [2, 3, { a: 4 }]],
    ["list[list]", null],
    ["list[1][list]", null],
    ["list[0].*", []],
    ["list[0].length", null],
    ["list[0][0]", null],
    ["none.*.a", []],
  ])("%s is %j", (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });
});

describe("a function of GitHub's", () => {
  test.each<[expression: string, value: unknown]>([
    ["contains('Main', 'AI')", true],
    ["contains(other, 'X')", true],
    ["contains(other, 'y')", false],
    ["contains(list, list[1])", true],
    ["contains(list[1], 'a')", false],
    ["contains(12, 2)", true],
    ["startsWith('Main', 'mA')", true],
    ["startsWith('Main', 'in')", false],
    ["startsWith(12, 1)", true],
    ["startsWith(list, '')", false],
    ["startsWith('', list)", false],
    ["endsWith('Main', 'IN')", true],
    ["endsWith('Main', 'Ma')", false],
    ["join(other)", "x"],
    ["join(fromJSON('[1,true,null]'))", "1,true,"],
    ["join(fromJSON('[1,2]'), '; ')", "1; 2"],
    ["join(fromJSON('[1,2]'), none)", "1,2"],
    ["join('a', 'b')", "a"],
    ["join(list[1])", ""],
    ["format('{{{0}}} {1} {0}', 'a', 2)", "{a} 2 a"],
    ["format('a')", "a"],
    ["format(1)", "1"],
    ["case(false, 1, true, 2, 3)", 2],
    ["case(false, 1, 3)", 3],
    ["fromJSON(' [1, {\"a\": null}] ')", [1, { a: null }]],
    ["toJSON(none)", "[]"],
  ])("%s is %j", (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });

  test.each([
    ["format('{0}')", "references more arguments than were supplied"],
    ["format('{256}', 1)", "format string is invalid"],
    ["format('{0:x}', 1)", "The format specifiers 'x' are not valid"],
    ["format('{', 1)", "format string is invalid"],
    ["format('a}', 1)", "format string is invalid"],
    ["case(1, 2, 3)", "case predicate must evaluate to a boolean value"],
    ["fromJSON('')", "Error reading JSON"],
    ["unknown(1)", "Unrecognized function: 'unknown'"],
    ["other2.a", "Unrecognized named-value: 'other2'"],
  ])("%s fails: %s", (expression, message) => {
    expect(() => evaluate(expression, contexts)).toThrow(message);
  });
});
