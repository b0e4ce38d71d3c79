/** Actions that have functions. */
import { describe, expect, test } from "vitest";
import { noScope } from "../../../../src/import/translate/expressions/scope.ts";
import { noComments } from "../../../../src/import/comments/placed-comments.ts";
import { Losses } from "../../../../src/import/translate/lost.ts";
import { actionPlan } from "../../../../src/import/translate/steps/action-plan.ts";
import { mappingOf, readWorkflow } from "../../../../src/import/read-workflow.ts";
import { planText } from "../plan-text.ts";

const chosen = {
  "actions/cache": "v4",
  "actions/checkout": "v4",
  "actions/download-artifact": "v4",
  "actions/setup-go": "v5",
  "actions/setup-node": "v4",
  "actions/setup-python": "v5",
  "actions/upload-artifact": "v4",
  "actions/setup-java": "v4",
  "astral-sh/setup-uv": "v6",
  "oven-sh/setup-bun": "v2",
};

/** @param inputs As YAML. */
function said(uses: string, inputs = "{}"): string {
  const { with: values = null } = readWorkflow(`{ on: push, jobs: {}, with: ${inputs} }`);
  const scope = {
    ...noScope,
    chosen,
    matrix: { constant: "m", axes: { version: ["1", "2"], pre: [true], deep: [0] } },
  };
  const at = { path: [], scope, losses: new Losses(), comments: noComments, notes: [] };
  return planText(actionPlan(uses, mappingOf(values) ?? null, {}, at));
}

describe("a function stands for", () => {
  test.each<[string, string, string]>([
    ["actions/checkout@v4", "{}", "checkout({ persistCredentials: true })"],
    [
      "actions/checkout@v4",
      "{ persist-credentials: false, fetch-depth: '0', submodules: true }",
      "checkout({ fetchDepth: 0, submodules: true })",
    ],
    [
      "actions/setup-node@v4",
      "{ node-version: 20, cache: npm }",
      'setupNode("20", { cache: "npm" })',
    ],
    [
      "actions/setup-node@v4",
      "{ node-version-file: .nvmrc }",
      'setupNode({ versionFile: ".nvmrc" })',
    ],
    ["actions/setup-go@v5", "{ go-version: '1.25' }", 'setupGo("1.25", { cache: true })'],
    ["actions/setup-go@v5", "{ go-version: '1.25', cache: false }", 'setupGo("1.25")'],
    [
      "actions/setup-python@v5",
      '{ python-version: "${{ matrix.version }}", allow-prereleases: "${{ matrix.pre }}" }',
      "setupPython(m.version, { allowPrereleases: m.pre })",
    ],
    [
      "actions/setup-python@v5",
      '{ python-version: "3.12\\n3.13\\n" }',
      'setupPython(["3.12", "3.13"])',
    ],
    [
      "actions/checkout@v4",
      '{ persist-credentials: false, fetch-depth: "${{ matrix.deep }}", lfs: "${{ github.ref }}" }',
      "checkout({ fetchDepth: m.deep, lfs: expr`github.ref` })",
    ],
    [
      "actions/cache@v4",
      '{ key: "a-${{ runner.os }}", path: "a\\n${{ runner.temp }}/b\\n" }',
      'cache({ key: `a-${runner.os}`, path: ["a", `${runner.temp}/b`] })',
    ],
    ["oven-sh/setup-bun@v2", "{ no-cache: true }", "setupBun()"],
    ["oven-sh/setup-bun@v2", "{ bun-version: 1.3 }", 'setupBun("1.3", { noCache: false })'],
    [
      "actions/setup-java@v4",
      "{ java-version: 21, distribution: temurin, cache: maven }",
      'setupJava("21", { cache: "maven" })',
    ],
    ["actions/cache/restore@v4", "{ key: a, path: b }", 'restoreCache({ key: "a", path: "b" })'],
    ["astral-sh/setup-uv@v6", "{ enable-cache: true }", "setupUv({ enableCache: true })"],
    [
      "actions/upload-artifact@v4",
      "{ name: report, path: out, if-no-files-found: error, retention-days: 7 }",
      'upload("report", "out", { ifNoFilesFound: "error", retentionDays: 7 })',
    ],
    [
      "actions/download-artifact@v4",
      "{ name: report, path: in }",
      'download("report", { path: "in" })',
    ],
    [
      "actions/download-artifact@v4",
      "{ pattern: 'r-*', merge-multiple: true }",
      'download({ pattern: "r-*", mergeMultiple: true })',
    ],
  ])("%s with %s", (uses, inputs, expected) => {
    expect(said(uses, inputs)).toBe(expected);
  });
});

describe("uses() stays where", () => {
  test.each<[string, string, string]>([
    ["it has another release", "actions/checkout@v3", "{}"],
    ["it is written in another way", "Actions/checkout@v4", "{}"],
    ["there is no such option", "actions/setup-node@v4", "{ node-version: 20, always-auth: true }"],
    ["the option takes no such value", "actions/setup-node@v4", "{ node-version: 20, cache: bun }"],
    ["a value is missing", "actions/setup-node@v4", "{ cache: npm }"],
    ["a value is missing", "actions/cache@v4", "{ path: a }"],
    ["a value is missing", "actions/setup-java@v4", "{ java-version: 21 }"],
    ["a value is missing", "oven-sh/setup-bun@v2", "{}"],
    ["two versions are given", "actions/setup-go@v5", "{ go-version: 1, go-version-file: go.mod }"],
    ["an artifact has no name", "actions/upload-artifact@v4", "{ path: out }"],
    ["the name is none", "actions/upload-artifact@v4", "{ name: 'a:b', path: out }"],
    ["the run is another one", "actions/download-artifact@v4", "{ name: a, run-id: 5 }"],
  ])("%s: %s with %s", (_, uses, inputs) => {
    expect(said(uses, inputs)).toMatch(/^uses[(<]/);
  });
});
