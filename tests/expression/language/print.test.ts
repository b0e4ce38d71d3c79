import { describe, expect, test } from "vitest";
import { readsOf } from "../../../src/expression/analysis/usage.ts";
import {
  always,
  and,
  cancelled,
  failure,
  not,
  notFailed,
  or,
  success,
} from "../../../src/expression/build/condition.ts";
import {
  contains,
  endsWith,
  format,
  fromJSON,
  hashFiles,
  join,
  startsWith,
  toJSON,
  when,
} from "../../../src/expression/build/functions.ts";
import { env, github, runner, vars } from "../../../src/expression/build/github-context.ts";
import { inputReference } from "../../../src/expression/build/input-reference.ts";
import { expr } from "../../../src/expression/build/raw.ts";
import {
  belongsTo,
  type Condition,
  conditionExpression,
  contextReference,
  isCondition,
  isReference,
  matricesOf,
  matrixReference,
} from "../../../src/expression/build/reference.ts";
import { parse } from "../../../src/expression/language/parser.ts";

const owner = { automation: "ci", closed: false };
const skip = inputReference("skip_tests", { kind: "boolean", mayBeAbsent: false }, owner);
const environment = inputReference<"dev" | "prod">(
  "environment",
  { kind: "choice", default: "dev", mayBeAbsent: true },
  owner,
);
const onMain = github.refName.eq("main");
const draft = github.event("pull_request.draft");

describe("expressions print with the fewest parentheses", () => {
  test.each<[text: string, make: () => Condition]>([
    [
      "inputs.environment == 'prod' && github.ref_name == 'main'",
      () => environment.eq("prod").and(onMain),
    ],
    ["(inputs.environment || 'dev') == 'dev'", () => environment.eq("dev")],
    ["inputs.skip_tests != true", () => not(skip)],
    ["github.ref_name != 'main'", () => not(onMain)],
    ["!(github.ref_name < 'main')", () => github.refName.lt("main").not()],
    ["!github.event.pull_request.draft", () => not(draft)],
    ["!cancelled() && !failure()", () => notFailed()],
    [
      "(inputs.skip_tests || github.ref_name == 'main') && !cancelled() && !failure()",
      () => or(skip, onMain).and(notFailed()),
    ],
    [
      "inputs.skip_tests && github.ref_name == 'main' || github.event.pull_request.draft",
      () => and(skip, onMain).or(draft),
    ],
    ["github.ref_name < 1e21", () => github.refName.lt(1e21 as never)],
    ["github.actor == 'it''s ''me'''", () => github.actor.eq("it's 'me'")],
    [
      "contains(fromJSON(vars.A).b['c d'], 'x')",
      () => contains(expr`${fromJSON(vars("A"))}.b['c d']`, "x"),
    ],
    ["(github.ref || 'a') == 'b'", () => expr`${expr`github.ref || 'a'`} == ${"b"}`],
    [
      "startsWith(github.ref, 'a') && endsWith('b', vars.END)",
      () => startsWith(github.ref, "a").and(endsWith("b", vars("END"))),
    ],
    ["always() || success()", () => or(always(), success())],
    ["failure() && !cancelled()", () => failure().and(not(cancelled()))],
    ["join(github.event.commits.*.id) == ''", () => join(github.event("commits.*.id")).eq("")],
    ["join(vars.A, vars.B) != 'a'", () => join(vars("A"), vars("B")).ne("a")],
    ["toJSON(null) >= 'a'", () => toJSON(null).ge("a" as never)],
    [
      "format('{0}{1}', github.sha, true) <= 1",
      () => format("{0}{1}", github.sha, true).le(1 as never),
    ],
    ["format(vars.A, 1) > null", () => format(vars("A"), 1).gt(null as never)],
    ["fromJSON(vars.A)", () => fromJSON(vars("A"))],
    ["hashFiles('a', 'b') == vars.B", () => hashFiles("a", "b").eq(vars("B"))],
    [
      "github.event_name == 'a' || github.ref == 'b' || github.ref_type == 'tag'",
      () => or(github.eventName.eq("a"), github.ref.eq("b"), github.refType.eq("tag")),
    ],
    [
      "github.head_ref == github.base_ref && github.repository == 'a/b'",
      () => github.headRef.eq(github.baseRef).and(github.repository.eq("a/b")),
    ],
    ["!(true && contains('a', 'b'))", () => not(expr`true && contains('a', 'b')`)],
    ["contains('a', 'b') || false", () => not(not(expr`contains('a', 'b') || false`))],
    [
      "!!(github.ref || contains('a', 'b'))",
      () => not(not(expr`github.ref || contains('a', 'b')`)),
    ],
    ["!!github.event.a", () => not(not(github.event("a")))],
    ["case(github.ref_name == 'main', 'a', 'b') == 'a'", () => when(onMain, "a", "b").eq("a")],
    [
      "case(!!inputs.skip_tests, vars.A, case(!(github.run_id < '5'), 1, null))",
      () => when(skip, vars("A"), when(not(github.runId.lt("5")), 1, null)),
    ],
    ["runner.os == 'Linux' && env.A == ''", () => runner.os.eq("Linux").and(env("A").eq(""))],
  ])("%s", (text, make) => {
    expect(conditionExpression(make())).toBe(text);
  });
});

