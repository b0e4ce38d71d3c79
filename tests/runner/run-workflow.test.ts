import { existsSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { execaSync } from "execa";
import { describe, expect, test } from "vitest";
import { command, output, workflowOf } from "./workflow-builders.ts";
import { commitAll, project, runHere, temporaryFolders, testHost } from "./workflow-runs.ts";

describe("the run folder", () => {
  test("has what the contract says, and ignores itself", async () => {
    const root = project({ "file.txt": "" });
    commitAll(root);
    const { record, folder } = await runHere(
      workflowOf({ build: { run: 'echo "v=1" >> "$GITHUB_OUTPUT"', outputs: { v: output("v") } } }),
      { root, command: ["./run", "ci"] },
    );
    expect(JSON.parse(readFileSync(path.join(folder, "run.json"), "utf8"))).toEqual(record);
    expect(record).toMatchObject({
      automation: "ci",
      result: "success",
      inputs: {},
      event: "push",
      ref: "refs/heads/main",
      sha: execaSync("git", ["rev-parse", "HEAD"], { cwd: root }).stdout,
      actor: "someone",
      command: ["./run", "ci"],
      jobs: [
        {
          id: "build",
          name: "build",
          needs: [],
          result: "success",
          outputs: { v: "1" },
          artifacts: {},
          exitCode: 0,
          log: "jobs/build.log",
        },
      ],
    });
    expect(readlinkSync(path.join(root, ".recompose/runs/latest"))).toBe(record.id);
    expect(execaSync("git", ["status", "--porcelain"], { cwd: root }).stdout).toBe("");
    expect(temporaryFolders()).toEqual([]);
  });

  test("is one of twenty", async () => {
    const root = project();
    for (let n = 0; n < 22; n += 1) {
      await runHere(workflowOf({ a: { if: "${{ false }}" } }), { root });
    }
    const runs = readdirSync(path.join(root, ".recompose/runs")).filter((n) => n !== "latest");
    expect(runs).toHaveLength(20);
  });

  test("has the summaries of all steps in the order of the jobs", async () => {
    const { folder } = await runHere(
      workflowOf({
        a: { run: 'sleep 0.1; echo "# A" >> "$GITHUB_STEP_SUMMARY"' },
        b: { run: 'echo "# B" >> "$GITHUB_STEP_SUMMARY"' },
      }),
    );
    expect(readFileSync(path.join(folder, "summary.md"), "utf8")).toBe("# A\n\n# B\n");
  });

  test("has one log for each combination, also of a job that never ran", async () => {
    const { record, log } = await runHere(
      workflowOf({
        a: { strategy: { matrix: { n: [1, 2] } }, run: "echo $N", env: { N: "${{ matrix.n }}" } },
        b: { if: "${{ false }}" },
      }),
    );
    expect(record.jobs.map((job) => [job.name, job.log, job.matrix])).toEqual(
      expect.arrayContaining([
        ["a (1)", "jobs/a.0.log", { n: 1 }],
        ["a (2)", "jobs/a.1.log", { n: 2 }],
        ["b", "jobs/b.log", undefined],
      ]),
    );
    expect(log("a (2)")).toBe("2\n");
    expect(log("b")).toBe("if: false is false\n");
  });
});

test("a step finds GitHub's variables, but not the one that says it is GitHub", async () => {
  const root = project();
  commitAll(root);
  const { log } = await runHere(
    workflowOf({ a: { run: "env; cat $GITHUB_EVENT_PATH; pwd", name: "Job A" } }),
    { root, host: testHost({ GITHUB_ACTIONS: "true", GITHUB_SHA: "outer", RUNNER_X: "outer" }) },
  );
  const sha = execaSync("git", ["rev-parse", "HEAD"], { cwd: root }).stdout;
  const lines = log("Job A").split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      "CI=true",
      "RECOMPOSE_LOCAL=1",
      `GITHUB_SHA=${sha}`,
      "GITHUB_REF=refs/heads/main",
      "GITHUB_REF_NAME=main",
      "GITHUB_REF_TYPE=branch",
      "GITHUB_REPOSITORY=acme/tool",
      "GITHUB_REPOSITORY_OWNER=acme",
      "GITHUB_ACTOR=someone",
      "GITHUB_EVENT_NAME=push",
      "GITHUB_JOB=a",
      "GITHUB_WORKFLOW=ci",
      `GITHUB_WORKSPACE=${root}`,
      "RUNNER_OS=Linux",
      "RUNNER_ARCH=X64",
      '  "ref": "refs/heads/main",',
      root,
    ]),
  );
  expect(lines.filter((line) => /^(?:GITHUB_ACTIONS|RUNNER_X)=/.test(line))).toEqual([]);
});

