import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import {
  command,
  download,
  output,
  upload,
  workflowOf,
  type JobOptions,
} from "../workflow-builders.ts";
import { project, runHere, testHost } from "../workflow-runs.ts";

const build: JobOptions = {
  steps: [
    command(
      'echo built >> count; mkdir "$RUNNER_TEMP/saved"; echo file > "$RUNNER_TEMP/saved/f"; echo "v=1" >> $GITHUB_OUTPUT',
    ),
    upload("wheel", "saved"),
  ],
  outputs: { v: output("v") },
};

test("what succeeded is kept with its outputs, log and artifacts; the rest runs again", async () => {
  const root = project();
  const workflow = workflowOf({
    build,
    test: {
      needs: ["build"],
      steps: [
        download({ name: "wheel" }, "got"),
        command('cat "$RUNNER_TEMP/got/f"; echo $V; test -e fixed', {
          env: { V: "${{ needs.build.outputs.v }}" },
        }),
      ],
    },
    report: { needs: ["test"], if: "${{ always() }}", run: "echo reported >> count" },
  });
  const first = await runHere(workflow, { root });
  expect(first.results).toEqual({ build: "success", test: "failure", report: "success" });
  await runHere(workflowOf({ touch: { run: "touch fixed" } }, { name: "other" }), { root });
  const second = await runHere(workflow, { root, resume: true });
  expect(second.record.result).toBe("success");
  expect(second.log("test")).toBe("file\n1\n");
  expect(second.job("build")).toMatchObject({
    result: "success",
    reason: `kept from the run ${first.record.id}`,
    outputs: { v: "1" },
    artifacts: { saved: "artifacts/build/saved" },
  });
  expect(readFileSync(path.join(second.folder, "artifacts/build/saved/f"), "utf8")).toBe("file\n");
  // What depends on something that runs again runs again too.
  expect(readFileSync(path.join(root, "count"), "utf8")).toBe("built\nreported\nreported\n");
});

test("combinations that succeeded are kept", async () => {
  const root = project();
  const workflow = workflowOf({
    m: {
      strategy: { "fail-fast": false, matrix: { n: ["a", "b"] } },
      env: { N: "${{ matrix.n }}" },
      run: "echo $N >> ran; [ $N = a ] || test -e fixed || { touch fixed; exit 1; }",
    },
  });
  expect((await runHere(workflow, { root })).record.result).toBe("failure");
  expect((await runHere(workflow, { root, resume: true })).record.result).toBe("success");
  const ran = readFileSync(path.join(root, "ran"), "utf8").trim().split("\n");
  expect(ran.filter((name) => name === "a")).toHaveLength(1);
  expect(ran.filter((name) => name === "b")).toHaveLength(2);
});

test("what is behind a matrix that is not complete runs again, and what is behind that", async () => {
  const root = project();
  const says = (what: string): string => `echo ${what} >> ran`;
  const workflow = workflowOf({
    m: {
      strategy: { "fail-fast": false, matrix: { n: ["a", "b"] } },
      env: { N: "${{ matrix.n }}" },
      run: "[ $N = a ] || test -e fixed || { touch fixed; exit 1; }",
    },
    after: { needs: ["m"], if: "${{ always() }}", run: says("after") },
    far: { needs: ["after"], if: "${{ always() }}", run: says("far") },
    other: { run: says("other") },
  });
  const first = await runHere(workflow, { root });
  expect(first.results).toMatchObject({ after: "success", far: "success", other: "success" });
  const second = await runHere(workflow, { root, resume: true });
  expect(second.job("other").reason).toMatch("kept from the run");
  const ran = readFileSync(path.join(root, "ran"), "utf8").trim().split("\n");
  expect(ran.sort()).toEqual(["after", "after", "far", "far", "other"]);
});

test("what is kept has its log, as far as that is still there, and can be kept again", async () => {
  const root = project();
  const workflow = workflowOf({
    build,
    says: { run: "echo said" },
    quiet: { run: "echo quiet" },
    bad: { run: "exit 1" },
  });
  const first = await runHere(workflow, { root });
  rmSync(path.join(first.folder, "jobs/quiet.log"));
  const second = await runHere(workflow, { root, resume: true });
  const third = await runHere(workflow, { root, resume: true });
  for (const { log, folder } of [second, third]) {
    expect(log("says")).toBe("said\n");
    expect(readFileSync(path.join(folder, "artifacts/build/saved/f"), "utf8")).toBe("file\n");
  }
  expect(third.results).toMatchObject({ build: "success", quiet: "success", bad: "failure" });
  expect(third.job("build").reason).toBe(`kept from the run ${second.record.id}`);
});

