import { describe, expect, test } from "vitest";
import {
  elsewhereFor,
  foreignLabel,
  runnerLabels,
} from "../../../src/runner/schedule/elsewhere.ts";
import type { YamlValue } from "../../../src/model/workflow.ts";
import { workflowOf } from "../workflow-builders.ts";

const contexts = { matrix: { os: "macos-latest", none: "", both: ["linux", "gpu"] }, env: {} };

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idruns-on
describe("the labels of a runner", () => {
  test.each<[YamlValue, readonly string[]]>([
    ["ubuntu-latest", ["ubuntu-latest"]],
    ["${{ matrix.os }}", ["macos-latest"]],
    ["${{ matrix.both }}", ["linux", "gpu"]],
    ['${{ fromJSON(\'{"group": "large", "labels": ["gpu"]}\') }}', ["gpu"]],
    [
      ["self-hosted", "${{ matrix.os }}"],
      ["self-hosted", "macos-latest"],
    ],
    [{ group: "large" }, []],
    [{ group: "large", labels: "gpu" }, ["gpu"]],
    [{ labels: ["${{ matrix.os }}", "gpu"] }, ["macos-latest", "gpu"]],
    [
      ["1", 2, null],
      ["1", "2", "null"],
    ],
  ])("%j: %j", (runsOn, labels) => {
    expect(runnerLabels(runsOn, contexts)).toEqual(labels);
  });

  test.each(["${{ matrix.none }}", "${{ matrix.missing }}"])("are none of %s", (runsOn) => {
    expect(() => runnerLabels(runsOn, contexts)).toThrow(`runs-on is empty: ${runsOn}`);
  });

  test("name another machine where one of them does", () => {
    const host = { platform: "linux", architecture: "x64" } as const;
    const foreign = (runsOn: YamlValue): string | undefined => {
      const [job] = Object.values(workflowOf({ a: { "runs-on": runsOn } }).jobs);
      return job === undefined ? undefined : foreignLabel(job, contexts, host);
    };
    expect(foreign("ubuntu-latest")).toBeUndefined();
    expect(foreign(["self-hosted", "${{ matrix.os }}", "windows"])).toBe("macos-latest");
  });
});

test("a reason says what is needed", () => {
  expect(elsewhereFor({ reason: "outputs of mac" })).toEqual({
    result: "elsewhere",
    reason: "elsewhere: needs outputs of mac",
  });
});
