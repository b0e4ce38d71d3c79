/** A job may put links in the place of what is a run's own: nothing that they lead to is written or removed. */
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { removeOldRuns } from "../../../src/runner/run-folder/earlier-runs.ts";
import { command, download, upload, workflowOf } from "../workflow-builders.ts";
import { project, runHere } from "../workflow-runs.ts";

const saves = command(
  'mkdir -p "$RUNNER_TEMP/recompose/saved/art"; echo data > "$RUNNER_TEMP/recompose/saved/art/f.txt"; echo said; echo sum >> "$GITHUB_STEP_SUMMARY"',
);

const load = download({ name: "art" }, "recompose/received/art");
const prints = command('cat "$RUNNER_TEMP/recompose/received/art/f.txt"');

/** `$all` is the temporary folder of the run: by its name, so that it is never another one. */
const ofTheRun = `all="$(echo "$RUNNER_TEMP" | sed 's#\\(/recompose-run-[^/]*\\)/.*#\\1#')"`;

/** `$run` is the run's folder, `$other` a folder with a file of somebody else's. */
const links: Readonly<Record<string, string>> = {
  "the log of another job": 'ln -s "$other/file" "$run/jobs/b.log"',
  "its own log": 'rm "$run/jobs/a.log"; ln -s "$other/file" "$run/jobs/a.log"; echo more',
  "a log, by a second name of the file": 'ln "$other/file" "$run/jobs/b.log"',
  "the folder of logs": 'rm -r "$run/jobs"; ln -s "$other" "$run/jobs"',
  "all artifacts": 'ln -s "$other" "$run/artifacts"',
  "the artifacts of a job": 'mkdir "$run/artifacts"; ln -s "$other" "$run/artifacts/b"',
  "a file of an artifact":
    'mkdir -p "$run/artifacts/b/art"; ln -s "$other/file" "$run/artifacts/b/art/f.txt"',
  "a file of an artifact, by a second name of the file":
    'mkdir -p "$run/artifacts/b/art"; ln "$other/file" "$run/artifacts/b/art/f.txt"',
  "run.json and others":
    'for name in run.json state.json summary.md; do rm -f "$run/$name"; ln -s "$other/file" "$run/$name"; done',
  "the run's folder": 'mv "$run" "$run-moved"; ln -s "$other" "$run"',
  "all runs": 'mv .recompose/runs moved; ln -s "$other" .recompose/runs',
  "what runs leave": 'mv .recompose moved; ln -s "$other" .recompose',
  "the temporary folder of another job":
    'ln -s "$other" "$(dirname "$(dirname "$RUNNER_TEMP")")/b"',
  "the temporary folders of all jobs": `${ofTheRun}; rm -r "$all/jobs"; ln -s "$other" "$all/jobs"`,
  "the temporary folder of the run": `${ofTheRun}; rm -r "$all"; ln -s "$other" "$all"`,
  "its own temporary folder": 'rm -r "$RUNNER_TEMP"; ln -s "$other" "$RUNNER_TEMP"',
  "its own temporary folder, and that around it":
    'own="$(dirname "$RUNNER_TEMP")"; rm -r "$own"; ln -s "$other" "$own"',
};

test.each(Object.entries(links))("a link in the place of %s", async (_name, linking) => {
  const other = project({ file: "theirs\n", "b/file": "theirs\n", "jobs/b/file": "theirs\n" });
  const before = `other="${other}"; run="$(echo "$PWD"/.recompose/runs/2*)"; ${linking}`;
  const { results, folder } = await runHere(
    workflowOf({
      a: { steps: [command(before), command("echo n=m >> $GITHUB_OUTPUT")] },
      b: { needs: ["a"], steps: [saves, upload("art", "recompose/saved/art")] },
    }),
  );
  const files = readdirSync(other, { recursive: true, encoding: "utf8" }).sort();
  expect(files).toEqual(["b", "b/file", "file", "jobs", "jobs/b", "jobs/b/file"]);
  expect(readFileSync(path.join(other, "file"), "utf8")).toBe("theirs\n");
  expect(results).toEqual({ a: "success", b: "success" });
  const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
  expect(read("jobs/b.log")).toBe("said\n");
  expect(read("artifacts/b/art/f.txt")).toBe("data\n");
  expect(read("summary.md")).toBe("sum\n");
  expect(JSON.parse(read("run.json"))).toMatchObject({ result: "success" });
});

test("only what has the name of a run is removed as an old run", () => {
  const root = project();
  const runs = path.join(root, ".recompose/runs");
  const names = Array.from(
    { length: 30 },
    (_, index) => `202601${String(index + 1).padStart(2, "0")}T000000-notes`,
  );
  for (const name of names) mkdirSync(path.join(runs, name), { recursive: true });
  for (const name of names) mkdirSync(path.join(runs, name.replace("-notes", "000-12ab")));
  removeOldRuns(root);
  expect(names.filter((name) => !existsSync(path.join(runs, name)))).toEqual([]);
  expect(readdirSync(runs)).toHaveLength(50);
});

test("an artifact arrives although a job has removed the temporary folder of the run", async () => {
  const { results, log } = await runHere(
    workflowOf({
      a: {
        steps: [saves, upload("art", "recompose/saved/art"), command(`${ofTheRun}; rm -r "$all"`)],
      },
      b: { needs: ["a"], steps: [load, command(`${ofTheRun}; rm -r "$all"`)] },
      c: { needs: ["b"], steps: [load, prints] },
    }),
  );
  expect(results).toEqual({ a: "success", b: "success", c: "success" });
  expect(log("c")).toContain("data\n");
});

test.each(["$all", "$all/jobs", '$(dirname "$RUNNER_TEMP")', "$RUNNER_TEMP"])(
  "a file in the place of %s fails jobs, and no run",
  async (place) => {
    const { results, record } = await runHere(
      workflowOf({
        a: { run: `${ofTheRun}; place="${place}"; rm -r "$place"; echo file > "$place"` },
        b: { needs: ["a"], if: "${{ always() }}", run: "echo ran" },
      }),
    );
    expect(Object.keys(results)).toEqual(["a", "b"]);
    const reasons = record.jobs.flatMap(({ reason }) => reason ?? []);
    expect(reasons.filter((reason) => !/ENOTDIR|EEXIST/.test(reason))).toEqual([]);
  },
);

// The folder of artifacts was beside those of jobs.
test("a job may be called as a folder of the run's own", async () => {
  const { results, log } = await runHere(
    workflowOf({
      a: { steps: [saves, upload("art", "recompose/saved/art")] },
      artifacts: {
        needs: ["a"],
        steps: [load, prints],
      },
      index: { needs: ["a"], run: "echo ran" },
    }),
  );
  expect(results).toEqual({ a: "success", artifacts: "success", index: "success" });
  expect(log("artifacts")).toContain("data\n");
});

test("a link that was there before the run is people's own, and is written to", async () => {
  const other = project({});
  const root = project({});
  symlinkSync(other, path.join(root, ".recompose"));
  const { results } = await runHere(
    workflowOf({ a: { steps: [saves, upload("art", "recompose/saved/art")] } }),
    { root },
  );
  expect(results).toEqual({ a: "success" });
  const file = path.join(other, "runs/latest/artifacts/a/art/f.txt");
  expect(readFileSync(file, "utf8")).toBe("data\n");
  expect(lstatSync(path.join(root, ".recompose")).isSymbolicLink()).toBe(true);
});
