import { describe, expect, test } from "vitest";
import {
  artifactUses,
  elsewhereFor,
  foreignLabel,
  missingArtifact,
  runnerLabels,
} from "../../../src/runner/schedule/elsewhere.ts";
import type { YamlValue } from "../../../src/model/workflow.ts";
import { command, download, upload, workflowOf } from "../workflow-builders.ts";

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

describe("artifacts", () => {
  test("of a job are those that its steps name", () => {
    const [job] = Object.values(
      workflowOf({
        a: {
          steps: [
            upload("for-${{ matrix.os }}", "saved"),
            download({ name: "wheel" }, "got"),
            download({ pattern: "app-*" }, "got"),
            download({}, "got"),
            command("true"),
            { purpose: "task", uses: "actions/upload-artifact-other@v1", with: { name: "no" } },
          ],
        },
      }).jobs,
    );
    expect(job === undefined ? undefined : artifactUses(job, contexts)).toEqual({
      uploads: ["for-macos-latest"],
      downloads: [{ name: "wheel" }, { pattern: "app-*" }, { pattern: "*" }],
    });
  });

  test("are missing where jobs elsewhere alone would have made them", () => {
    const missing = (
      use: Parameters<typeof missingArtifact>[0],
      here: readonly string[] = [],
    ): string | undefined =>
      missingArtifact(
        use,
        () => ["app-1", "app-2"],
        () => here,
      );
    expect(missing([])).toBeUndefined();
    expect(missing([{ name: "app-2" }])).toBe("app-2");
    expect(missing([{ name: "app-2" }], ["app-2"])).toBeUndefined();
    expect(missing([{ name: "app-2" }], ["app-1"])).toBe("app-2");
    expect(missing([{ name: "app-*" }])).toBeUndefined();
    expect(missing([{ pattern: "app-*" }])).toBe("app-1");
    expect(missing([{ pattern: "app-*" }], ["app-3"])).toBeUndefined();
    expect(missing([{ pattern: "lib-*" }, {}])).toBe("app-1");
  });
});

test("a reason says what is needed", () => {
  expect(elsewhereFor({ reason: "outputs of mac" })).toEqual({
    result: "elsewhere",
    reason: "elsewhere: needs outputs of mac",
  });
});
