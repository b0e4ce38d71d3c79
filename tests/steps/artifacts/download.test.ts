import { describe, expect, test } from "vitest";
import { expr } from "../../../src/expression/build/raw.ts";
import { github, secret, vars } from "../../../src/expression/build/github-context.ts";
import { UsageError } from "../../../src/problems/usage-error.ts";
import { download } from "../../../src/steps/artifacts/download.ts";
import { upload } from "../../../src/steps/artifacts/upload.ts";
import type { UsesStep } from "../../../src/steps/step.ts";

const uploaded = upload("report", "report", { id: "report" });

describe("a download", () => {
  test.each<[step: UsesStep, inputs: object | undefined]>([
    [download("report"), { name: "report" }],
    [download(github.refName, { path: "in" }), { name: "${{ github.ref_name }}", path: "in" }],
    [download(), undefined],
    [download({ path: "all" }), { path: "all" }],
    [
      download({ pattern: "report-*", mergeMultiple: true, path: "in" }),
      { pattern: "report-*", "merge-multiple": true, path: "in" },
    ],
    [
      download({ artifactIds: [12, "13", uploaded.get("artifact-id")] }),
      { "artifact-ids": "12,13,${{ steps.report.outputs.artifact-id }}" },
    ],
    [
      download("report", {
        githubToken: secret("OTHER"),
        repository: "owner/name",
        runId: 5,
        skipDecompress: true,
        digestMismatch: "warn",
      }),
      {
        name: "report",
        "skip-decompress": true,
        "digest-mismatch": "warn",
        "github-token": "${{ secrets.OTHER }}",
        repository: "owner/name",
        "run-id": 5,
      },
    ],
    [
      download({ githubToken: expr`github.token`, runId: vars("RUN") }),
      { "github-token": "${{ github.token }}", "run-id": "${{ vars.RUN }}" },
    ],
    [
      download({ githubToken: github.token, runId: github.event("workflow_run.id") }),
      {
        "github-token": "${{ github.token }}",
        "run-id": "${{ github.event.workflow_run.id }}",
      },
    ],
  ])("is a step with download-artifact: %j", (step, inputs) => {
    expect(step).toEqual({
      kind: "action",
      action: "actions/download-artifact",
      ...(inputs === undefined ? {} : { with: inputs }),
    });
  });

  test("has the options of all steps", () => {
    expect(download("report", { id: "in", if: github.refName.eq("main") })).toMatchObject({
      id: "in",
      if: "github.ref_name == 'main'",
    });
    expect(download({ name: "Fetch all of them", timeoutMinutes: 2 })).toMatchObject({
      name: "Fetch all of them",
      timeoutMinutes: 2,
    });
  });

  const untyped = download as (...args: readonly unknown[]) => unknown;
  const githubToken = "${{ github.token }}";

  test.each<[message: string, args: readonly unknown[]]>([
    ['download(): an artifact cannot be called "a/b": ', ["a/b"]],
    ["download(): the name of the artifact is empty.", [""]],
    ['download() has no option "pattern".', ["report", { pattern: "x" }]],
    ["download() takes options, { pattern, artifactIds, mergeMultiple, … }, not 5.", [5]],
    ['download() takes the name of an artifact, not {"path":"x"}.', [{ path: "x" }, { path: "y" }]],
    [
      "download() takes `pattern` or `artifactIds`, not both.",
      [{ pattern: "x", artifactIds: [1] }],
    ],
    ["download(): `artifactIds` is a list of ids, not 5.", [{ artifactIds: 5 }]],
    ["download(): `artifactIds` is a list of ids, not [].", [{ artifactIds: [] }]],
    ["download(): `artifactIds[0]` is a text or a reference, not 1.5.", [{ artifactIds: [1.5] }]],
    ["download(): `runId` needs `githubToken`", ["report", { runId: 5 }]],
    ["download(): `repository` needs `githubToken`", ["report", { repository: "a/b" }]],
    ["download(): `repository` needs `runId`", [{ githubToken, repository: "a/b" }]],
    [
      'download(): `repository` is "owner/name", not "name".',
      [{ githubToken, runId: 5, repository: "name" }],
    ],
    ["download(): `runId` is a whole number, 1 or above, not 0.", [{ githubToken, runId: 0 }]],
  ])("is refused: %s", (message, args) => {
    const make = (): unknown => untyped(...args);
    expect(make).toThrow(UsageError);
    expect(make).toThrow(message);
  });
});
