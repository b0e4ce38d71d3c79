import { describe, expect, test } from "vitest";
import * as recompose from "../../../src/index.ts";
import { inputOf, ownInputs, type SetupAction } from "../../../src/steps/setup-action.ts";
import { setupActions } from "../../../src/steps/setup/setup-actions.ts";
import type { UsesStep } from "../../../src/steps/step.ts";
import { builtInPins, repositoryOf } from "../../../src/workflow/pins/action-pins.ts";

const functions = recompose as unknown as Readonly<
  Record<string, (...args: readonly unknown[]) => UsesStep>
>;

/** Makes a step of a function, with a version where the function takes one. */
function made({ call, version, table }: SetupAction, options: object): UsesStep {
  const first = version === undefined ? [] : ["1"];
  const needed = "key" in table && "path" in table ? { path: "a", key: "b" } : {};
  return functions[call]?.(...first, { ...needed, ...options }) as UsesStep;
}

describe.each(setupActions)("what is known of $call()", (action) => {
  test("is the action that its step uses, which has a built-in release", () => {
    expect(made(action, {}).action).toBe(action.action);
    expect(builtInPins[repositoryOf(action.action).toLowerCase()]).toBeDefined();
  });

  test("is the input of its version", () => {
    const { call, version, severalVersions } = action;
    if (version === undefined) return;
    expect(made(action, {}).with).toMatchObject({ [version]: "1" });
    const file = functions[call]?.({ versionFile: "a" });
    expect(file?.with).toMatchObject({ [`${version}-file`]: "a" });
    let several: unknown;
    try {
      several = functions[call]?.(["1", "2"])?.with?.[version];
    } catch {
      several = "refused";
    }
    expect(several).toBe(severalVersions === true ? "1\n2" : "refused");
  });

  test("is what the action does by itself, whose opposite is the default here", () => {
    for (const [option, value] of Object.entries(action.ownDefaults ?? {})) {
      const input = inputOf(action, option);
      expect(made(action, {}).with).toMatchObject({ [input]: !value });
      expect(made(action, { [option]: value }).with).toMatchObject({ [input]: value });
      expect(ownInputs(action, 99)).toMatchObject({ [input]: value });
      expect(ownInputs(action, undefined)[input]).toBe(
        action.ownDefaultsSince === undefined ? value : undefined,
      );
    }
  });
});