test("a star in a property of the event stands for all items", () => {
  expect(github.event("commits.*.message").expression).toBe("github.event.commits.*.message");
  expect(github.event("commits.0.message").expression).toBe("github.event.commits[0].message");
});

test("names that are no identifiers are indexed", () => {
  expect(contextReference("needs", ["a", "outputs", "it's"]).expression).toBe(
    "needs.a.outputs['it''s']",
  );
});

test("a template string takes a reference; calculating with it explains itself", () => {
  expect(`v${String(github.sha)}`).toBe("v${{ github.sha }}");
  // oxlint-disable-next-line eslint/eqeqeq -- the operator is what is tested
  expect(() => (github.sha as unknown) == "x").toThrow(/known only when the workflow runs/);
  expect(() => +(github.sha as unknown as number)).toThrow(/neither compared nor calculated/);
});

test("an expression knows what it reads", () => {
  const matrix = {};
  const os = matrixReference<"linux" | "mac">("os", owner, matrix);
  const built = contextReference<string>("needs", ["build", "result"], ["build"], owner);
  const both = os.eq(built);
  expect(both.jobs).toEqual(["build"]);
  expect(matricesOf(both)).toEqual([matrix]);
  expect(belongsTo(both, owner)).toBe(true);
  expect(belongsTo(both, { ...owner })).toBe(false);
  expect(belongsTo(onMain, { ...owner })).toBe(true);
  expect(expr`needs.lint.result == ${built}`.jobs).toEqual(["build", "lint"]);
  expect(readsOf(parse(hashFiles("a").expression))).toEqual({
    contexts: [],
    functions: ["hashfiles"],
    paths: [],
  });
  expect([
    isReference(os),
    isCondition(os),
    isReference(both),
    isCondition(both),
    isCondition(github.sha),
  ]).toEqual([true, true, false, true, false]);
});

