/** Matrices whose values other jobs put out. */
import { describe, expect, test } from "vitest";
import type { RunRecord } from "../../../src/events/event.ts";
import type { Workflow } from "../../../src/model/workflow.ts";
import { type JobOptions, output, workflowOf } from "../workflow-builders.ts";
import { runHere } from "../workflow-runs.ts";

function late(list: string, each: JobOptions, more: Record<string, JobOptions> = {}): Workflow {
  return workflowOf({
    list: { run: `echo 'n=${list}' >> "$GITHUB_OUTPUT"`, outputs: { n: output("n") } },
    each: {
      needs: ["list"],
      strategy: { matrix: { n: "${{ fromJSON(needs.list.outputs.n) }}" } },
      env: { N: "${{ matrix.n }}" },
      ...each,
    },
    ...more,
  });
}

/** By name. */
function results({ jobs }: RunRecord): Readonly<Record<string, string>> {
  return Object.fromEntries(
    jobs.map(({ name, result, reason }) => [
      name,
      reason === undefined ? result : `${result}: ${reason}`,
    ]),
  );
}

describe("a matrix that another job puts out", () => {
  test("makes its combinations when that job has ended", async () => {
    const { record, events, log } = await runHere(
      late("[1, 2]", { run: "echo is $N" }, { after: { needs: ["each"] } }),
    );
    expect(results(record)).toEqual({
      list: "success",
      "each (1)": "success",
      "each (2)": "success",
      after: "success",
    });
    expect(record.jobs.map(({ id, matrix, log: file }) => [id, matrix, file])).toEqual([
      ["list", undefined, "jobs/list.log"],
      ["each", { n: 1 }, "jobs/each.0.log"],
      ["each", { n: 2 }, "jobs/each.1.log"],
      ["after", undefined, "jobs/after.log"],
    ]);
    expect([log("each (1)"), log("each (2)")]).toEqual(["is 1\n", "is 2\n"]);
    expect(events.filter(({ type }) => type === "job-expanded")).toMatchObject([
      { path: ["ci"], id: "each", jobs: [{ name: "each (1)" }, { name: "each (2)" }] },
    ]);
  });

  test("counts as one job: one failure fails it, and fails fast", async () => {
    const { record } = await runHere(
      late(
        "[0, 1]",
        {
          run: '[ "$N" = 1 ]',
          strategy: {
            "max-parallel": 1,
            matrix: { n: "${{ fromJSON(needs.list.outputs.n) }}" },
          },
        },
        { after: { needs: ["each"] } },
      ),
    );
    expect(results(record)).toEqual({
      list: "success",
      "each (0)": "failure: the command ended with exit code 1",
      "each (1)": "cancelled: fail-fast: another combination failed",
      after: "skipped: needs each failed",
    });
  });

  test("stays one job where it does not run", async () => {
    const { record } = await runHere(late("[1]", { if: "${{ false }}" }));
    expect(results(record)).toEqual({ list: "success", each: "skipped: if: false is false" });
  });

  test.each([
    ["[]", "Matrix vector 'n' does not contain any values"],
    ["{", "cannot be computed: ${{ fromJSON(needs.list.outputs.n) }}: Error reading JSON"],
    ["5", 'has no list for "n"'],
    [JSON.stringify(Array.from({ length: 257 }, (_, n) => n)), "the matrix has 257 combinations"],
  ])("fails its job where it is %.10s", async (list, reason) => {
    const { record } = await runHere(late(list, {}));
    expect(results(record)["each"]).toContain("failure: ");
    expect(results(record)["each"]).toContain(reason);
    expect(record.result).toBe("failure");
  });
});
