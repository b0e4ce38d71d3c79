import { describe, expect, test } from "vitest";
import type { LocalResult } from "../../../src/events/event.ts";
import { transition } from "../../../src/runner/schedule/leg-state.ts";
import { randomNumbers, Rig, type RigJob, shuffled } from "../rig.ts";

describe("order", () => {
  test("a job starts when all it needs has ended, and waits for no level", async () => {
    const rig = new Rig({
      slow: {},
      quick: {},
      after_quick: { needs: ["quick"] },
      last: { needs: ["slow", "after_quick"] },
    });
    expect(rig.running).toEqual(["quick", "slow"]);
    await rig.end("quick");
    expect(rig.running).toEqual(["after_quick", "slow"]);
    await rig.end("after_quick");
    expect(rig.running).toEqual(["slow"]);
    await rig.end("slow");
    await rig.end("last");
    expect(await rig.results).toEqual(
      new Map([
        ["quick", "success"],
        ["after_quick", "success"],
        ["slow", "success"],
        ["last", "success"],
      ]),
    );
  });

  test("no more run at once than the limit allows", async () => {
    const rig = new Rig({ a: {}, b: {}, c: {} }, { limit: 2 });
    expect(rig.running).toHaveLength(2);
    await rig.end(rig.running[0] ?? "");
    expect(rig.running).toHaveLength(2);
  });

  const seed = Math.floor(Math.random() * 1e9);
  test(`a hundred random graphs end with every job run after what it needs (seed ${seed})`, async () => {
    const random = randomNumbers(seed);
    for (let round = 0; round < 100; round += 1) {
      const ids = Array.from({ length: 8 }, (_, n) => `job${n}`);
      const jobs: Record<string, RigJob> = {};
      for (const [n, id] of ids.entries()) {
        jobs[id] = { needs: ids.slice(0, n).filter(() => random() < 0.3) };
      }
      const limit = 1 + Math.floor(random() * 3);
      const rig = new Rig(jobs, { limit, seed: seed + round });
      const ended = new Set<string>();
      while (rig.running.length > 0) {
        expect(rig.running.length, `seed ${seed}`).toBeLessThanOrEqual(limit);
        for (const id of rig.running) {
          expect([...(jobs[id]?.needs ?? [])].filter((need) => !ended.has(need))).toEqual([]);
        }
        const [next = ""] = shuffled(rig.running, random);
        ended.add(next);
        await rig.end(next);
      }
      const results = await rig.results;
      expect([...results.values()], `seed ${seed}`).toEqual(ids.map(() => "success"));
    }
  });
});

// The table of results and conditions that GitHub's documentation and issues give.
// https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
// https://github.com/actions/runner/issues/491
const conditions = [
  undefined,
  "${{ always() }}",
  "${{ failure() }}",
  "${{ !cancelled() }}",
  "${{ !cancelled() && !failure() }}",
  "${{ success() || failure() }}",
] as const;
const table: readonly (readonly [LocalResult, string])[] = [
  ["success", "run run skip run run run"],
  ["failure", "skip run run run skip run"],
  ["skipped", "skip run skip run run skip"],
  ["cancelled", "skip run skip run run skip"],
];
for (const [result, row] of table) {
  test.each(conditions.map((condition, n) => [condition, row.split(" ")[n]]))(
    `needs a job that ended with ${result}, and has the condition %s: %s`,
    async (condition, expected) => {
      const rig = new Rig({
        a: result === "skipped" ? { if: "${{ false }}" } : {},
        b: { needs: ["a"], ...(condition === undefined ? {} : { if: condition }) },
      });
      if (result !== "skipped") await rig.end("a", result);
      expect(rig.running.includes("b") ? "run" : "skip").toBe(expected);
    },
  );
}

