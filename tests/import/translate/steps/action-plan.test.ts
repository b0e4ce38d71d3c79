import { expect, test } from "vitest";
import { noComments } from "../../../../src/import/comments/placed-comments.ts";
import { noScope } from "../../../../src/import/translate/expressions/scope.ts";
import { Losses } from "../../../../src/import/translate/lost.ts";
import { actionPlan } from "../../../../src/import/translate/steps/action-plan.ts";
import { knownOutputs } from "../../../../src/import/translate/steps/known-outputs.ts";
import type { Plan } from "../../../../src/typescript/plan.ts";
import { planText } from "../plan-text.ts";

function planOf(uses: string, inputs: Readonly<Record<string, string | boolean>>): Plan {
  const scope = { ...noScope, releases: new Map([["docker/login-action@5f4c", "v4.1.0"]]) };
  const at = { path: [], scope, losses: new Losses(), comments: noComments, notes: [] };
  return actionPlan(uses, inputs, {}, at);
}

test.each<[string, Readonly<Record<string, string | boolean>>, string]>([
  ["docker/login-action@v4", { logout: false }, "uses("],
  ["docker/login-action@5f4c", { logout: "true" }, "uses("],
  ["docker/login-action@v4", { logout: "${{ github.ref == 'x' }}" }, "uses("],
  ["docker/login-action@v4", { logout: "no" }, "uses<string>("],
  ["docker/login-action@5f4c", { pasword: "x" }, "uses<string>("],
  ["actions/cache@v4", { path: "a" }, "uses<string>("],
  ["actions/checkout@v4", { submodules: "recursive", "persist-credentials": false }, "uses("],
  ["own/act@v4", { logout: "no" }, "uses("],
])("what the types of %s do not take goes past them: %j", (uses, inputs, beginning) => {
  expect(planText(planOf(uses, inputs)).startsWith(beginning)).toBe(true);
});

test("get() has the outputs of an action that is known, unless its types are left out", () => {
  const names = ["imageid", "digest", "metadata"];
  expect(knownOutputs(planOf("docker/build-push-action@v6", { push: true }))).toEqual(names);
  expect(knownOutputs(planOf("docker/build-push-action@v6", { push: "no" }))).toBeUndefined();
  expect(knownOutputs(planOf("own/act@v1", {}))).toBeUndefined();
});
