import { describe, expect, test } from "vitest";
import { printDeclarations, readDeclarations } from "../../../src/cli/actions/declarations-file.ts";

const greet = `// https://github.com/own/greet/blob/v1.0.0/action.yml
"own/greet@v1": {
  inputs: {
    /** Who is greeted; "}" is a bracket. */
    who: ActionValue;
    'is-"loud"'?: ActionFlag;
  };
  outputs: "greeting" | (string & {});
};`;

const act = `"own/act@v2": {
  inputs: Record<string, never>;
  outputs: never;
};`;

const both = new Map([
  ["own/greet@v1", greet],
  ["own/act@v2", act],
]);

test("what is printed is sorted, and read again as it was", () => {
  const text = printDeclarations(both);
  expect(text).toBe(`/**
 * The inputs and outputs of actions, for uses(). \`recompose actions add\` writes them; to remove one, delete it here.
 */
import type { ActionFlag, ActionValue } from "recompose-ci";

declare module "recompose-ci" {
  interface KnownActions {
    "own/act@v2": {
      inputs: Record<string, never>;
      outputs: never;
    };
    // https://github.com/own/greet/blob/v1.0.0/action.yml
    "own/greet@v1": {
      inputs: {
        /** Who is greeted; "}" is a bracket. */
        who: ActionValue;
        'is-"loud"'?: ActionFlag;
      };
      outputs: "greeting" | (string & {});
    };
  }
}
`);
  expect(readDeclarations(text, "file")).toEqual(
    new Map([
      ["own/act@v2", act],
      ["own/greet@v1", greet],
    ]),
  );
});

test("a file that names no type is a module all the same", () => {
  const text = printDeclarations(new Map([["own/act@v2", act]]));
  expect(text.split("\n")[3]).toBe("export {};");
  expect(readDeclarations(text, "file")).toEqual(new Map([["own/act@v2", act]]));
});

describe("a file in another layout keeps its actions", () => {
  test.each([
    ["lines as on Windows", (text: string) => text.replaceAll("\n", "\r\n")],
    ["tabs", (text: string) => text.replaceAll("    ", "\t\t")],
    ["single quotes", (text: string) => text.replace('"own/act@v2"', "'own/act@v2'")],
    ["one line", (text: string) => text.replaceAll(/\/\/.*/g, "").replaceAll(/\s+/g, " ")],
    ["a comment with a bracket", (text: string) => text.replace("inputs", "/* { */ inputs")],
  ])("%s", (_name, change) => {
    const changed = change(printDeclarations(both));
    const actions = readDeclarations(changed, "file");
    expect([...actions.keys()]).toEqual(["own/act@v2", "own/greet@v1"]);
    const again = readDeclarations(printDeclarations(actions), "file");
    expect(again).toEqual(actions);
    expect(again.get("own/greet@v1")).toContain("who: ActionValue;");
  });
});

describe("a file that somebody has changed otherwise", () => {
  const cannot = "dir/file cannot be added to: %";
  test.each([
    ["", "it has no `interface KnownActions`"],
    ["interface KnownActions {", "a bracket is not closed"],
    ['interface KnownActions { "a": { }', "a bracket is not closed"],
    ['interface KnownActions { "a": 1 }', '"a" does not end with ";"'],
    ["interface KnownActions { a: 1; }", "a member has no name in quotes"],
  ])("%j", (text, reason) => {
    expect(() => readDeclarations(text, "dir/file")).toThrow(cannot.replace("%", reason));
  });
});
