import { describe, expect, test } from "vitest";
import { actionDeclaration } from "../../../src/cli/actions/action-declaration.ts";
import { readActionMetadata } from "../../../src/cli/actions/action-metadata.ts";

async function declared(text: string): Promise<string> {
  return actionDeclaration("a/b@v1", await readActionMetadata(text, "action.yml")).join("\n");
}

/** The line of the input `x`, with its comment. */
async function input(settings: string): Promise<string> {
  const text = await declared(`inputs:\n  x: ${settings}\nruns: { using: node24 }\n`);
  return text.split("\n").slice(2, -3).join("\n");
}

describe("an input", () => {
  test.each([
    ["{}", "    x?: ActionValue;"],
    ["null", "    x?: ActionValue;"],
    ["{ required: true }", "    x: ActionValue;"],
    ['{ required: "true" }', "    x: ActionValue;"],
    ["{ required: true, default: a }", "    /** Default: `a`. */\n    x?: ActionValue;"],
    ["{ default: '' }", "    x?: ActionValue;"],
    ["{ default: true }", "    /** Default: `true`. */\n    x?: ActionFlag;"],
    ['{ default: "False" }', "    /** Default: `False`. */\n    x?: ActionFlag;"],
    ["{ type: boolean }", "    x?: ActionFlag;"],
    ["{ type: choice, options: [a, 2] }", '    x?: ActionChoice<"a" | "2">;'],
    ["{ type: number, default: 5 }", "    /** Default: `5`. */\n    x?: ActionValue;"],
    ["{ description: One. Two. }", "    /** One. */\n    x?: ActionValue;"],
    [
      "{ description: Paths (e.g. One). Two. }",
      "    /** Paths (e.g. One). */\n    x?: ActionValue;",
    ],
    ["{ description: Old, deprecationMessage: Use y. Soon. }", undefined],
  ])("%s", async (settings, lines) => {
    expect(await input(settings)).toBe(
      lines ?? "    /** Old. @deprecated Use y. */\n    x?: ActionValue;",
    );
  });

  test("that is false by default takes any text where its description names another value", async () => {
    for (const other of ["`true` or `recursive`", "'true' or 'auto'", 'true, or "all"']) {
      const line = await input(`{ default: false, description: ${JSON.stringify(other)} }`);
      expect(line).toContain("x?: ActionValue;");
    }
    const both = await input("{ default: false, description: \"`true`, don't or 'false'\" }");
    expect(both).toContain("x?: ActionFlag;");
  });

  test("keeps a long description and a long default out of the comment", async () => {
    const long = "word ".repeat(50).trim();
    const line = await input(`{ description: "${long}", default: "${long}" }`);
    expect(line.split("\n")[0]).toBe(`    /** ${"word ".repeat(24).trim()}… */`);
  });

  test("cannot end the comment that it is described in", async () => {
    const line = await input('{ description: "*/ } declare global { /*" }');
    expect(line).toContain("/** * / } declare global { /*. */");
  });
});

describe("names", () => {
  test("stand in quotes where they are no names of JavaScript", async () => {
    const text = await declared(
      `inputs: { a-b: {}, 'say "x"': {}, constructor: {}, __proto__: {} }\nruns: { using: node24 }`,
    );
    expect(text).toContain('"a-b"?: ');
    expect(text).toContain('"say \\"x\\""?: ');
    expect(text).toContain(" constructor?: ");
  });
});

describe("outputs", () => {
  test.each([
    ["composite", "{ a: {}, b-c: {} }", '"a" | "b-c"'],
    ["composite", "{}", "never"],
    ["node24", "{ a: {} }", '"a" | (string & {})'],
    ["docker", "{}", "string"],
  ])("of a %s action, %s", async (using, outputs, type) => {
    const text = await declared(`outputs: ${outputs}\nruns: { using: ${using} }`);
    expect(text).toContain(`  outputs: ${type};\n`);
    expect(text).toContain("  inputs: Record<string, never>;\n");
  });
});

describe("what is no metadata of an action", () => {
  test.each([
    ["a: [", /^action\.yml is not valid YAML: /],
    ["a: 1", "action.yml does not describe an action: it has no `runs`."],
    ["", "action.yml does not describe an action: it has no `runs`."],
    ["inputs: 5\nruns: { using: node24 }", "action.yml: `inputs` has no names."],
    ["outputs: [a]\nruns: { using: node24 }", "action.yml: `outputs` has no names."],
  ])("%j", async (text, message) => {
    await expect(declared(text)).rejects.toThrow(message);
  });
});
