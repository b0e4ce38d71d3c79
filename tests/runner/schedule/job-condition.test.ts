/** Whether a job runs, why not, and what has to have ended before anybody can tell. */
import { describe, expect, test } from "vitest";
import type { LocalResult } from "../../../src/events/event.ts";
import type { Contexts } from "../../../src/expression/values/evaluate.ts";
import { Unknown, UnknownError } from "../../../src/expression/values/unknown.ts";
import { conditionDependencies } from "../../../src/runner/plan/condition-dependencies.ts";
import { EndedJobs } from "../../../src/runner/schedule/ended-jobs.ts";
import { admission, Ancestors, mayHold } from "../../../src/runner/schedule/job-condition.ts";
import type { Leg } from "../../../src/runner/values/legs.ts";

/** `first` ← `build` ← `test`, and `lint` by itself. */
const jobs = {
  first: { needs: [] },
  build: { needs: ["first"] },
  lint: { needs: [] },
  test: { needs: ["build", "lint"] },
};

interface Situation {
  readonly results?: Readonly<Record<string, LocalResult>>;
  readonly undecided?: readonly string[];
  readonly isCancelled?: boolean;
  readonly contexts?: Contexts;
  readonly optionOf?: (input: string) => string;
}

function situation({ results = {}, undecided = [], ...more }: Situation) {
  const all = new Map<string, LocalResult>(
    Object.entries({ first: "success", build: "success", lint: "success", ...results }),
  );
  const ancestors = new Ancestors(jobs, all, new Set(undecided));
  return { ancestors, isCancelled: false, contexts: {}, ...more };
}

function admitted(condition: string | undefined, given: Situation = {}): unknown {
  const job = { needs: jobs.test.needs, ...(condition === undefined ? {} : { if: condition }) };
  const found = admission(job, situation(given));
  return found === "run" ? "run" : `${found.result}: ${found.reason}`;
}

// https://github.com/actions/runner/issues/2205
describe("a job after others", () => {
  test.each<[condition: string | undefined, given: Situation, admission: string]>([
    [undefined, {}, "run"],
    [undefined, { results: { lint: "elsewhere" } }, "run"],
    [undefined, { results: { lint: "failure" } }, "skipped: needs lint failed"],
    [undefined, { results: { build: "cancelled" } }, "skipped: needs build was cancelled"],
    [undefined, { results: { first: "skipped" } }, "skipped: needs first was skipped"],
    [undefined, { isCancelled: true }, "skipped: the run was cancelled"],
    ["false", { results: { lint: "failure" } }, "skipped: needs lint failed"],
    ["success()", { results: { first: "failure" } }, "skipped: if: success() is false"],
    ["success('lint')", { results: { build: "failure" } }, "run"],
    [
      "success('lint', 'build')",
      { results: { build: "failure" } },
      "skipped: if: success('lint', 'build') is false",
    ],
    ["success('none')", {}, "skipped: if: success('none') is false"],
    ["success('lint')", { results: { lint: "elsewhere" } }, "run"],
    ["failure()", {}, "skipped: if: failure() is false"],
    ["failure()", { results: { first: "failure" } }, "run"],
    ["failure()", { results: { first: "cancelled" } }, "skipped: if: failure() is false"],
    ["failure('lint')", { results: { build: "failure" } }, "skipped: if: failure('lint') is false"],
    ["failure('lint', 'build')", { results: { build: "failure" } }, "run"],
    ["cancelled()", {}, "skipped: if: cancelled() is false"],
    ["cancelled()", { isCancelled: true }, "run"],
    [
      "failure() || success()",
      { isCancelled: true, results: { lint: "failure" } },
      "skipped: the run was cancelled",
    ],
    ["always()", { isCancelled: true, results: { lint: "failure" } }, "run"],
    ["!cancelled()", { results: { lint: "failure" } }, "run"],
    ["vars.x", { contexts: { vars: { x: "a" } } }, "run"],
    ["vars.x", { contexts: { vars: {} } }, "skipped: if: vars.x is false"],
  ])("with the condition %s and %j: %s", (condition, given, expected) => {
    expect(admitted(condition, given)).toBe(expected);
  });

  test("whose condition rests on what nobody here knows is for GitHub to decide", () => {
    const given = { undecided: ["first"] };
    for (const condition of ["success()", "failure()", "success('first')", "failure('first')"]) {
      expect(() => admitted(condition, given)).toThrow(
        new UnknownError(new Unknown("the result of first")),
      );
    }
    expect(admitted("success('lint')", given)).toBe("run");
    expect(admitted("failure('lint')", given)).toBe("skipped: if: failure('lint') is false");
    expect(admitted("failure()", { ...given, results: { lint: "failure" } })).toBe("run");
    expect(admitted(undefined, { ...given, results: { lint: "failure" } })).toBe(
      "skipped: needs lint failed",
    );
    expect(() => admitted("success()", { ...given, isCancelled: true })).not.toThrow();
    expect(() => admitted("failure()", { ...given, isCancelled: true })).not.toThrow();
  });
});

describe("a job that an input switches on", () => {
  const optionOf = (input: string): string => `--${input}`;
  const inputs = { a: "x", docs: false, slow: false, on: true };

  test("is skipped with the option that runs it", () => {
    const contexts = { inputs };
    expect(admitted("inputs.slow", { contexts, optionOf })).toBe("skipped: --slow runs it");
    expect(admitted("inputs.docs || inputs.slow", { contexts, optionOf })).toBe(
      "skipped: --docs runs it",
    );
  });

  test.each<[condition: string, given: Situation]>([
    ["inputs.docs && inputs.slow", { contexts: { inputs }, optionOf }],
    ["!inputs.on", { contexts: { inputs }, optionOf }],
    ["inputs.slow && vars.x", { contexts: { inputs, vars: {} }, optionOf }],
    ["inputs.slow", { contexts: { inputs } }],
    ["vars.x", { contexts: { vars: {} }, optionOf }],
  ])(
    "is skipped for its condition where no option does, or nobody is to be told: %s",
    (condition, given) => {
      expect(admitted(condition, given)).toBe(`skipped: if: ${condition} is false`);
    },
  );
});

