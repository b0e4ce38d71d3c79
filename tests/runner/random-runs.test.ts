/**
 * Random graphs whose jobs fail, are skipped and are cancelled come out as a plain model of GitHub's rules says:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 * Status functions see all ancestors: https://github.com/actions/runner/issues/2205
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LocalResult } from "../../src/events/event.ts";
import { cases } from "../support/cases.ts";
import { Rig, type RigJob } from "./rig.ts";

interface Seen {
  readonly ancestors: readonly LocalResult[];
  readonly isCancelled: boolean;
}

const succeeded = ({ ancestors, isCancelled }: Seen): boolean =>
  !isCancelled && ancestors.every((result) => result === "success");
const failed = ({ ancestors, isCancelled }: Seen): boolean =>
  !isCancelled && ancestors.includes("failure");

/** Each condition with what it means. */
const conditions: readonly (readonly [string | undefined, (seen: Seen) => boolean])[] = [
  [undefined, succeeded],
  [undefined, succeeded],
  ["${{ true }}", succeeded],
  ["${{ false }}", () => false],
  ["always()", () => true],
  ["${{ failure() }}", failed],
  ["${{ !cancelled() }}", ({ isCancelled }) => !isCancelled],
  ["cancelled()", ({ isCancelled }) => isCancelled],
  ["${{ !cancelled() && !failure() }}", (seen) => !seen.isCancelled && !failed(seen)],
  ["${{ success() || failure() }}", (seen) => succeeded(seen) || failed(seen)],
  ["${{ always() && false }}", () => false],
];

interface Plan {
  readonly needs: readonly number[];
  readonly condition: number;
  readonly legs: number;
  readonly failFast: boolean;
  readonly maxParallel: number;
}

const plan: fc.Arbitrary<Plan> = fc.record({
  needs: fc.array(fc.nat(), { maxLength: 3 }),
  condition: fc.nat(conditions.length - 1),
  legs: fc.constantFrom(1, 1, 2, 3, 4),
  failFast: fc.boolean(),
  maxParallel: fc.constantFrom(1, 2, Infinity),
});

/** What happens next: a leg that runs ends like this, or the run is cancelled. */
const happening = fc.record({
  which: fc.nat(),
  result: fc.constantFrom<LocalResult>("success", "success", "failure", "cancelled"),
  tolerated: fc.boolean(),
  cancels: fc.integer({ min: 0, max: 11 }).map((one) => one === 0),
});

type LegState = "waiting" | "ready" | "running" | "stopping" | LocalResult;

interface Leg {
  readonly name: string;
  state: LegState;
  /** Of an end that `continue-on-error` forgives. */
  forOthers?: LocalResult;
}

interface ModelJob extends Plan {
  readonly id: string;
  readonly needed: readonly ModelJob[];
  readonly all: readonly Leg[];
  result?: LocalResult;
}

class Model {
  readonly jobs: readonly ModelJob[];
  isCancelled = false;

  constructor(plans: readonly Plan[]) {
    const jobs: ModelJob[] = [];
    plans.forEach((one, index) => {
      const id = `j${index}`;
      const needed = new Set(one.needs.flatMap((need) => jobs[need % Math.max(1, index)] ?? []));
      const names =
        one.legs === 1 ? [id] : Array.from({ length: one.legs }, (_, n) => `${id}.${n}`);
      const all = names.map((name): Leg => ({ name, state: "waiting" }));
      jobs.push({ ...one, id, needed: [...needed], all });
    });
    this.jobs = jobs;
    this.#settle();
  }

  in(...states: readonly LegState[]): readonly Leg[] {
    return this.jobs.flatMap(({ all }) => all).filter(({ state }) => states.includes(state));
  }

  /** What the scheduler has started since. */
  started(name: string): void {
    const { job, leg } = this.#find(name);
    const [next] = job.all.filter(({ state }) => state === "ready");
    if (leg !== next) throw new Error(`${name} is not what may start next`);
    leg.state = "running";
  }

  end(name: string, result: LocalResult, tolerated: boolean): void {
    const { job, leg } = this.#find(name);
    if (leg.state === "stopping") leg.state = "cancelled";
    else {
      leg.state = result;
      if (tolerated && result !== "success") leg.forOthers = "success";
      else if (result === "failure" && job.failFast) stop(job);
    }
    this.#settle();
  }