test("a job runs again whose artifact has a name that is hidden: nobody can hand it on", async () => {
  const root = project();
  const hides: JobOptions = {
    env: { KEY: "${{ secrets.KEY }}" },
    steps: [
      command('echo ran >> ran; mkdir "$RUNNER_TEMP/saved"; echo file > "$RUNNER_TEMP/saved/f"'),
      upload("for-top-secret", "saved"),
    ],
  };
  const workflow = workflowOf({ hides, bad: { run: "exit 1" } });
  const options = { root, host: testHost({ KEY: "top-secret" }) };
  await runHere(workflow, options);
  await runHere(workflow, { ...options, resume: true });
  expect(readFileSync(path.join(root, "ran"), "utf8")).toBe("ran\nran\n");
});

test("it is refused with the reason where nothing fits", async () => {
  const root = project();
  const failing = { a: { run: "exit 1" }, b: {} };
  const resume = (workflow: ReturnType<typeof workflowOf>, rest = {}): Promise<unknown> =>
    runHere(workflow, { root, resume: true, ...rest });
  await expect(resume(workflowOf(failing))).rejects.toThrow(
    'there is no earlier run of "ci" to resume.',
  );
  const { record } = await runHere(workflowOf(failing), { root });
  const refused = `the run ${record.id} cannot be resumed`;
  await expect(resume(workflowOf({ ...failing, b: { run: "echo" } }))).rejects.toThrow(
    `${refused}: since then the job "b" changed.`,
  );
  await expect(resume(workflowOf(failing, { env: { X: 1 } }))).rejects.toThrow(
    `${refused}: the workflow changed since then.`,
  );
  await expect(resume(workflowOf(failing), { vars: { A: "1" } })).rejects.toThrow(
    `${refused}: it had other variables.`,
  );
  const good = await runHere(workflowOf({ a: {} }), { root });
  await expect(resume(workflowOf({ a: {} }))).rejects.toThrow(
    `the run ${good.record.id} succeeded: nothing is left to resume.`,
  );
});

test("--only resumes these jobs, whatever became of the others", async () => {
  const root = project();
  const workflow = workflowOf({
    build,
    lint: { needs: ["build"], run: "test -e fixed || { touch fixed; exit 1; }" },
    test: { run: "exit 1" },
  });
  const first = await runHere(workflow, { root });
  const second = await runHere(workflow, { root, resume: true, only: ["lint"] });
  expect(second.results).toEqual({ build: "success", lint: "success" });
  expect(second.job("build").reason).toBe(`kept from the run ${first.record.id}`);
  await expect(runHere(workflow, { root, resume: true, only: ["lint"] })).rejects.toThrow(
    `"build" and "lint" did not fail in the run ${second.record.id}: nothing is left to resume.`,
  );
  // What the latest run left out is still to run.
  const third = await runHere(workflow, { root, resume: true });
  expect(third.results).toEqual({ build: "success", lint: "success", test: "failure" });
  expect(third.job("lint").reason).toBe(`kept from the run ${second.record.id}`);
});

test("a change counts in the jobs that are to run", async () => {
  const root = project();
  const jobs = { lint: { run: "exit 1" }, test: {} };
  const { record } = await runHere(workflowOf(jobs), { root });
  const others = workflowOf({ ...jobs, test: { run: "echo other" }, more: {} });
  const { results } = await runHere(others, { root, resume: true, only: ["lint"] });
  expect(results).toEqual({ lint: "failure" });
  const changed = workflowOf({ ...jobs, lint: { run: "exit 2" } });
  await expect(runHere(changed, { root, resume: true, only: ["lint"] })).rejects.toThrow(
    'since then the job "lint" changed.',
  );
  expect(record.result).toBe("failure");
});

test("only some jobs run, with what they need", async () => {
  const { results } = await runHere(
    workflowOf({ a: {}, b: { needs: ["a"] }, c: { needs: ["b"] }, d: {} }),
    { only: ["b"] },
  );
  expect(results).toEqual({ a: "success", b: "success" });
});
