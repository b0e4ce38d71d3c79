/** Objects and lists of a matrix where GitHub takes a text. */
import { describe, expect, test } from "vitest";
import { job, matrix, shell, toJSON, upload, uses } from "../../../src/index.ts";
import { anyJob, problemOf } from "../job/declared-steps.ts";

const axes = {
  c: [{ os: "ubuntu-latest", "a-b": 1, tags: ["x"] }],
  list: [["a", "b"]],
  os: ["ubuntu-latest"],
};

type M = Record<string, { readonly os: string; readonly tags: string }>;

function problem(options: (m: M) => object): string {
  return problemOf(() => {
    const m = matrix(axes);
    return anyJob("a", { matrix: m, steps: [shell("x")], ...options(m as never) });
  });
}

describe("An object of the matrix is refused", () => {
  test.each<[string, (m: M) => object]>([
    ['step "x", option "env.C"', (m) => ({ steps: [shell("x", { env: { C: m["c"] as never } })] })],
    [
      'step "a/b", option "with.c"',
      (m) => ({ steps: [uses("a/b@v1", { with: { c: m["c"] as never } })] }),
    ],
    ['option "with.name"', (m) => ({ steps: [upload(`r-${m["c"] as unknown as string}`, "x")] })],
    ['option "command"', (m) => ({ steps: [shell(`echo ${m["c"] as unknown as string}`)] })],
    ['option "env.C"', (m) => ({ env: { C: m["c"] } })],
    ['option "name"', (m) => ({ name: `T ${m["c"] as unknown as string}` })],
    ['option "runsOn"', (m) => ({ runsOn: `${m["c"] as unknown as string}-big` })],
  ])("in the %s", (place, options) => {
    const message = problem(options);
    expect(message).toContain(place);
    expect(message).toContain(
      "${{ matrix.c }} is an object or a list, and GitHub takes a text there: toJSON(m.c), or m.c.os.",
    );
  });

  test("if it is a list, too, also in an object", () => {
    expect(problem((m) => ({ name: `${m["list"] as unknown as string}` }))).toContain("m.list[0]");
    expect(problem((m) => ({ name: m["c"]?.tags }))).toContain("m.c.tags[0]");
  });
});

test("A property, the JSON of an object, and an object where GitHub takes one are not refused", () => {
  const text = problemOf(() => {
    const m = matrix(axes);
    return job("a", {
      matrix: m,
      runsOn: m.list as never,
      name: `T ${m.os} ${m.c.os}`,
      steps: [shell("x", { env: { C: toJSON(m.c), OS: m.c.os } })],
    });
  });
  expect(text).toBe("no error");
});
