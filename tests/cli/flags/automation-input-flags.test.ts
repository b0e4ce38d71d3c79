import { expect, test } from "vitest";
import {
  automationFlagNames,
  automationInputFlags,
} from "../../../src/cli/flags/automation-input-flags.ts";
import { automationFlags } from "../../../src/cli/flags/automation-flags.ts";
import { boolInput, type Inputs, stringInput } from "../../../src/inputs/input.ts";

function spellings(inputs: Inputs): Record<string, readonly string[]> {
  return Object.fromEntries(
    automationInputFlags(inputs).map(({ inputName, name, aliases = [] }) => [
      inputName,
      [name, ...aliases],
    ]),
  );
}

test("an input has its name, the spelling of the code, and both with input- before them", () => {
  expect(spellings({ level: stringInput(), skip_docs: boolInput() })).toEqual({
    level: ["level", "input-level"],
    skip_docs: ["skip-docs", "skip_docs", "input-skip-docs", "input-skip_docs"],
  });
});

test.each([...Object.keys(automationFlags), "help", "debug", "color", "no-color"])(
  "--%s stays the option of a run",
  (option) => {
    const input = option.replaceAll("-", "_");
    const [first, ...others] = spellings({ [input]: stringInput() })[input] ?? [];
    expect(first).toBe(`input-${option}`);
    expect(others.every((spelling) => spelling.startsWith("input-"))).toBe(true);
  },
);

test("no two inputs share a spelling, also where one is called like the flag of another", () => {
  const all = spellings({ ref: stringInput(), input_ref: stringInput(), input_level: boolInput() });
  expect(all["ref"]).toEqual(["input-ref"]);
  expect(all["input_ref"]).toEqual(["input-input-ref", "input-input_ref"]);
  expect(all["input_level"]?.[0]).toBe("input-level");
});

test("what the program says of an input is its first flag", () => {
  const flagOf = automationFlagNames({ status: boolInput(), level: stringInput() });
  expect([flagOf("status"), flagOf("level")]).toEqual(["--input-status", "--level"]);
});
