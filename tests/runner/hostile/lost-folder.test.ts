/** A run's folder lies in the checkout that its jobs work in: what they do to it takes nothing from the run. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { command, download, upload, workflowOf } from "../workflow-builders.ts";
import { commitAll, project, runHere } from "../workflow-runs.ts";

const saves = command(
  'mkdir -p "$RUNNER_TEMP/recompose/saved/wheel"; echo content > "$RUNNER_TEMP/recompose/saved/wheel/a.txt"; echo saved',
);

describe("a job may remove the run's folder", () => {
  const ways: Readonly<Record<string, string>> = {
    "with git clean": "git clean -fdxq",
    "by its name": "rm -rf .recompose",
    "while its own log is open": "echo before; rm -rf .recompose; echo after",
  };
  for (const [way, cleaning] of Object.entries(ways)) {
    test(`${way}: logs, artifacts, summary and results are there at the end`, async () => {
      const root = project({ ".gitignore": "ignored\n" });
      commitAll(root);
      const { results, log, job, folder, record } = await runHere(
        workflowOf({
          a: { steps: [saves, upload("wheel", "recompose/saved/wheel")] },
          clean: {
            needs: ["a"],
            run: `echo "# Cleaned" >> "$GITHUB_STEP_SUMMARY"; ${cleaning}; echo cleaned`,
          },
          b: {
            needs: ["clean"],
            steps: [
              download({ name: "wheel" }, "recompose/received/wheel"),
              command('cat "$RUNNER_TEMP/recompose/received/wheel/a.txt"'),
            ],
          },
        }),
        { root },
      );
      expect(results).toEqual({ a: "success", clean: "success", b: "success" });
      expect(log("a")).toBe("saved\n");
      expect(log("clean")).toMatch(/^(?:before\nafter\n)?cleaned\n$/);
      expect(log("b")).toBe("content\n");
      const shown = path.join(folder, job("a").artifacts["wheel"] ?? "");
      expect(existsSync(path.join(shown, "a.txt"))).toBe(true);
      const read = (name: string): string => readFileSync(path.join(folder, name), "utf8");
      expect(JSON.parse(read("run.json"))).toEqual(record);
      expect(read("summary.md")).toBe("# Cleaned\n");
      expect(existsSync(path.join(root, ".recompose/runs/latest/run.json"))).toBe(true);
      expect(existsSync(path.join(root, ".recompose/.gitignore"))).toBe(true);
      expect(existsSync(path.join(folder, ".running"))).toBe(false);
    });
  }
});

test("a log that cannot be written fails its job, and no other", async () => {
  const root = project();
  const { results, record } = await runHere(
    workflowOf({
      a: { run: 'mkdir "$(echo .recompose/runs/2*)/jobs/b.log"' },
      b: { needs: ["a"], run: "echo text" },
      c: { needs: ["a"], run: "echo text" },
      d: { needs: ["b"], if: "${{ always() }}" },
    }),
    { root },
  );
  expect(results).toEqual({ a: "success", b: "failure", c: "success", d: "success" });
  expect(record.jobs[1]?.reason).toMatch(/^its log cannot be written: EISDIR: .*b\.log/);
  expect(record.result).toBe("failure");
});