describe("mistakes are reported where they are written", () => {
  test.each<[message: RegExp, make: () => unknown]>([
    [/Unexpected symbol: '=='\.\n {2}needs\.build\. == 1\n {15}\^/, () => expr`needs.build. == 1`],
    [/write the expression without/, () => expr`\${{ github.sha }}`],
    [/Use format/, () => expr`github.sha == 'a-${github.sha}'`],
    [/Unrecognized function: 'contians'/, () => expr`contians(github.ref, 'a')`],
    [/at most 21000/, () => format("x".repeat(21_000))],
    [
      /nested too deeply/,
      () => Array.from({ length: 60 }).reduce<Condition>((inner) => expr`!${inner}`, onMain),
    ],
    [/and github\.sha is a value/, () => and(github.sha as unknown as Condition)],
    [/not NaN/, () => github.sha.eq(Number.NaN as unknown as string)],
    [/names with dots/, () => github.event("a..b")],
    [/names with dots.*not undefined/, () => (github.event as () => unknown)()],
    [/expr`` is empty/, () => expr` `],
    [
      /expr stands before a template string.*"always\(\)"/,
      () => (expr as (text: never) => unknown)("always()" as never),
    ],
    [
      /hashFiles\(\) is not an expression that GitHub can read/,
      () => (hashFiles as () => unknown)(),
    ],
    [
      /format\(\): .* references more arguments than were supplied: \{0\} \{1\}/,
      () => format("{0} {1}", "a"),
    ],
    [/format\(\): .* format string is invalid: \{0/, () => format("{0", "a")],
    [/fromJSON\(\): Error reading JSON/, () => fromJSON("[1")],
    [/^The expression format\('x{52}… has 21010 characters/, () => format("x".repeat(21_000))],
    [/^The expression !\(!+\S* ?\S* ?\S* is nested too deeply/, () => nots(53)],
    [/and\(\) takes one condition or more/, () => (and as () => unknown)()],
    [/or\(\) takes conditions, .* not string/, () => or("a" as unknown as Condition)],
    [/join\(\): an expression takes .*, not object/, () => join([] as never)],
    [
      /contains\(\): an expression takes .*, not function/,
      () => contains((() => "a") as never, "b"),
    ],
    [/not Infinity/, () => github.sha.eq(Number.POSITIVE_INFINITY as unknown as string)],
    [/JSON.stringify\(\) cannot print it/, () => JSON.stringify({ ref: github.sha })],
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
  });
});

/** As many `!` before a condition. */
function nots(depth: number): Condition {
  return Array.from({ length: depth }).reduce<Condition>((inner) => expr`!${inner}`, onMain);
}

test("an expression of as many characters as GitHub takes is taken, one more is not", () => {
  const rest = "format('')".length;
  expect(format("x".repeat(21_000 - rest)).expression).toHaveLength(21_000);
  expect(() => format("x".repeat(21_001 - rest))).toThrow("has 21001 characters");
});

test("what is calculated with or printed as JSON is answered with what to write instead", () => {
  expect(() => +(github.sha as unknown as number)).toThrow(
    expect.objectContaining({
      hints: [
        "compare with .eq(), .ne(), .lt(), .le(), .gt() or .ge()",
        "join texts in a template string",
      ],
    }),
  );
  expect(() => JSON.stringify(github.sha)).toThrow(
    expect.objectContaining({ hints: ['toJSON(…) of "recompose-ci"'] }),
  );
});

test("a reference of an automation whose jobs are declared stands in no text", () => {
  const input = (closed: boolean) =>
    inputReference("a", { kind: "string", mayBeAbsent: false }, { automation: "ci", closed });
  expect(`${String(input(false))}`).toBe("${{ inputs.a }}");
  expect(() => String(input(true))).toThrow(
    '${{ inputs.a }} is of the automation "ci", whose jobs are declared already.',
  );
});

test("what was made of two expressions is of the automations and matrices of both", () => {
  const [a, b] = [{}, {}];
  const first = matrixReference<string>("a", owner, a);
  const second = matrixReference<string>("b", undefined, b);
  expect(matricesOf(format("{0}{1}", first, second))).toEqual([a, b]);
  expect(matricesOf(and(first.eq("x"), second.eq("y")))).toEqual([a, b]);
  expect(belongsTo(second, { ...owner })).toBe(true);
  expect(belongsTo(expr`${second} == ${first}`, { ...owner })).toBe(false);
  expect(contextReference("needs", ["a"], ["a"]).jobs).toEqual(["a"]);
  expect(contextReference("github", ["a"]).jobs).toEqual([]);
  expect(belongsTo(contextReference("github", ["a"]), owner)).toBe(true);
  expect(contextReference("needs", ["a", "it's"]).expression).toBe("needs.a['it''s']");
});

test("only an expression of this program has matrices and owners", () => {
  expect(() => matricesOf({} as never)).toThrow(TypeError);
});
