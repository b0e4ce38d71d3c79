/** Artifacts of whole runs: those of tasks, and those of steps that a user writes. */
import { describe, expect, test } from "vitest";
import type { ActionStep, Environment } from "../../src/model/workflow.ts";
import { command, download, upload, workflowOf } from "../runner/workflow-builders.ts";
import { runHere } from "../runner/workflow-runs.ts";

// https://github.com/actions/upload-artifact https://github.com/actions/download-artifact
describe("artifacts", () => {
  const make = (file: string): string =>
    `mkdir -p "$RUNNER_TEMP/saved" && echo made > "$RUNNER_TEMP/saved/${file}"`;

  test("a folder arrives as its contents, a copy without permissions", async () => {
    const { record, log } = await runHere(
      workflowOf({
        a: {
          steps: [
            command(`${make("f.sh")} && chmod +x "$RUNNER_TEMP/saved/f.sh"`),
            upload("result", "saved"),
          ],
        },
        b: {
          needs: ["a"],
          steps: [
            download({ name: "result" }, "got"),
            command('cd "$RUNNER_TEMP/got"; echo *; cat *; test -x f.sh || echo plain'),
          ],
        },
      }),
    );
    expect(log("b")).toBe("f.sh\nmade\nplain\n");
    expect(record.jobs[0]?.artifacts).toEqual({ saved: "artifacts/a/saved" });
  });

  test("a name is taken once a run", async () => {
    const steps = [command(make("f")), upload("same", "saved")];
    const { results, job } = await runHere(
      workflowOf({ a: { steps }, b: { needs: ["a"], steps } }),
    );
    expect(results).toEqual({ a: "success", b: "failure" });
    expect(job("b").reason).toBe('an artifact named "same" was already uploaded in this run');
  });

  test("nothing to upload fails, and so does a download of what is not there", async () => {
    const { job } = await runHere(
      workflowOf({
        a: { steps: [upload("none", "saved")] },
        b: { steps: [download({ name: "none" }, "got")] },
      }),
    );
    expect(job("a").reason).toBe('no files were found for the artifact "none"');
    expect(job("b").reason).toContain('Artifact "none" not found');
  });

  test("several that a pattern fits have a folder each, a single one has none", async () => {
    const matrixJob = (values: readonly string[]): Parameters<typeof workflowOf>[0][string] => ({
      strategy: { matrix: { n: values } },
      steps: [command(make("f")), upload("part-${{ matrix.n }}", "saved")],
    });
    const gather = {
      needs: ["a"],
      steps: [
        download({ pattern: "part-*" }, "got"),
        command('cd "$RUNNER_TEMP/got"; find . -type f | sort'),
      ],
    };
    const two = await runHere(workflowOf({ a: matrixJob(["x", "y"]), b: gather }));
    expect(two.log("b")).toBe("./part-x/f\n./part-y/f\n");
    const one = await runHere(workflowOf({ a: matrixJob(["x"]), b: gather }));
    expect(one.log("b")).toBe("./f\n");
  });

  test("a job that failed before it uploads has none", async () => {
    const { results } = await runHere(
      workflowOf({
        a: { steps: [command(`${make("f")}; exit 1`), upload("result", "saved")] },
        b: {
          needs: ["a"],
          if: "${{ always() }}",
          steps: [download({ name: "result" }, "got")],
        },
      }),
    );
    expect(results).toEqual({ a: "failure", b: "failure" });
  });

  test("what only another machine makes takes its consumer there", async () => {
    const { results } = await runHere(
      workflowOf({
        mac: { "runs-on": "macos-latest", steps: [upload("app", "saved")] },
        b: { needs: ["mac"], steps: [download({ name: "app" }, "got")] },
      }),
    );
    expect(results["b"]).toBe("elsewhere: elsewhere: needs the artifact app");
  });
});

