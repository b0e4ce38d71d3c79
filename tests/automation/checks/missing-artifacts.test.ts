import { expect, test } from "vitest";
import {
  automation,
  type AutomationOptions,
  call,
  download,
  github,
  job,
  matrix,
  onPush,
  onWorkflowCall,
  task,
  upload,
  uses,
} from "../../../src/index.ts";

const build = task({ name: "build", artifacts: ["wheel"], run() {} });

function warningsOf(jobs: AutomationOptions["jobs"], on = [onPush()]): readonly string[] {
  return automation({ name: "ci", on, jobs })
    .warnings.filter(({ kind }) => kind === "no-artifact")
    .map(({ text }) => text);
}

test("a download without its job among the needs is warned of", () => {
  const texts = warningsOf(() => {
    job("a", { steps: [upload("r", "x")] });
    job("b", { steps: [download("r")] });
  });
  expect(texts).toEqual([
    'job "b" downloads the artifact "r", which the job "a" uploads, and does not come after it. Give it needs: ["a"].',
  ]);
});

test("a download of a name that nobody uploads is warned of, with the name that is close", () => {
  const texts = warningsOf(() => {
    job("a", { steps: [upload("report", "x")] });
    job("c", { needs: ["a"], steps: [download("reprot")] });
  });
  expect(texts).toEqual([
    'job "c" downloads the artifact "reprot", which no job uploads. Did you mean "report"?',
  ]);
});

test("a download before the upload of its own job is warned of", () => {
  const texts = warningsOf(() => {
    job("d", { steps: [download("q"), upload("q", "x")] });
    job("e", { steps: [upload("p", "x"), download("p")] });
  });
  expect(texts).toEqual([
    'job "d" downloads the artifact "q", before its own step uploads it. Put the upload before the download.',
  ]);
});

test("a download of a task's artifact that is uploaded under another name is warned of", () => {
  const texts = warningsOf(() => {
    job(build);
    job(build, { id: "b2" });
    job("e", { needs: ["b2"], steps: [download("wheel")] });
    job("f", { needs: ["b2"], steps: [download("b2-wheel")] });
  });
  expect(texts).toHaveLength(1);
  expect(texts[0]).toContain(
    'which no job uploads: that of the job "b2" is uploaded as "b2-wheel". Say whose it is: download(b2.artifact("wheel")).',
  );
});

test("a job that comes before by way of another one is enough", () => {
  const texts = warningsOf(() => {
    job("a", { steps: [upload("r", "x")] });
    job("b", { needs: ["a"], steps: [uses("owner/action@v1")] });
    job("c", { needs: ["b"], steps: [download("r")] });
  });
  expect(texts).toEqual([]);
});

test.each<[string, AutomationOptions["jobs"]]>([
  ["an expression", () => void job("a", { steps: [download(`r-${github.sha}`)] })],
  ["a pattern", () => void job("a", { steps: [download({ pattern: "r-*" }), download()] })],
  [
    "another run",
    () => void job("a", { steps: [download("r", { githubToken: github.token, runId: 1 })] }),
  ],
  [
    "a failure that is tolerated",
    () => void job("a", { steps: [download("r", { continueOnError: true })] }),
  ],
  [
    "an upload with an expression",
    () => {
      job("a", { steps: [upload(`r-${github.sha}`, "x")] });
      job("b", { needs: ["a"], steps: [download("r-1")] });
    },
  ],
  [
    "a matrix",
    () => {
      job(build, { matrix: matrix({ a: [1, 2] }) });
      job("b", { needs: ["build"], steps: [download("wheel-0-1")] });
    },
  ],
  [
    "an upload without an archive",
    () => {
      job("a", {
        steps: [uses("actions/upload-artifact@v7", { with: { path: "d/r", archive: false } })],
      });
      job("b", { needs: ["a"], steps: [download("r")] });
    },
  ],
  ...["true", "True", "${{ github.event.zip }}"].map((archive): [string, () => void] => [
    `an upload where archive is ${archive}`,
    () => {
      const settings = { name: "r", path: "out.txt", archive };
      job("a", { steps: [uses("actions/upload-artifact@v7", { with: settings })] });
      job("b", { needs: ["a"], steps: [download("r")] });
    },
  ]),
  [
    "a merge",
    () => {
      job("a", { steps: [uses("actions/upload-artifact/merge@v7", { with: { name: "r" } })] });
      job("b", { needs: ["a"], steps: [download("r")] });
    },
  ],
  [
    "another action that uploads",
    () => {
      job("a", { steps: [uses("actions/upload-pages-artifact@v5", { with: { path: "site" } })] });
      job("b", { needs: ["a"], steps: [download("github-pages")] });
    },
  ],
  [
    "a called workflow",
    () => {
      call("./.github/workflows/x.yml", { id: "x" });
      job("b", { needs: ["x"], steps: [download("r")] });
    },
  ],
])("nothing is said where the artifact may be there: %s", (_, jobs) => {
  expect(warningsOf(jobs)).toEqual([]);
});

test("nothing is said of artifacts that a caller may have uploaded", () => {
  expect(warningsOf(() => void job("a", { steps: [download("r")] }), [onWorkflowCall()])).toEqual(
    [],
  );
});
