import { describe, expect, test } from "vitest";
import type { ActionStep } from "../../../src/model/workflow.ts";
import { checkout } from "../../../src/steps/setup/checkout.ts";
import { setupGo } from "../../../src/steps/setup/setup-go.ts";
import { setupNode } from "../../../src/steps/setup/setup-node.ts";
import type { UsesStep } from "../../../src/steps/step.ts";
import { uses } from "../../../src/steps/uses.ts";
import { withoutOwnInputs } from "../../../src/workflow/compile/own-inputs.ts";

function inputs(step: UsesStep, version?: string): ActionStep["with"] {
  const release = version ?? step.ref ?? "a".repeat(40);
  return withoutOwnInputs(step, { uses: `${step.action}@${release}` });
}

describe("what is printed of a step", () => {
  test("is the action alone, where that does the same by itself", () => {
    expect(inputs(checkout({ persistCredentials: true }))).toBeUndefined();
    expect(inputs(checkout({ persistCredentials: true, ref: "main" }))).toEqual({ ref: "main" });
    expect(inputs(setupGo("1.25", { cache: true }), "v7")).toEqual({ "go-version": "1.25" });
    expect(inputs(setupNode("22", { packageManagerCache: true }), "v7.0.0")).toEqual({
      "node-version": "22",
    });
  });

  test("is what the action would do otherwise", () => {
    expect(inputs(checkout())).toEqual({ "persist-credentials": false });
    expect(inputs(setupGo("1.25"), "v7")).toEqual({ "go-version": "1.25", cache: false });
    expect(inputs(setupNode("22"), "v5.0.0")).toMatchObject({ "package-manager-cache": false });
  });

  test("is what a release before that does not do by itself", () => {
    expect(inputs(setupGo("1.25"), "v3")).toEqual({ "go-version": "1.25" });
    expect(inputs(setupGo("1.25", { cache: true }), "v3.5.0")).toMatchObject({ cache: true });
    // setup-node has that input from v5 on.
    expect(inputs(setupNode("22"), "v4.1.0")).toEqual({ "node-version": "22" });
  });

  test("is all of it, where nobody knows the release", () => {
    for (const cache of [true, false]) {
      expect(inputs(setupGo("1.25", { cache }))).toMatchObject({ cache });
    }
  });

  test("is what uses() says, but for the credentials of a checkout", () => {
    expect(inputs(uses("actions/setup-go@v6", { with: { cache: true } }))).toEqual({ cache: true });
    for (const persist of [true, "true"]) {
      const settings = { with: { "persist-credentials": persist, ref: "main" } };
      expect(inputs(uses("Actions/Checkout@v7", settings))).toEqual({ ref: "main" });
    }
    expect(inputs(uses("own/act@v1", { with: { cache: true } }))).toEqual({ cache: true });
  });
});
