import { expect, test } from "vitest";
import { combinationsOf, matrixPath, valuesAt } from "../../src/matrix/workflow-matrix.ts";

test("the first axis varies slowest", () => {
  const axes = { a: [1, 2], b: ["x", "y"] };
  expect(combinationsOf(axes)).toEqual([
    { a: 1, b: "x" },
    { a: 1, b: "y" },
    { a: 2, b: "x" },
    { a: 2, b: "y" },
  ]);
});

test("an entry excludes all combinations that have its values, without regard to case", () => {
  const axes = { os: ["linux", "macos"], node: [20, 22] };
  expect(combinationsOf({ ...axes, exclude: [{ os: "LINUX" }] })).toEqual([
    { os: "macos", node: 20 },
    { os: "macos", node: 22 },
  ]);
});

test("included entries alone are combinations", () => {
  const include = [{ target: "a" }, { target: "b" }];
  expect(combinationsOf({ include })).toEqual(include);
});

test("the values at a path are those of all combinations that have one", () => {
  const matrix = {
    config: [{ os: "a", tags: ["x", "y"] }, { OS: "b" }, "text"],
    include: [{ config: { os: "c" } }, { Config: { os: null } }, { other: 1 }],
  };
  expect(valuesAt(matrix, ["config", "os"])).toEqual(["a", "b", "c", null]);
  expect(valuesAt(matrix, ["CONFIG", "tags", "1"])).toEqual(["y"]);
  expect(valuesAt(matrix, ["other"])).toEqual([1]);
  expect(valuesAt(matrix, ["none"])).toEqual([]);
});

test("where an expression is among them, only the run knows the values", () => {
  const late = "${{ fromJSON(needs.plan.outputs.list) }}";
  expect(valuesAt({ config: late }, ["config", "os"])).toBeUndefined();
  expect(valuesAt({ config: [late] }, ["config", "os"])).toBeUndefined();
  expect(valuesAt({ config: [{ os: late }] }, ["config", "os"])).toBeUndefined();
  expect(valuesAt({ config: [{ os: late }] }, ["config"])).toBeUndefined();
  expect(valuesAt({ config: [{ os: late, node: 1 }] }, ["config", "node"])).toEqual([1]);
});

test.each([
  ["${{ matrix.config.os }}", ["config", "os"]],
  ["${{ matrix.config['os'] }}", ["config", "os"]],
  ["${{ matrix.list[0] }}", ["list", "0"]],
  ["${{ matrix.config.* }}", undefined],
  ["${{ matrix }}", undefined],
  ["${{ github.ref }}", undefined],
  ["v${{ matrix.os }}", undefined],
])("%s is the path %j", (text, path) => {
  expect(matrixPath(text)).toEqual(path);
});
