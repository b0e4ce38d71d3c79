/** What a run knows of the artifacts of its jobs before they run. */
import { describe, expect, test } from "vitest";
import {
  anyArtifact,
  type ArtifactUse,
  type ArtifactUses,
  artifactUses,
  missingArtifact,
} from "../../../src/runner/artifacts/artifact-uses.ts";
import type { ActionStep, Environment, WorkflowStep } from "../../../src/model/workflow.ts";
import { command, download, upload, workflowOf } from "../workflow-builders.ts";

const contexts = { matrix: { os: "macos-latest" }, github: { run_id: "7" } };

function usesOf(...steps: readonly WorkflowStep[]): ArtifactUses | undefined {
  const [job] = Object.values(workflowOf({ a: { steps } }).jobs);
  return job === undefined ? undefined : artifactUses(job, contexts);
}

function action(name: string, inputs: Environment): ActionStep {
  return { purpose: "other", uses: `${name}@v9`, with: inputs };
}

const uploads = (inputs: Environment): readonly string[] | undefined =>
  usesOf(action("actions/upload-artifact", inputs))?.uploads;
const downloads = (inputs: Environment): readonly ArtifactUse[] | undefined =>
  usesOf(action("Actions/Download-Artifact", inputs))?.downloads;

describe("artifacts of a job", () => {
  test("are those that its steps name", () => {
    expect(
      usesOf(
        upload("for-${{ matrix.os }}", "saved"),
        download({ name: "wheel" }, "got"),
        download({ pattern: "app-*" }, "got"),
        download({}, "got"),
        command("true"),
        action("actions/upload-artifact-other", { name: "no" }),
        action("actions/upload-artifact/merge", { name: "no" }),
      ),
    ).toEqual({
      uploads: ["for-macos-latest"],
      downloads: [{ name: "wheel" }, { pattern: "app-*" }, {}],
    });
  });

  test.each<[inputs: Environment, name: string]>([
    [{ path: "dist" }, "artifact"],
    [{ path: "dist", "if-no-files-found": "ignore", Name: "n" }, "n"],
    [{ path: "dist/app.whl", archive: false, name: "n" }, "app.whl"],
    [{ path: "dist/${{ matrix.os }}.zip", archive: "False" }, "macos-latest.zip"],
    [{ path: "dist/*.whl", archive: false }, anyArtifact],
    [{ path: "${{ runner.temp }}/x", archive: false }, anyArtifact],
    [{ path: "dist", name: "${{ steps.a.outputs.b }}" }, anyArtifact],
    [{ path: "dist", name: "${{ hashFiles('a') }}" }, anyArtifact],
  ])("have the name that the action gives them: %j: %s", (inputs, name) => {
    expect(uploads(inputs)).toEqual([name]);
  });

  test.each<[inputs: Environment, use: readonly ArtifactUse[]]>([
    [{ "merge-multiple": true }, [{}]],
    [{ name: "a", pattern: "b" }, [{ name: "a" }]],
    [{ name: "${{ env.A }}" }, []],
    [{ "artifact-ids": "${{ needs.a.outputs.id }}" }, []],
    [{ "github-token": "t", "run-id": "8", name: "a" }, []],
    [{ "run-id": "8", name: "a" }, [{ name: "a" }]],
  ])("are downloaded as far as that is known: %j", (inputs, use) => {
    expect(downloads(inputs)).toEqual(use);
  });
});

describe("an artifact is missing", () => {
  const missing = (
    use: ArtifactUse,
    here: readonly string[] = [],
    elsewhere: readonly string[] = ["app-1", "app-2"],
  ): string | undefined =>
    missingArtifact(
      [use],
      () => elsewhere,
      () => here,
    );

  test("where jobs elsewhere alone would have made it", () => {
    expect(missing({ name: "app-2" })).toBe("app-2");
    expect(missing({ name: "app-2" }, ["app-2"])).toBeUndefined();
    expect(missing({ name: "app-2" }, ["app-1"])).toBe("app-2");
    expect(missing({ name: "app-*" })).toBeUndefined();
    expect(missing({ pattern: "{app-1,lib}" })).toBe("app-1");
    expect(missing({ pattern: "lib-*" })).toBeUndefined();
    expect(missing({})).toBe("app-1");
  });

  test("of several where jobs elsewhere would have made some of them", () => {
    expect(missing({ pattern: "app-*" }, ["app-3"])).toBe("app-1");
    expect(missing({}, ["lib"])).toBe("app-1");
  });

  test("where jobs elsewhere alone may have made it", () => {
    expect(missing({ name: "x" }, [], [anyArtifact])).toBe("x");
    expect(missing({ pattern: "x-*" }, ["y"], [anyArtifact])).toBe("x-*");
    expect(missing({ name: "x" }, [anyArtifact], [anyArtifact])).toBeUndefined();
    expect(missing({ name: "app-1" }, [anyArtifact])).toBe("app-1");
    expect(missing({ name: "x" }, [anyArtifact])).toBeUndefined();
  });
});
