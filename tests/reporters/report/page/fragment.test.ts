import { describe, expect, test } from "vitest";
import {
  filterFragment,
  isShown,
  readFragment,
} from "../../../../src/reporters/report/page/fragment.ts";

describe("the end of the address", () => {
  test.each([
    ["", { id: "" }],
    ["#job-3", { id: "job-3" }],
    ["#job-3-log", { id: "job-3-log" }],
    ["#job-3-log-120", { id: "job-3-log", line: 120 }],
    ["#job-3-failed", { id: "job-3-failed" }],
    ["#?", { id: "", filter: { name: "", results: [] } }],
    ["#?result=failure,skipped", { id: "", filter: { name: "", results: ["failure", "skipped"] } }],
  ])("%j says %j", (fragment, read) => {
    expect(readFragment(fragment)).toEqual(read);
  });

  test.each([
    { name: "test (20", results: [] },
    { name: "a&b=c,d", results: ["failure", "success"] },
    { name: "", results: ["cancelled"] },
  ])("keeps the filter %j", (filter) => {
    expect(readFragment(filterFragment(filter))).toEqual({ id: "", filter });
  });

  test("is empty for a filter that shows all", () => {
    expect(filterFragment({ name: "", results: [] })).toBe("");
  });
});

test.each([
  ["", [], true],
  ["TEST", [], true],
  ["22 test", [], true],
  ["test 20", [], false],
  ["", ["failure"], true],
  ["test", ["success", "skipped"], false],
])("a filter of %j and %j shows a failed test (22): %j", (name, results, shown) => {
  expect(isShown({ name, results }, { name: "Test (22)", result: "failure" })).toBe(shown);
});
