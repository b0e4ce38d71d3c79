import { describe, expect, test } from "vitest";
import { and, not, notFailed, or } from "../../src/expression/condition.ts";
import { contains, format, fromJSON, hashFiles } from "../../src/expression/functions.ts";
import { github, vars } from "../../src/expression/github.ts";
import { inputReference } from "../../src/expression/input-reference.ts";
import { expr } from "../../src/expression/raw.ts";
import {
  belongsTo,
  type Condition,
  conditionExpression,
  contextReference,
  isCondition,
  isReference,
  matricesOf,
  matrixReference,
  usageOf,
} from "../../src/expression/reference.ts";

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
  test.each<[text: string, condition: Condition]>([
    [
      "inputs.environment == 'prod' && github.ref_name == 'main'",
      environment.eq("prod").and(onMain),
    ],
    ["(inputs.environment || 'dev') == 'dev'", environment.eq("dev")],
    ["inputs.skip_tests != true", not(skip)],
    ["github.ref_name != 'main'", not(onMain)],
    ["!(github.ref_name < 'main')", github.refName.lt("main").not()],
    ["!github.event.pull_request.draft", not(draft)],
    ["!cancelled() && !failure()", notFailed()],
    [
      "(inputs.skip_tests || github.ref_name == 'main') && !cancelled() && !failure()",
      or(skip, onMain).and(notFailed()),
    ],
    [
      "inputs.skip_tests && github.ref_name == 'main' || github.event.pull_request.draft",
      and(skip, onMain).or(draft),
    ],
    ["github.ref_name < 1e21", github.refName.lt(1e21 as never)],
    ["github.actor == 'it''s ''me'''", github.actor.eq("it's 'me'")],
    [
      "contains(fromJSON(vars.A).b['c d'], 'x')",
      contains(expr`${fromJSON(vars("A"))}.b['c d']`, "x"),
    ],
    ["(github.ref || 'a') == 'b'", expr`${expr`github.ref || 'a'`} == ${"b"}`],
  ])("%s", (text, condition) => {
    expect(conditionExpression(condition)).toBe(text);
  });
});

test("a star in a property of the event stands for all items", () => {
  expect(github.event("commits.*.message").expression).toBe("github.event.commits.*.message");
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
  expect(usageOf(hashFiles("a"))).toEqual({ contexts: [], functions: ["hashfiles"] });
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
    [/hashFiles\(\) is no expression that GitHub can read/, () => (hashFiles as () => unknown)()],
    [
      /format\(\): .* references more arguments than were supplied: \{0\} \{1\}/,
      () => format("{0} {1}", "a"),
    ],
    [/format\(\): .* format string is invalid: \{0/, () => format("{0", "a")],
    [/fromJSON\(\): Error reading JSON/, () => fromJSON("[1")],
    [/JSON.stringify\(\) cannot print it/, () => JSON.stringify({ ref: github.sha })],
  ])("%s", (message, make) => {
    expect(make).toThrow(message);
  });
});
