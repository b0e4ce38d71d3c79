import { describe, expect, test } from "vitest";
import { legName, matrixLegs } from "../../src/matrix/matrix-combinations.ts";
import type { KnownMatrix } from "../../src/matrix/matrix-combinations.ts";

const values = (matrix: KnownMatrix): readonly unknown[] =>
  matrixLegs(matrix).map((leg) => leg.values);
const names = (matrix: KnownMatrix): readonly string[] =>
  matrixLegs(matrix).map((leg) => legName("test", leg.label));

// https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations
describe("the examples of GitHub's documentation", () => {
  test("a matrix of two dimensions is their product, the first varying slowest", () => {
    const matrix = { os: ["ubuntu-22.04", "ubuntu-20.04"], version: [10, 12, 14] };
    expect(names(matrix)).toEqual([
      "test (ubuntu-22.04, 10)",
      "test (ubuntu-22.04, 12)",
      "test (ubuntu-22.04, 14)",
      "test (ubuntu-20.04, 10)",
      "test (ubuntu-20.04, 12)",
      "test (ubuntu-20.04, 14)",
    ]);
  });

  test("fruits and animals are extended, overwritten and added", () => {
    const matrix = {
      fruit: ["apple", "pear"],
      animal: ["cat", "dog"],
      include: [
        { color: "green" },
        { color: "pink", animal: "cat" },
        { fruit: "apple", shape: "circle" },
        { fruit: "banana" },
        { fruit: "banana", animal: "cat" },
      ],
    };
    expect(values(matrix)).toEqual([
      { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
      { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
      { fruit: "pear", animal: "cat", color: "pink" },
      { fruit: "pear", animal: "dog", color: "green" },
      { fruit: "banana" },
      { fruit: "banana", animal: "cat" },
    ]);
    expect(names(matrix)).toEqual([
      "test (apple, cat)",
      "test (apple, dog)",
      "test (pear, cat)",
      "test (pear, dog)",
      "test (banana)",
      "test (banana, cat)",
    ]);
  });

  test("a combination and a single value of an axis are excluded", () => {
    const matrix = {
      os: ["macos-latest", "windows-latest"],
      version: [12, 14, 16],
      environment: ["staging", "production"],
      exclude: [
        { os: "macos-latest", version: 12, environment: "production" },
        { os: "windows-latest", version: 16 },
      ],
    };
    const found = names(matrix);
    expect(found).toHaveLength(9);
    expect(found).not.toContain("test (macos-latest, 12, production)");
    expect(found.filter((name) => name.includes("windows-latest, 16"))).toEqual([]);
  });

  test("entries of include alone are combinations", () => {
    const include = [
      { site: "production", datacenter: "site-a" },
      { site: "staging", datacenter: "site-b" },
    ];
    expect(values({ include })).toEqual(include);
  });
});

// https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/MatrixBuilder.cs
describe("MatrixBuilder", () => {
  test("excludes before it includes, so that an excluded combination can come back", () => {
    const matrix = { os: ["a", "b"], exclude: [{ os: "a" }], include: [{ os: "a", extra: 1 }] };
    expect(values(matrix)).toEqual([{ os: "b" }, { os: "a", extra: 1 }]);
  });

  test("compares as `==` does: without case, and across kinds by number", () => {
    expect(values({ os: ["Linux"], n: [1, 2], exclude: [{ os: "LINUX", n: "2" }] })).toEqual([
      { os: "Linux", n: 1 },
    ]);
  });

  test("matches mappings and lists by the parts that an entry names", () => {
    const matrix = {
      node: [
        { version: 14, flags: ["a", "b"] },
        { version: 20, flags: ["b"] },
      ],
      exclude: [{ node: { flags: ["a"] } }],
    };
    expect(values(matrix)).toEqual([{ node: { version: 20, flags: ["b"] } }]);
  });

  test("takes for null what a combination does not have, as an expression would", () => {
    const matrix = { node: [{ lts: 1 }, "lts"], exclude: [{ node: { flags: [""] } }] };
    expect(values(matrix)).toEqual([null]);
  });

  test("never overwrites a value of the matrix, whatever the case of its name", () => {
    expect(values({ os: ["Linux"], include: [{ OS: "linux", x: 1 }] })).toEqual([
      { os: "Linux", x: 1 },
    ]);
  });

  test("runs one job without a matrix where everything is excluded", () => {
    expect(matrixLegs({ os: ["a"], exclude: [{ os: "a" }] })).toEqual([
      { values: null, label: [] },
    ]);
  });

  test.each([
    [{ os: [] }, "Matrix vector 'os' does not contain any values"],
    [{}, "Matrix must define at least one vector"],
    [
      { os: ["a"], exclude: [{ arch: "x" }] },
      "Matrix exclude key 'arch' does not match any key within the matrix",
    ],
  ])("refuses %j", (matrix, message) => {
    expect(() => matrixLegs(matrix as KnownMatrix)).toThrow(message);
  });

  test("names a job by the scalars of its values, and not by what is empty", () => {
    const matrix = { node: [{ version: 3.1, flags: ["x", true] }], os: ["", "linux"] };
    expect(names(matrix)).toEqual(["test (3.1, x, true)", "test (3.1, x, true, linux)"]);
  });

  test("cuts a name after 100 characters", () => {
    const name = legName("test", ["x".repeat(200)]);
    expect(name).toHaveLength(100);
    expect(name.endsWith("x...")).toBe(true);
  });
});
