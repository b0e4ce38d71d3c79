import { expect, test } from "vitest";
import { folderWith } from "../../support/folder-with.ts";
import { nodeSamples } from "./node-samples.ts";
import { pathWith, runSample } from "./run-sample.ts";

test("a sample is prepared, installed and checked by its tools, and what fails says so", () => {
  const sample = nodeSamples.find(({ name }) => name === "npm, with a workspace");
  if (sample === undefined) throw new Error("the sample is gone");
  const outcomes = runSample(sample, folderWith("recompose-sample-", {}), pathWith([]));
  expect(outcomes.map(({ name, exitCode }) => [name, exitCode])).toEqual([
    ["prepare", 0],
    ["install", 0],
    ["test", 0],
    ["build", 0],
  ]);
  const failing = {
    "packages/one/package.json": '{ "name": "one", "scripts": { "test": "node no.js" } }',
  };
  const broken = { ...sample, files: { ...sample.files, ...failing } };
  const failed = runSample(broken, folderWith("recompose-sample-", {}), pathWith([]));
  expect(failed.filter(({ exitCode }) => exitCode !== 0)).toMatchObject([
    { name: "test", exitCode: 1, output: expect.stringContaining("no.js") as string },
  ]);
});
