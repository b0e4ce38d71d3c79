/** What goes from step to step and from job to job: outputs and variables. */
import { describe, expect, test } from "vitest";
import { command, output, workflowOf } from "../runner/workflow-builders.ts";
import { runHere } from "../runner/workflow-runs.ts";

// https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/pass-job-outputs
describe("outputs", () => {
  test("reach a job that needs theirs, several lines too", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          run: "printf 'one=1\\nmany<<EOF\\na=b\\n\\nc\\nEOF\\n' >> $GITHUB_OUTPUT",
          outputs: { one: output("one"), many: output("many") },
        },
        b: {
          needs: ["a"],
          env: { ONE: "${{ needs.a.outputs.one }}", MANY: "${{ needs.a.outputs.MANY }}" },
          run: 'echo "$ONE|$MANY"',
        },
      }),
    );
    expect(log("b")).toBe("1|a=b\n\nc\n");
  });

  // JobExtension.FinalizeJob in actions/runner
  test("of a failed job are set, empty ones are not", async () => {
    const { record } = await runHere(
      workflowOf({
        a: {
          run: "printf 'one=1\\nnone=\\n' >> $GITHUB_OUTPUT; exit 1",
          outputs: { one: output("one"), none: output("none"), never: output("never") },
        },
      }),
    );
    expect(record.jobs[0]?.outputs).toEqual({ one: "1" });
  });

  // https://github.com/actions/runner/issues/1835
  test("of a matrix are those of the last to end, as far as they are not empty", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          strategy: { "max-parallel": 1, matrix: { n: ["x", "y"] } },
          env: { N: "${{ matrix.n }}" },
          run: 'echo "last=$N" >> $GITHUB_OUTPUT; [ $N = y ] || echo "only=$N" >> $GITHUB_OUTPUT',
          outputs: { last: output("last"), only: output("only") },
        },
        b: {
          needs: ["a"],
          env: { OUT: "${{ needs.a.outputs.last }}${{ needs.a.outputs.only }}" },
          run: "echo $OUT",
        },
      }),
    );
    expect(log("b")).toBe("yx\n");
  });

  // ExecutionContext.SetOutput in actions/runner
  test("hostile values arrive as they are", async () => {
    const value = `$(touch x) \`id\` "quoted" 'single' \\ -rf ü`;
    const { log } = await runHere(
      workflowOf({
        a: {
          env: { V: value },
          run: 'echo "v=$V" >> $GITHUB_OUTPUT',
          outputs: { v: output("v") },
        },
        b: { needs: ["a"], env: { V: "${{ needs.a.outputs.v }}" }, run: `printf '%s\\n' "$V"` },
      }),
    );
    expect(log("b")).toBe(`${value}\n`);
  });
});

// https://github.com/actions/runner/blob/main/src/Runner.Worker/ActionCommandManager.cs
describe("::set-output:: and ::save-state::", () => {
  test("set an output with a warning for each step, and the file has the last word", async () => {
    const { record, events, log } = await runHere(
      workflowOf({
        a: {
          steps: [
            command(
              'echo "::set-output name=old::a%0Ab"; echo "::SET-OUTPUT name=both::command"; echo "both=file" >> $GITHUB_OUTPUT; echo "##[set-output name=v1;]c"; exit 1',
            ),
            command("echo '::save-state name=x::y'; echo [$OLD]", {
              id: "later",
              if: "${{ always() }}",
              env: { OLD: "${{ steps.run.outputs.v1 }}" },
            }),
          ],
          outputs: { old: output("old"), both: output("both") },
        },
      }),
    );
    expect(record.jobs[0]?.outputs).toEqual({ old: "a\nb", both: "file" });
    expect(log("a")).toContain("[c]");
    expect(events.filter(({ type }) => type === "annotation")).toMatchObject([
      {
        level: "warning",
        message: "the command ::set-output:: is deprecated; write to $GITHUB_OUTPUT instead",
      },
      {
        level: "warning",
        message: "the command ::save-state:: is deprecated; write to $GITHUB_STATE instead",
      },
    ]);
  });

  test("fail the step without a name", async () => {
    const { job } = await runHere(workflowOf({ a: { run: "echo '::set-output::x'" } }));
    expect(job("a")).toMatchObject({
      result: "failure",
      reason: "the command ::set-output:: has no name",
    });
  });

  test("set nothing while commands are stopped", async () => {
    const { record } = await runHere(
      workflowOf({
        a: {
          run: "echo '::stop-commands::end'; echo '::set-output name=v::x'; echo '::end::'",
          outputs: { v: output("v") },
        },
      }),
    );
    expect(record.jobs[0]?.outputs).toEqual({});
  });
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
describe("files of a step", () => {
  test("GITHUB_ENV and GITHUB_PATH hold for later steps, and no step changes GITHUB_ variables", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          steps: [
            command(
              "printf 'X=1\\nGITHUB_JOB=other\\nNODE_OPTIONS=--x\\n' >> $GITHUB_ENV; echo /first >> $GITHUB_PATH; echo /second >> $GITHUB_PATH; echo [$X]",
              { id: "one" },
            ),
            command("echo $X $GITHUB_JOB [$NODE_OPTIONS] ${PATH%%:/usr*} | cut -d: -f1,2", {
              id: "two",
            }),
          ],
        },
      }),
    );
    expect(log("a")).toBe(
      "[]\n##[error]Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.\n1 a [] /second:/first\n",
    );
  });

  // ScriptHandler.cs in actions/runner
  test("variables of a step win over those of the job, and these over the workflow's", async () => {
    const { log } = await runHere(
      workflowOf(
        {
          a: {
            env: { B: "job", C: "job", CI: "no" },
            steps: [
              command("echo $A $B $C $D $CI", {
                env: { C: "step", D: "${{ env.B }}-${{ github.job }}" },
              }),
            ],
          },
        },
        { env: { A: "workflow", B: "workflow" } },
      ),
    );
    expect(log("a")).toBe("workflow job step job-a no\n");
  });
});

// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
describe("steps", () => {
  test("after a failed one only those run that ask for it", async () => {
    const { log, record } = await runHere(
      workflowOf({
        a: {
          steps: [
            command("echo 1; exit 3", { id: "one" }),
            command("echo 2", { id: "two" }),
            command("echo 3", { id: "three", if: "${{ failure() }}" }),
            command("echo 4 $O $C", {
              id: "four",
              if: "${{ always() }}",
              env: { O: "${{ steps.one.outcome }}", C: "${{ steps.two.conclusion }}" },
            }),
          ],
        },
      }),
    );
    const reason = "echo 1; exit 3: the command ended with exit code 3";
    expect(log("a")).toBe(`1\n3\n4 failure skipped\n${reason}\n`);
    expect(record.jobs[0]).toMatchObject({ result: "failure", exitCode: 3 });
  });

  test("of setup are GitHub's alone", async () => {
    const { record } = await runHere(
      workflowOf({
        a: { steps: [{ purpose: "setup", uses: "actions/checkout@v7" }, command("true")] },
      }),
    );
    expect(record.result).toBe("success");
  });

  test("run where they say, else where the job says", async () => {
    const { log } = await runHere(
      workflowOf({
        a: {
          defaults: { run: { "working-directory": ".recompose" } },
          steps: [
            command('basename "$PWD"', { id: "one" }),
            command('basename "$PWD"', { id: "two", "working-directory": ".recompose/runs" }),
          ],
        },
      }),
    );
    expect(log("a")).toBe(".recompose\nruns\n");
  });
});
