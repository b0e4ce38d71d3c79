import { describe, expect, test } from "vitest";
import { automation } from "../../src/automation/automation.ts";
import { job } from "../../src/automation/job/job.ts";
import type { JobOptions } from "../../src/automation/keys/job-options.ts";
import { matrix } from "../../src/automation/matrix/matrix.ts";
import { onPush } from "../../src/automation/triggers/trigger.ts";
import { fromJSON } from "../../src/expression/build/functions.ts";
import { github, vars } from "../../src/expression/build/github-context.ts";
import { expr } from "../../src/expression/build/raw.ts";
import { boolInput, numberInput } from "../../src/inputs/input.ts";
import { build, declare, lint, messageOf, untyped } from "./declarations.ts";

function first(declareJob: () => void): ReturnType<typeof automation>["jobs"][number] | undefined {
  return automation({ name: "ci", jobs: declareJob }).jobs.find(({ id }) => id === "lint");
}

// "Unexpected value '20'": an input of workflow_dispatch is a text, whatever its type says.
describe("where GitHub takes a number only, what may be a text is read as JSON", () => {
  test("an input of a form, also where it may be absent", () => {
    const inputs = { minutes: numberInput({ default: 10 }) };
    const dispatched = automation({
      name: "ci",
      inputs,
      jobs: ({ minutes }) => void job(lint, { timeoutMinutes: minutes }),
    });
    expect(dispatched.jobs[0]?.keys["timeout-minutes"]).toBe("${{ fromJSON(inputs.minutes) }}");
    const pushed = automation({
      name: "ci",
      on: onPush(),
      inputs,
      jobs: ({ minutes }) => void job(lint, { timeoutMinutes: minutes }),
    });
    expect(pushed.jobs[0]?.keys["timeout-minutes"]).toBe(
      "${{ fromJSON(format('{0}', inputs.minutes) || 10) }}",
    );
  });

  test("a choice between numbers is a number", () => {
    const minutes = expr<number>`github.ref_name == 'main' && 10 || 20`;
    const unsure = expr<number>`github.ref_name == 'main' && vars.MINUTES || 20`;
    const texts = [minutes, unsure].map(
      (timeoutMinutes) => first(() => void job(lint, { timeoutMinutes }))?.keys["timeout-minutes"],
    );
    expect(texts).toEqual([
      "${{ github.ref_name == 'main' && 10 || 20 }}",
      "${{ fromJSON(github.ref_name == 'main' && vars.MINUTES || 20) }}",
    ]);
  });

  test("a variable, and an expression of one", () => {
    for (const timeoutMinutes of [vars("MINUTES"), `\${{ vars.MINUTES }}`]) {
      expect(first(() => untyped(lint, { timeoutMinutes }))?.keys["timeout-minutes"]).toBe(
        "${{ fromJSON(vars.MINUTES) }}",
      );
    }
  });

  test("but not what is a number for certain", () => {
    const timeouts = (): JobOptions["timeoutMinutes"][] => [
      fromJSON<number>(vars("MINUTES")),
      expr<number>`fromJSON(vars.MINUTES) || 10`,
    ];
    const read = timeouts().map((it) => first(() => void job(lint, { timeoutMinutes: it! })));
    expect(read.map((lint) => lint?.keys["timeout-minutes"])).toEqual([
      "${{ fromJSON(vars.MINUTES) }}",
      "${{ fromJSON(vars.MINUTES) || 10 }}",
    ]);
    const ofMatrix = first(() => {
      const m = matrix({ minutes: [5, 10] });
      job(lint, { matrix: m, timeoutMinutes: m.minutes });
    });
    expect(ofMatrix?.keys["timeout-minutes"]).toBe("${{ matrix.minutes }}");
  });

  test("and a text that is none is refused", () => {
    expect(messageOf(() => declare(() => untyped(lint, { timeoutMinutes: "10" })))).toContain(
      'option "timeoutMinutes": it is a number above 0, not "10".',
    );
  });
});

describe("what GitHub takes as an expression is taken here", () => {
  test("for how the combinations of a matrix run", () => {
    const definition = first(() => {
      const planned = job(build);
      const options = {
        failFast: github.refName.ne("main"),
        maxParallel: planned.get("version") as never,
      };
      job(lint, { matrix: matrix({ node: [20] }, options) });
    });
    expect(definition?.keys).toMatchObject({
      needs: ["build"],
      strategy: {
        "fail-fast": "${{ github.ref_name != 'main' }}",
        "max-parallel": "${{ fromJSON(needs.build.outputs.version) }}",
      },
    });
  });

  test("for whether a deployment is recorded", () => {
    const [definition] = automation({
      name: "ci",
      inputs: { record: boolInput() },
      jobs: ({ record }) =>
        void job(lint, { environment: { name: "prod", deployment: record.not() } }),
    }).jobs;
    expect(definition?.keys.environment).toEqual({
      name: "prod",
      deployment: "${{ inputs.record != true }}",
    });
  });

  test("and 0 for no limit on how many run at a time", () => {
    const definition = first(
      () => void job(lint, { matrix: matrix({ node: [20] }, { maxParallel: 0 }) }),
    );
    expect(definition?.keys.strategy).toEqual({ matrix: { node: [20] } });
    for (const maxParallel of [-1, 1.5, NaN]) {
      expect(
        messageOf(() =>
          declare(() => void job(lint, { matrix: matrix({ node: [20] }, { maxParallel }) })),
        ),
      ).toContain(`it is a whole number, 0 or above, not ${maxParallel}.`);
    }
  });
});