test("secrets come from the environment, and are hidden in logs, events and outputs", async () => {
  const { record, events, log } = await runHere(
    workflowOf({
      a: {
        steps: [
          command('echo "token $TOKEN and [$NONE]"; echo "t=x$TOKEN" >> "$GITHUB_OUTPUT"', {
            env: { TOKEN: "${{ secrets.TOKEN }}", NONE: "${{ secrets.NONE }}" },
          }),
        ],
        outputs: { t: output("t") },
      },
    }),
    { host: testHost({ TOKEN: "hunter2!" }) },
  );
  expect(log("a")).toBe(
    "token *** and []\n##[warning]Skip output 't' since it may contain secret.\n",
  );
  expect(JSON.stringify(events)).not.toContain("hunter2!");
  expect(record.jobs[0]?.outputs).toEqual({});
});

test("a command in the output is in the log what GitHub's log has of it, once", async () => {
  const commands = [
    "::error file=a.ts,line=3::broken",
    "::add-mask::abcd",
    "abcd",
    "::group::some",
    "::warning title=Slow::abcd took long",
    "::endgroup::",
    "::debug::only for some",
    "::unknown::line",
    "::stop-commands::token",
    "::error::no command",
  ];
  const { events, log } = await runHere(
    workflowOf({ a: { run: `printf '%s\\n' ${commands.map((line) => `'${line}'`).join(" ")}` } }),
  );
  expect(events.filter(({ type }) => type === "annotation")).toMatchObject([
    { level: "error", file: "a.ts", line: 3, message: "broken", path: ["ci", "a"] },
    { level: "warning", title: "Slow", message: "*** took long", path: ["ci", "a"] },
  ]);
  const lines = events.filter((event) => event.type === "line");
  expect(lines.map(({ stream, text }) => `${stream} ${text}`)).toEqual([
    "stdout ***",
    "stdout some",
    "debug only for some",
    "stdout ::unknown::line",
    "stdout ::stop-commands::token",
    "stdout ::error::no command",
  ]);
  expect(log("a")).toBe(`##[error]a.ts:3 broken
***
##[group]some
##[warning]Slow: *** took long
##[endgroup]
##[debug]only for some
::unknown::line
::stop-commands::token
::error::no command
`);
});

describe("output of any kind", () => {
  test("CRLF, colours, bytes that are no text and a last line without its end", async () => {
    const { log } = await runHere(
      workflowOf({ a: { run: String.raw`printf 'a\r\n\033[31mred\033[0m\n\377\376\000x\nend'` } }),
    );
    expect(log("a")).toBe("a\n\u001b[31mred\u001b[0m\n\ufffd\ufffd\u0000x\nend\n");
  });

  test("a line of ten megabytes arrives whole, in several pieces", async () => {
    const { log, events } = await runHere(
      workflowOf({ a: { run: "head -c 10000000 /dev/zero | tr '\\0' x; echo; echo after" } }),
    );
    const text = log("a");
    expect(text.replaceAll("\n", "")).toHaveLength(10_000_000 + "after".length);
    expect(text.endsWith("\nafter\n")).toBe(true);
    const longest = Math.max(...events.map((e) => (e.type === "line" ? e.text.length : 0)));
    expect(longest).toBeLessThanOrEqual(1024 * 1024);
  });
});

