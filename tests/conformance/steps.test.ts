import { describe, expect, test } from "vitest";
import * as composite from "./composite-cases.ts";
import { conditions, limits, values } from "./step-cases.ts";
import { outcomeOf } from "./step-outcome.ts";

describe.each([
  ["conditions of steps", conditions],
  ["continue-on-error and timeout-minutes of steps", limits],
  ["from step to step", values],
  ["inputs of composite actions", composite.inputs],
  ["outputs of composite actions", composite.outputs],
  ["steps of composite actions", composite.flow],
  ["what composite actions find", composite.surroundings],
  ["composite actions that are wrong", composite.faults],
])("%s", (_title, cases) => {
  test.each(cases)("$name ($source)", async (one) => {
    expect(await outcomeOf(one)).toEqual({ said: one.said, result: one.result });
  });
});