describe("a condition over jobs that have not ended", () => {
  const unknown = new Unknown("it is not known yet");
  const needs = {
    build: { result: unknown, outputs: { x: unknown } },
    lint: { result: "success", outputs: { y: "1" } },
  };
  const contexts = { needs, vars: { on: "1" } };

  test.each<[condition: string, elsewhere: readonly string[], may: boolean]>([
    ["needs.build.outputs.x == 'a'", [], true],
    ["needs.build.outputs.x == 'a'", ["build"], false],
    ["needs.build.outputs.x == 'a'", ["BUILD"], false],
    ["needs.build.outputs.x == 'a'", ["lint"], true],
    ["needs.build.outputs.x == 'a' && vars.off", [], false],
    ["needs.build.outputs.x == 'a' || vars.on", ["build"], true],
    ["!needs.build.outputs.x", [], true],
    ["needs.lint.outputs.y == '1'", ["lint"], true],
    ["needs.lint.outputs.y == '2'", [], false],
    ["contains(needs.*.outputs.x, 'a')", [], true],
    ["contains(needs.*.outputs.x, 'a')", ["build"], true],
    ["toJSON(needs) != ''", [], true],
  ])("%s with %j elsewhere may hold: %s", (condition, elsewhere, may) => {
    const job = { needs: jobs.test.needs, if: condition };
    expect(mayHold(job, situation({ contexts }), elsewhere)).toBe(may);
  });

  test("and status functions of what nobody knows holds for nobody here", () => {
    const given = situation({ undecided: ["first"], contexts });
    expect(mayHold({ needs: jobs.test.needs }, given, [])).toBe(false);
    expect(mayHold({ needs: jobs.test.needs, if: "always()" }, given, [])).toBe(true);
  });
});

describe("before a condition can be decided there have to be", () => {
  test.each<[condition: string, waitsFor: readonly string[]]>([
    ["needs.build.outputs.x == 'a'", ["the output x of build"]],
    ["needs.build.OUTPUTS.x || needs.build.outputs.x", ["the output x of build"]],
    ["needs.build.result == 'success'", ["the result of build"]],
    ["needs.build.outputs", ["the outputs of build"]],
    ["toJSON(needs.build.outputs.*)", ["the outputs of build"]],
    ["toJSON(needs)", ["the result of build", "the result of lint"]],
    ["needs.*.result", ["the result of build", "the result of lint"]],
    ["join(needs.*.outputs.x)", ["the output x of build", "the output x of lint"]],
    ["needs.build", ["the result of build"]],
    ["always() && needs.build.outputs.x", ["the output x of build"]],
    ["github.ref", []],
    ["always()", ["the result of first", "the result of build"]],
    ["failure() && github.ref", ["the result of first", "the result of build"]],
  ])("for %s: %j", (condition, waitsFor) => {
    expect(conditionDependencies(condition, ["build", "lint"], ["first", "build"])).toEqual(
      waitsFor,
    );
  });
});

describe("what a job finds of those that it needs", () => {
  const leg = (outputs: Readonly<Record<string, string>> = {}) =>
    ({ jobId: "build", job: { outputs } }) as unknown as Leg;
  const found = (ended: EndedJobs, result?: LocalResult): unknown =>
    ended.needs({ needs: ["build"] }, new Map(result === undefined ? [] : [["build", result]]));

  test("are its result and its outputs, the last of its combinations before the others", () => {
    const ended = new EndedJobs();
    ended.end(leg({ x: "", y: "" }), "success", { x: "1", y: "1" });
    ended.end(leg({ x: "", y: "" }), "success", { x: "2" });
    expect(found(ended, "success")).toEqual({
      build: { result: "success", outputs: { x: "2", y: "1" } },
    });
  });

  test("are a skip and nothing where it never ran", () => {
    expect(found(new EndedJobs())).toEqual({ build: { result: "skipped", outputs: {} } });
  });

  test("are not known where it ran elsewhere, but for what another combination put out", () => {
    const ended = new EndedJobs();
    ended.end(leg({ x: "", y: "" }), "success", { x: "1" });
    ended.end(leg({ x: "", y: "" }), "elsewhere", {});
    expect(found(ended, "elsewhere")).toEqual({
      build: {
        result: new Unknown("the result of build"),
        outputs: { x: "1", y: new Unknown("outputs of build") },
      },
    });
  });

  test("are not known by name where a step that makes them did not run here", () => {
    const ended = new EndedJobs();
    ended.end(leg({ x: "", y: "" }), "success", { x: "1" }, ["y"]);
    expect(found(ended, "success")).toEqual({
      build: { result: "success", outputs: { x: "1", y: new Unknown("outputs of build") } },
    });
  });

  test("are a success that nobody knows where it was left undecided, and a failure all the same", () => {
    const ended = new EndedJobs();
    ended.leaveUndecided("build");
    expect([...ended.undecidedJobs]).toEqual(["build"]);
    const unknown = { build: { result: new Unknown("the result of build"), outputs: {} } };
    expect(found(ended, "success")).toEqual(unknown);
    expect(found(ended, "failure")).toEqual({ build: { result: "failure", outputs: {} } });
  });
});
