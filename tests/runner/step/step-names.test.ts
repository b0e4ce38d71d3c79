/** What GitHub calls steps without an id: IdBuilder.cs and ConvertToSteps in actions/runner, src/Sdk/WorkflowParser. */
import { expect, test } from "vitest";
import { isGenerated, stepNames } from "../../../src/runner/step/step-names.ts";
import type { WorkflowStep } from "../../../src/model/workflow.ts";

function namesOf(...steps: readonly object[]): readonly string[] {
  return stepNames(steps as unknown as readonly WorkflowStep[]);
}

test.each([
  [{ run: "ls" }, "__run"],
  [{ uses: "actions/checkout@v4" }, "__actions_checkout"],
  [{ uses: "actions/cache/restore@v4" }, "__actions_cache"],
  [{ uses: "an.owner/a name@v4" }, "__an_owner_a_name"],
  [{ uses: "own-er/na-me@v4" }, "__own-er_na-me"],
  [{ uses: "docker://alpine:3" }, "__alpine_3"],
  [{ uses: "docker://" }, "__run"],
  [{ uses: "./" }, "__self"],
  [{ uses: ".\\tools" }, "__self"],
  [{ uses: "$/tools/build" }, "__selfRepository"],
  [{ uses: "actions@v4" }, "__run"],
  [{ uses: "actions/checkout" }, "__run"],
  [{ uses: "actions/checkout@" }, "__run"],
  [{ uses: "actions/checkout@a@b" }, "__run"],
  [{ uses: ".github/a@v1" }, "___github_a"],
])("%j is %s", (step, name) => {
  expect(namesOf(step)).toEqual([name]);
});

test("an id is the name; others are counted, beside ids too, without regard to case", () => {
  const run = { run: "ls" };
  expect(namesOf(run, { ...run, id: "own" }, run, run)).toEqual([
    "__run",
    "own",
    "__run_2",
    "__run_3",
  ]);
  expect(namesOf(run, { ...run, id: "__RUN" }, run)).toEqual(["__run_2", "__RUN", "__run_3"]);
  expect(namesOf({ uses: "a/B@1" }, { uses: "a/b@1" })).toEqual(["__a_B", "__a_b_2"]);
});

test("a name has at most a hundred characters, with its number among them", () => {
  const uses = `own/${"x".repeat(200)}@v1`;
  const [first, second] = namesOf({ uses }, { uses });
  expect(first).toBe(`__own_${"x".repeat(94)}`);
  expect(second).toBe(`__own_${"x".repeat(92)}_2`);
});

test("a generated name begins with two underscores", () => {
  expect(["__run", "_run", "run"].map(isGenerated)).toEqual([true, false, false]);
});