test("what a step leaves running ends with its job", async () => {
  const root = project();
  const { record } = await runHere(
    workflowOf({
      a: { run: "setsid sh -c 'echo $$ > pid; sleep 60' & while ! test -s pid; do :; done" },
    }),
    { root },
  );
  expect(record.result).toBe("success");
  const pid = Number(readFileSync(path.join(root, "pid"), "utf8"));
  // The system takes a moment to bury a process that was killed.
  await expect.poll(() => existsSync(`/proc/${pid}/exe`)).toBe(false);
});

test("what only GitHub gives a job is named in its log", async () => {
  const { log } = await runHere(
    workflowOf({ a: { container: "node:22", environment: "production", run: "echo here" } }),
  );
  expect(log("a")).toBe("not applied on this machine: environment, container\nhere\n");
});

describe("a timeout that is an expression", () => {
  test("is computed for each combination", async () => {
    const { record } = await runHere(
      workflowOf({
        a: {
          strategy: { matrix: { minutes: [0.003, 5] }, "fail-fast": false },
          "timeout-minutes": "${{ matrix.minutes }}",
          run: '[ "$M" = 5 ] || sleep 60',
          env: { M: "${{ matrix.minutes }}" },
        },
      }),
    );
    expect(record.jobs.map(({ result, reason }) => [result, reason])).toEqual([
      ["cancelled", "timed out after 0.003 minutes"],
      ["success", undefined],
    ]);
  });

  test("fails the job where it is no time", async () => {
    const { record } = await runHere(
      workflowOf({ a: { "timeout-minutes": "${{ github.nothing }}" } }),
    );
    expect(record.jobs[0]).toMatchObject({
      result: "failure",
      reason: "timeout-minutes is not a number above 0: ${{ github.nothing }} is null",
    });
  });

  // `number-strategy-context` in https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/workflow-v1.0.json
  test("fails the job where it is a text, as a number of a form is", async () => {
    const { record } = await runHere(
      workflowOf(
        {
          a: { "timeout-minutes": "${{ inputs.n }}" },
          b: { "timeout-minutes": "${{ fromJSON(inputs.n) }}" },
        },
        { on: { workflow_dispatch: { inputs: { n: { type: "number", default: 20 } } } } },
      ),
    );
    expect(record.jobs.map(({ result, reason }) => [result, reason])).toEqual([
      ["failure", 'timeout-minutes is not a number above 0: ${{ inputs.n }} is "20"'],
      ["success", undefined],
    ]);
  });
});

test("a line of a step that has no ending yet is shown, but nothing that could become a secret or a command", async () => {
  const root = project();
  execaSync("mkfifo", ["answer"], { cwd: root });
  const answer = (): void => writeFileSync(path.join(root, "answer"), "yes\n");
  const step = (text: string): string =>
    `printf '${text}'; read -r answer < answer; echo "$answer"`;
  const shown: string[] = [];
  const run = await runHere(
    workflowOf({
      ask: { run: step("Proceed? hunt"), env: { TOKEN: "${{ secrets.TOKEN }}" } },
      next: {
        needs: ["ask"],
        run: "printf '::add-mask::to'; echo ken; printf 'Sure? '; read -r a < answer; echo $a",
      },
    }),
    {
      root,
      host: testHost({ TOKEN: "hunter2" }),
      sink(event) {
        if (event.type !== "unfinished-line") return;
        shown.push(`${event.path.join(" › ")} │ ${event.text}`);
        answer();
      },
    },
  );
  expect(shown).toEqual(["ci › ask │ Proceed? ", "ci › next │ Sure? "]);
  expect(run.log("ask")).toBe("Proceed? huntyes\n");
  expect(run.log("next")).toContain("Sure? yes\n");
});