describe("steps that a user writes", () => {
  const uploads = (inputs: Environment, rest: Partial<ActionStep> = {}): ActionStep => ({
    purpose: "other",
    uses: "actions/upload-artifact@v7",
    ...rest,
    with: inputs,
  });
  const downloads = (inputs: Environment, rest: Partial<ActionStep> = {}): ActionStep => ({
    purpose: "other",
    uses: "actions/download-artifact@v8",
    ...rest,
    with: inputs,
  });
  const make = command(
    "mkdir -p out/deep && echo 1 > out/a.txt && echo 2 > out/deep/b.txt && echo 3 > c",
  );

  // https://github.com/actions/upload-artifact#upload-using-multiple-paths-and-exclusions
  test("upload what several patterns name, below the folder that all are in", async () => {
    const { record, log } = await runHere(
      workflowOf({
        a: { steps: [make, uploads({ path: "out/**\nc\n!out/a.txt\n# comment" })] },
        b: {
          needs: ["a"],
          steps: [downloads({ path: "in" }), command("find in -type f | sort")],
        },
      }),
    );
    expect(log("b")).toBe("in/c\nin/out/deep/b.txt\n");
    expect(record.jobs[0]?.artifacts).toEqual({ artifact: "artifacts/a/artifact" });
  });

  // "if-no-files-found": https://github.com/actions/upload-artifact/blob/main/action.yml
  test("warn where there is nothing to upload, and have no outputs then", async () => {
    const { job, events } = await runHere(
      workflowOf({
        a: {
          steps: [
            uploads({ path: "none" }, { id: "up" }),
            command('test -z "$ID"', { env: { ID: "${{ steps.up.outputs.artifact-id }}" } }),
          ],
        },
      }),
    );
    expect(job("a").result).toBe("success");
    expect(events).toContainEqual(
      expect.objectContaining({
        type: "annotation",
        level: "warning",
        message: 'no files were found for the artifact "artifact" at "none": it is not uploaded',
      }),
    );
  });

  // "Outputs": https://github.com/actions/upload-artifact#outputs https://github.com/actions/download-artifact#outputs
  test("pass on ids and paths, in a job and from job to job", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          steps: [
            make,
            uploads({ name: "one", path: "out" }, { id: "one" }),
            uploads({ name: "two", path: "c" }, { id: "two" }),
          ],
          outputs: { two: "${{ steps.two.outputs.artifact-id }}" },
        },
        b: {
          needs: ["a"],
          steps: [
            downloads({ "artifact-ids": "${{ needs.a.outputs.two }}", path: "in" }, { id: "in" }),
            command('cd "$IN" && echo *', { env: { IN: "${{ steps.in.outputs.download-path }}" } }),
          ],
        },
      }),
    );
    expect(log("b")).toBe("c\n");
  });

  test("need another machine for the address of an artifact", async () => {
    const { results } = await runHere(
      workflowOf({
        a: {
          steps: [
            make,
            uploads({ path: "c" }, { id: "up" }),
            command("true", { env: { URL: "${{ steps.up.outputs.artifact-url }}" } }),
          ],
        },
      }),
    );
    expect(results["a"]).toBe(
      "elsewhere: elsewhere: needs the address of the artifact artifact on GitHub",
    );
  });

  // "Download Artifacts from other Workflow Runs or Repositories": https://github.com/actions/download-artifact
  test("need another machine for the artifacts of another run", async () => {
    const inputs = { "github-token": "${{ github.token }}", "run-id": "1" };
    const { results } = await runHere(
      workflowOf({ a: { steps: [downloads({ ...inputs, name: "x" })] } }),
    );
    expect(results["a"]).toBe("elsewhere: elsewhere: needs artifacts of another run");
  });

  test("are elsewhere where a job elsewhere may make what they download", async () => {
    const name = "${{ steps.a.outputs.name }}";
    const { results } = await runHere(
      workflowOf({
        mac: { "runs-on": "macos-latest", steps: [uploads({ name, path: "out" })] },
        b: { needs: ["mac"], steps: [downloads({ name: "app" })] },
      }),
    );
    expect(results["b"]).toBe("elsewhere: elsewhere: needs the artifact app");
  });

  test("replace an artifact of their own job with overwrite", async () => {
    const { log, record } = await runHere(
      workflowOf({
        a: {
          steps: [
            make,
            uploads({ path: "out/a.txt" }),
            uploads({ path: "c", overwrite: true }),
            downloads({ name: "artifact", path: "in" }),
            command("ls in"),
          ],
        },
      }),
    );
    expect(log("a")).toBe("c\n");
    expect(record.jobs[0]?.artifacts).toEqual({ artifact: "artifacts/a/artifact" });
  });
});
