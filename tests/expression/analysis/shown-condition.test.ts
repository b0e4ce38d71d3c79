import { expect, test } from "vitest";
import { automation } from "../../../src/automation/automation.ts";
import { job } from "../../../src/automation/job/job.ts";
import { onPush } from "../../../src/automation/triggers/trigger.ts";
import { and, not } from "../../../src/expression/build/condition.ts";
import { github } from "../../../src/expression/build/github-context.ts";
import { shownCondition } from "../../../src/expression/analysis/shown-condition.ts";
import { boolInput, numberInput } from "../../../src/inputs/input.ts";
import { admission, Ancestors } from "../../../src/runner/schedule/job-condition.ts";
import { task } from "../../../src/task/task.ts";

const work = task({ name: "work", run() {} });

test("a condition of inputs is shown as it was written, whatever the events and defaults", () => {
  const shownFor = (on: object, byDefault: boolean): readonly string[] =>
    automation({
      name: "ci",
      ...on,
      inputs: {
        skip_docs: boolInput({ default: byDefault }),
        n: numberInput({ default: byDefault ? 3 : 0 }),
      },
      jobs({ skip_docs, n }) {
        job(work, { id: "not", condition: not(skip_docs) });
        job(work, { id: "itself", condition: skip_docs });
        job(work, { id: "and", condition: and(github.refName.eq("main"), not(skip_docs)) });
        job(work, { id: "number", condition: n.gt(5) });
      },
    }).jobs.map(({ keys }) => shownCondition(keys.if ?? ""));
  for (const on of [{}, { on: onPush() }]) {
    for (const byDefault of [true, false]) {
      expect(shownFor(on, byDefault)).toEqual([
        "inputs.skip_docs != true",
        "inputs.skip_docs",
        "github.ref_name == 'main' && inputs.skip_docs != true",
        "inputs.n > 5",
      ]);
    }
  }
});

test.each([
  ["${{ always() }}", "always()"],
  ["github.ref  ==  'a'", "github.ref  ==  'a'"],
  ["toJSON(inputs) == 'false'", "toJSON(inputs) == 'false'"],
  ["toJSON(vars.x) == 'false'", "toJSON(vars.x) == 'false'"],
  ["!(toJSON(inputs.x) != 'false')", "!inputs.x"],
  ["toJSON(inputs.x) < 'false'", "toJSON(inputs.x) < 'false'"],
  ["toJSON(inputs.x) == 'true'", "toJSON(inputs.x) == 'true'"],
  ["toJSON(inputs.x) == false", "toJSON(inputs.x) == false"],
  ["toJSON(inputs.x) == vars.x", "toJSON(inputs.x) == vars.x"],
  ["toJSON(inputs.x.y) == 'false'", "toJSON(inputs.x.y) == 'false'"],
  ["toJSON(fromJSON(vars.x).y) == 'false'", "toJSON(fromJSON(vars.x).y) == 'false'"],
  ["join(inputs.x) == 'false'", "join(inputs.x) == 'false'"],
  ["inputs.x == 'false'", "inputs.x == 'false'"],
  ["format('{0}', inputs.n) || 3", "inputs.n"],
  ["(Format('{0}', inputs.n) || 0) > 5", "inputs.n > 5"],
  ["5 < (format('{0}', inputs.n) || 0)", "5 < inputs.n"],
  ["format('{0}', inputs.n) || '3'", "format('{0}', inputs.n) || '3'"],
  ["format('{0}', inputs.n) || vars.n", "format('{0}', inputs.n) || vars.n"],
  ["format('{0}', inputs.n) && 3", "format('{0}', inputs.n) && 3"],
  ["format('{0}', inputs.n) || 3 || 4", "format('{0}', inputs.n) || 3 || 4"],
  ["format('{0}', vars.n) || 3", "format('{0}', vars.n) || 3"],
  ["format('{0}') || 3", "format('{0}') || 3"],
  ["format('{1}', 1, inputs.n) || 3", "format('{1}', 1, inputs.n) || 3"],
  ["format(vars.n, inputs.n) || 3", "format(vars.n, inputs.n) || 3"],
  ["toJSON(inputs.n) || 3", "toJSON(inputs.n) || 3"],
  ["inputs.n || 3", "inputs.n || 3"],
  ["contains(toJSON(inputs.x) != 'false', 'a')", "contains(inputs.x, 'a')"],
  ["contains('a',toJSON(inputs.x) != 'false')", "contains('a', inputs.x)"],
  ["github[toJSON(inputs.x) != 'false']", "github[inputs.x]"],
  ["(toJSON(inputs.x) != 'false')[github.ref]", "inputs.x[github.ref]"],
  ["(toJSON(inputs.x) != 'false').*", "inputs.x.*"],
  ["! github.x  ||  contains( 'a','b')", "! github.x  ||  contains( 'a','b')"],
  ["github . x  &&  a.*.b", "github . x  &&  a.*.b"],
  ["${{ 'open", "${{ 'open"],
])("%s is shown as %s", (text, shown) => {
  expect(shownCondition(text)).toBe(shown);
});

test("also where it is the reason that a job was skipped", () => {
  const situation = { ancestors: new Ancestors({}, new Map()), isCancelled: false };
  const contexts = { inputs: { skip_docs: true } };
  expect(
    admission(
      { needs: [], if: "${{ toJSON(inputs.skip_docs) == 'false' }}" },
      { ...situation, contexts },
    ),
  ).toEqual({ result: "skipped", reason: "if: inputs.skip_docs != true is false" });
});
