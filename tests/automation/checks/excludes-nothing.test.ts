import { expect, test } from "vitest";
import { automation, job, matrix, stringInput, task } from "../../../src/index.ts";

const lint = task({ name: "lint", run() {} });
const axes: Readonly<Record<string, readonly (string | number | { os: string; node: number })[]>> =
  { os: ["linux", "mac"], node: [20], config: [{ os: "linux", node: 22 }] };

function warningsOf(exclude: Readonly<Record<string, string | number | { os: string }>>): object[] {
  return automation({
    name: "ci",
    jobs: () => void job(lint, { matrix: matrix(axes, { exclude: [exclude] }) }),
  }).warnings.map(({ kind, job: id, text }) => ({ kind, id, text }));
}

test("an excluded value that its axis does not have is warned of", () => {
  expect(warningsOf({ os: "windows", node: 20 })).toEqual([
    {
      kind: "excludes-nothing",
      id: "lint",
      text: 'the matrix of the job "lint" excludes os: "windows", which the axis does not have: its values are "linux", "mac". The entry leaves out nothing.',
    },
  ]);
  expect(warningsOf({ config: { os: "mac" } })).toHaveLength(1);
});

test("a value that GitHub takes for one of the axis is not, nor is a part of one", () => {
  expect(warningsOf({ os: "MAC" })).toEqual([]);
  expect(warningsOf({ os: "mac", node: "20" })).toEqual([]);
  expect(warningsOf({ os: "mac", config: { os: "linux" } })).toEqual([]);
});

test("nothing is said where only the run knows the values", () => {
  const { warnings } = automation({
    name: "ci",
    inputs: { os: stringInput({ default: "linux" }) },
    jobs: ({ os }) => {
      const exclude = [{ os: "windows" as never }];
      job(lint, { matrix: matrix({ os: [`${os}`, "mac"] }, { exclude }) });
    },
  });
  expect(warnings).toEqual([]);
});