describe("conditions", () => {
  // https://github.com/actions/runner/issues/2205
  test("success() sees a skipped ancestor behind a job that ran thanks to always()", async () => {
    const rig = new Rig({
      a: { if: "${{ inputs.run }}" },
      b: { needs: ["a"], if: "${{ always() }}" },
      c: { needs: ["b"] },
      d: { needs: ["b"], if: "${{ needs.b.result == 'success' }}" },
      e: { needs: ["b"], if: "${{ ALWAYS() && needs.b.result == 'SUCCESS' }}" },
    });
    await rig.end("b");
    expect(rig.running).toEqual(["e"]);
    expect(rig.ended).toEqual([
      "a: skipped (if: inputs.run is false)",
      "b: success",
      "c: skipped (needs a was skipped)",
      "d: skipped (needs a was skipped)",
    ]);
  });

  test("failure() sees an ancestor that failed behind one that was skipped", async () => {
    const rig = new Rig({
      a: {},
      b: { needs: ["a"] },
      c: { needs: ["b"], if: "${{ failure() }}" },
    });
    await rig.end("a", "failure");
    expect(rig.running).toEqual(["c"]);
    expect(rig.ended).toEqual(["a: failure", "b: skipped (needs a failed)"]);
  });

  test("an expression that cannot be evaluated fails its job", async () => {
    const rig = new Rig({ a: { if: "${{ fromJSON('') }}" } });
    expect(await rig.results).toEqual(new Map([["a", "failure"]]));
  });

  test("a condition is evaluated once, before the matrix", async () => {
    const rig = new Rig({ a: { if: "${{ false }}", legs: 3 }, b: { needs: ["a"] } });
    expect((await rig.results).get("a")).toBe("skipped");
  });

  test("what runs elsewhere lets others proceed", async () => {
    const rig = new Rig({ mac: { elsewhere: true }, b: { needs: ["mac"] } });
    expect(rig.running).toEqual(["b"]);
    await rig.end("b");
    expect((await rig.results).get("mac")).toBe("elsewhere");
  });
});

describe("a matrix", () => {
  test("fail-fast cancels those that run and those that wait", async () => {
    const rig = new Rig({ m: { legs: 3, maxParallel: 2 }, after: { needs: ["m"] } });
    expect(rig.running).toEqual(["m.0", "m.1"]);
    await rig.end("m.0", "failure");
    expect(rig.stopped).toEqual(["m.1"]);
    await rig.end("m.1");
    expect(rig.ended).toEqual([
      "m.0: failure",
      "m.2: cancelled (fail-fast: another combination failed)",
      "m.1: cancelled (fail-fast: another combination failed)",
      "after: skipped (needs m failed)",
    ]);
  });

  test("without fail-fast the others go on", async () => {
    const rig = new Rig({ m: { legs: 2, failFast: false } });
    await rig.end("m.0", "failure");
    expect(rig.running).toEqual(["m.1"]);
    await rig.end("m.1");
    expect((await rig.results).get("m")).toBe("failure");
  });

  test("a combination that may fail neither stops the others nor fails the job", async () => {
    const rig = new Rig({ m: { legs: 2 }, after: { needs: ["m"] } });
    await rig.end("m.0", "failure", true);
    await rig.end("m.1");
    expect(rig.running).toEqual(["after"]);
    expect(rig.ended[0]).toBe("m.0: failure");
  });

  // https://github.com/fujibee/agmsg/issues/878
  test("one cancelled combination makes the job cancelled", async () => {
    const rig = new Rig({ m: { legs: 2 } });
    await rig.end("m.0", "cancelled");
    await rig.end("m.1");
    expect((await rig.results).get("m")).toBe("cancelled");
  });

  test("starts in order, no more at once than max-parallel", async () => {
    const rig = new Rig({ m: { legs: 4, maxParallel: 1 } });
    for (const n of [0, 1, 2, 3]) {
      expect(rig.running).toEqual([`m.${n}`]);
      await rig.end(`m.${n}`);
    }
  });
});

describe("a run that is cancelled", () => {
  test("stops what runs, cancels what waits for a place, and still runs always()", async () => {
    const rig = new Rig(
      {
        a: {},
        b: {},
        next: { needs: ["a"] },
        cleanup: { needs: ["a", "b"], if: "${{ always() }}" },
        unless: { needs: ["a"], if: "${{ !cancelled() }}" },
        only: { needs: ["a"], if: "${{ cancelled() }}" },
      },
      { limit: 1 },
    );
    const [first = ""] = rig.running;
    rig.cancel();
    expect(rig.stopped).toEqual([first]);
    await rig.end(first);
    const after = new Set<string>();
    while (rig.running.length > 0) {
      const [next = ""] = rig.running;
      after.add(next);
      await rig.end(next);
    }
    expect(after).toEqual(new Set(["cleanup", "only"]));
    const results = await rig.results;
    expect(Object.fromEntries(results)).toEqual({
      a: "cancelled",
      b: "cancelled",
      next: "skipped",
      unless: "skipped",
      cleanup: "success",
      only: "success",
    });
  });

  test("lets a job with always() go on running", async () => {
    const rig = new Rig({ a: { if: "${{ always() }}" } });
    rig.cancel();
    expect(rig.stopped).toEqual([]);
    await rig.end("a");
    expect((await rig.results).get("a")).toBe("success");
  });
});

test("a state refuses what cannot happen to it", () => {
  expect(() => transition({ kind: "waiting" }, { kind: "start" })).toThrow(
    "a job that is waiting cannot start",
  );
  expect(() =>
    transition({ kind: "finished", result: "success" }, { kind: "finish", result: "failure" }),
  ).toThrow("a job that is finished cannot finish");
});
