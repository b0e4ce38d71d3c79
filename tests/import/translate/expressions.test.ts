/** Expressions of workflows, as references and conditions of the API. */
import { describe, expect, test } from "vitest";
import { parse } from "../../../src/expression/language/parser.ts";
import { print } from "../../../src/expression/language/print.ts";
import {
  textPlan,
  typedExpression,
} from "../../../src/import/translate/expressions/expression-plan.ts";
import { inputScopes } from "../../../src/import/translate/expressions/input-scope.ts";
import { noScope, type Scope } from "../../../src/import/translate/expressions/scope.ts";
import { callWith, object } from "../../../src/typescript/plan.ts";
import { planText } from "./plan-text.ts";

const inputs = object({
  tag: callWith("stringInput", [], object({ default: "" })),
  dry: callWith("boolInput", [], object({ default: false })),
  fast: callWith("boolInput", [], object({ default: true })),
  mode: callWith("choiceInput", [["a", "b"]], object({ default: "a" })),
});

const scope: Scope = {
  ...noScope,
  jobs: new Map([
    ["build", { constant: "build", outputs: ["version"] }],
    ["called", { constant: "called", outputs: undefined }],
  ]),
  matrix: {
    constant: "m",
    axes: {
      os: ["ubuntu-latest", "windows-latest"],
      fast: [true, false],
      node: [20, 22],
      all: "${{ fromJSON('[1]') }}",
      include: [{ os: "macos-latest", config: { flags: ["-a"] } }],
    },
  },
  inputs: inputScopes(inputs, false),
};

function said(expression: string, within: Scope = scope): string {
  return planText(typedExpression(expression, within).plan);
}

describe("the API has references and functions for", () => {
  test.each<[string, string]>([
    ["github.ref == 'refs/heads/main'", 'github.ref.eq("refs/heads/main")'],
    ["GitHub.ref_name", "github.refName"],
    ["github.workspace", "github.workspace"],
    ["github.event.pull_request.draft", 'github.event("pull_request.draft")'],
    [
      "contains(github.event.issue.labels.*.name, 'bug')",
      'contains(github.event("issue.labels.*.name"), "bug")',
    ],
    ["!cancelled() && !failure()", "notFailed()"],
    ["!cancelled() && !failure() && always()", "and(notFailed(), always())"],
    ["!failure() && !cancelled()", "and(not(failure()), not(cancelled()))"],
    [
      "always() && (needs.build.result == 'failure' || needs.called.outputs.any != '')",
      'and(always(), or(build.result.eq("failure"), called.get("any").ne("")))',
    ],
    ["fromJson(needs.build.outputs.version)", 'fromJSON(build.get("version"))'],
    ["hashFiles('a', 'b') != ''", 'hashFiles("a", "b").ne("")'],
    ["format('{0}', 1)", 'format("{0}", 1)'],
    ["matrix.fast && matrix.os == 'macos-latest'", 'and(m.fast, m.os.eq("macos-latest"))'],
    ["matrix.config.flags[0]", "m.config.flags[0]"],
    ["secrets.TOKEN != ''", 'secret("TOKEN").ne("")'],
    ["inputs.dry && inputs.mode == 'b'", 'and(inputs.dry, inputs.mode.eq("b"))'],
    ["runner.os != 'Windows'", 'runner.os.ne("Windows")'],
    ["github.event.number == null", 'github.event("number").eq(null)'],
  ])("%s", (expression, expected) => {
    expect(said(expression)).toBe(expected);
  });
});

describe("GitHub's syntax stays where the API", () => {
  test.each<[string, string]>([
    ["prints another form", "!(github.ref == 'a')"],
    ["prints another form", "!inputs.dry"],
    ["has no function", "github.triggering_actor"],
    ["has no function", "github.ref == 'a' && 'yes' || 'no'"],
    ["has no function", "needs.*.result"],
    ["has no function", "needs[github.ref].result"],
    ["has a value and no condition", "github.head_ref || github.ref"],
    ["has other values", "matrix.os == 'linux'"],
    ["has other values", "matrix.node == '20'"],
    ["has other values", "runner.os == 'linux'"],
    ["has no such output", "needs.build.outputs.other == 'x'"],
    ["has no such job, input or key", "needs.other.result"],
    ["has no such job, input or key", "inputs.other"],
    ["has no such job, input or key", "matrix.other"],
    ["is harder to read", "always() && (success() || failure() || cancelled() || failure())"],
  ])("%s: %s", (_, expression) => {
    expect(said(expression)).toBe(`expr\`${expression}\``);
  });
});

test("an input that may be absent has no reference that puts its default in", () => {
  const open: Scope = { ...scope, inputs: inputScopes(inputs, true) };
  expect(said("inputs.tag", open)).toBe("inputs.tag");
  expect(said("inputs.dry == true && inputs.dry", open)).toBe(
    "and(inputs.dry.eq(true), inputs.dry)",
  );
  for (const expression of [
    "inputs.dry",
    "inputs.fast",
    "inputs.mode",
    "format('{0}', inputs.dry)",
  ]) {
    expect(said(expression, open)).toBe(`expr\`${expression}\``);
  }
});

test("a text takes no reference to anything else", () => {
  const texts = [
    "${{ matrix.os }}",
    "${{ matrix.node }}",
    "${{ github.event.a }}",
    "${{ always() }}",
  ];
  expect(texts.map((text) => planText(textPlan(text, scope)))).toEqual([
    "m.os",
    "`${m.node}`",
    'github.event("a")',
    "`${always()}`",
  ]);
});

test("white space and parentheses that mean nothing make no difference", () => {
  const expression = " ( github.ref )=='a' ";
  expect(said(expression)).toBe(said(print(parse(expression.trim()))));
});
