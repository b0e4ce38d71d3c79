import { expect, test } from "vitest";
import { longestJob, optionAt } from "../../../src/workflow/checks/yaml-position.ts";

const content = `name: ci
on:
  push:
permissions:
  contents: read
foo: 1
jobs:
  build:
    name: build
    runs-on: ubuntu-latest
    if: \${{ true }}
    steps:
      - run: |
          ./run build

      - run: ./run more
    bar: 2
  test:
    name: test
`;

/** Line and column of a text, counted from 1. */
function placeOf(text: string): [line: number, column: number] {
  const before = content.slice(0, content.indexOf(text)).split("\n");
  return [before.length, (before.at(-1)?.length ?? 0) + 1];
}

test.each([
  ["ci", { option: "title" }],
  ["push", { option: "on" }],
  ["contents", { option: "permissions" }],
  ["foo", { option: "extra.foo" }],
  ["build:", { job: "build" }],
  ["ubuntu", { job: "build", option: "runsOn" }],
  ["${{ true", { job: "build", option: "condition" }],
  ["./run more", { job: "build", option: "steps" }],
  ["bar", { job: "build", option: "extra.bar" }],
  ["test:", { job: "test" }],
])("%s is named by job and option", (text, place) => {
  expect(optionAt(content, ...placeOf(text))).toEqual(place);
});

test("the job with the most steps is found", () => {
  expect(longestJob(content)).toEqual({ job: "build", count: 2 });
  expect(longestJob("jobs: {}")).toEqual({ job: "", count: 0 });
});