  cancel(): void {
    this.isCancelled = true;
    for (const job of this.jobs) {
      if (job.all.some(({ state }) => state !== "waiting") && !this.#holds(job)) stop(job);
    }
    this.#settle();
  }

  #find(name: string): { readonly job: ModelJob; readonly leg: Leg } {
    for (const job of this.jobs) {
      const leg = job.all.find((one) => one.name === name);
      if (leg !== undefined) return { job, leg };
    }
    throw new Error(`there is no ${name}`);
  }

  #holds(job: ModelJob): boolean {
    const ancestors = [...ancestorsOf(job)].map(({ result }) => result ?? "cancelled");
    return conditions[job.condition]?.[1]({ ancestors, isCancelled: this.isCancelled }) === true;
  }

  /** In the order of declaration each job comes after what it needs. */
  #settle(): void {
    for (const job of this.jobs) {
      if (!job.needed.every(({ result }) => result !== undefined)) continue;
      for (const leg of job.all) {
        if (leg.state === "waiting") leg.state = this.#holds(job) ? "ready" : "skipped";
      }
      if (job.all.some(({ state }) => isOpen(state))) continue;
      const results = job.all.map(({ state, forOthers }) => forOthers ?? state);
      job.result =
        (["failure", "cancelled", "success"] as const).find((one) => results.includes(one)) ??
        "skipped";
    }
  }
}

function isOpen(state: LegState): boolean {
  return state === "waiting" || state === "ready" || state === "running" || state === "stopping";
}

function stop({ all }: ModelJob): void {
  for (const leg of all) {
    if (leg.state === "ready") leg.state = "cancelled";
    else if (leg.state === "running") leg.state = "stopping";
  }
}

function ancestorsOf(job: ModelJob): ReadonlySet<ModelJob> {
  return new Set(job.needed.flatMap((need) => [need, ...ancestorsOf(need)]));
}

test("random runs have the order and the results of a plain model, with no job lost or run twice", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(plan, { minLength: 1, maxLength: 7 }),
      fc.array(happening, { minLength: 40, maxLength: 40 }),
      fc.constantFrom(1, 2, 3, Infinity),
      fc.nat(),
      async (plans, happenings, limit, seed) => {
        const model = new Model(plans);
        const rig = new Rig(Object.fromEntries(model.jobs.map((job) => [job.id, rigJob(job)])), {
          limit,
          seed,
        });
        let seen = 0;
        const follow = (): void => {
          for (; seen < rig.started.length; seen += 1) model.started(rig.started[seen] ?? "");
          expect(rig.running).toEqual(names(model.in("running", "stopping")));
          expect(rig.running.length).toBeLessThanOrEqual(limit);
          for (const { all, maxParallel } of model.jobs) {
            const count = all.filter(({ state }) => /running|stopping/.test(state)).length;
            expect(count).toBeLessThanOrEqual(maxParallel);
            // Nothing waits for a place while there is one.
            const waits = all.some(({ state }) => state === "ready");
            expect(waits && count < maxParallel && rig.running.length < limit).toBe(false);
          }
          expect([...rig.stopped].filter((name) => rig.running.includes(name)).sort()).toEqual(
            names(model.in("stopping")),
          );
        };
        follow();
        for (const { which, result, tolerated, cancels } of happenings) {
          const name = rig.running[which % Math.max(1, rig.running.length)];
          if (name === undefined) break;
          if (cancels && !model.isCancelled) {
            model.cancel();
            rig.cancel();
          } else {
            model.end(name, result, tolerated);
            await rig.end(name, result, tolerated);
          }
          follow();
        }
        expect(Object.fromEntries(await rig.results)).toEqual(
          Object.fromEntries(model.jobs.map(({ id, result }) => [id, result])),
        );
        const legs = model.jobs.flatMap(({ all }) => all);
        expect(rig.ended.map((one) => one.replace(/ \(.*/, "")).sort()).toEqual(
          legs.map(({ name, state }) => `${name}: ${state}`).sort(),
        );
        expect(new Set(rig.started).size).toBe(rig.started.length);
      },
    ),
    cases(300),
  );
});

function rigJob({ needed, condition, legs, failFast, maxParallel }: ModelJob): RigJob {
  const text = conditions[condition]?.[0];
  return {
    needs: needed.map(({ id }) => id),
    ...(text === undefined ? {} : { if: text }),
    ...(legs === 1 ? {} : { legs }),
    failFast,
    maxParallel,
  };
}

function names(legs: readonly Leg[]): readonly string[] {
  return legs.map(({ name }) => name).sort((a, b) => a.localeCompare(b));
}
