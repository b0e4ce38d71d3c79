import { expect, test } from "vitest";
import { patternProblem } from "../../src/github/filter-pattern.ts";

// https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
test.each([
  "feature/*",
  "feature/**",
  "main",
  "releases/mona-the-octocat",
  "*",
  "**",
  "*feature",
  "v2*",
  "v[12].[0-9]+.[0-9]+",
  "!releases/**-alpha",
  "v1\\*",
  "a?b",
])("the pattern %s of a branch or tag is GitHub's", (pattern) => {
  expect(patternProblem(pattern, "ref")).toBeUndefined();
});

test.each(["*", "*.jsx?", "**.js", "docs/**/*.md", "!README.md", "my folder/*", ".github/**"])(
  "the pattern %s of a path is GitHub's",
  (pattern) => {
    expect(patternProblem(pattern, "path")).toBeUndefined();
  },
);

test.each([
  ["", "is empty"],
  ["!", "is empty"],
  ["my branch", `contains " "`],
  ["a:b", `contains ":"`],
  ["a^", `contains "^"`],
  ["/main", 'starts or ends with "/"'],
  ["a//b", "two of them in a row"],
  ["v[12", 'has "[" without "]"'],
  ["v[]", "empty brackets"],
  ["v[9-1]", 'the range "9-1" the wrong way round'],
  ["?x", 'has "?" without a character before it'],
  ["a/+", 'has "+" without a character before it'],
  ["a\\", 'ends with "\\"'],
])("the pattern %j of a branch %s", (pattern, problem) => {
  expect(patternProblem(pattern, "ref")).toContain(problem);
});

test.each([
  ["./src/**", 'without "./"'],
  ["src/../lib", 'contains "." or ".."'],
  [" src", "starts or ends with a space"],
])("the pattern %j of a path %s", (pattern, problem) => {
  expect(patternProblem(pattern, "path")).toContain(problem);
});
