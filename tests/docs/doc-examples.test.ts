/** The examples of doc comments compile, with what an app would import and declare for them. */
import { describe, expect, test } from "vitest";
import { type ApiEntry, exportsOfPackage, membersOfPackage } from "../support/api/public-api.ts";
import { compile, importsOf, standIns, usedNames, usualScopes } from "./example-program.ts";

const entries = [...exportsOfPackage(), ...membersOfPackage()];

/** By the names of their files: export or member, its place in its file, and a number. */
const examples: Readonly<Record<string, string>> = Object.fromEntries(
  entries.flatMap((entry) =>
    examplesOf(entry).map((code, index) => [
      `${entry.name}-${entry.position}-${index + 1}.ts`,
      code,
    ]),
  ),
);

function examplesOf({ comment = "" }: ApiEntry): readonly string[] {
  const [, ...tags] = comment.split(/^@/m);
  return tags.flatMap((tag) => {
    const code = /^example\s+([^]*)$/.exec(tag)?.[1];
    // Two characters that would end the comment have a backslash between them.
    return code === undefined ? [] : [code.replaceAll("*\\/", "*/")];
  });
}

async function compileExamples(codes: Readonly<Record<string, string>>): Promise<string> {
  const modules = Object.entries(codes).map(([file, code]) => [
    file,
    `${importsOf(usedNames(code, usualScopes))}${code}\nexport {};\n`,
  ]);
  return compile({ "stand-ins.ts": standIns, ...Object.fromEntries(modules) });
}

describe("the examples of doc comments", () => {
  test("compile", async () => {
    expect(Object.keys(examples).length).toBeGreaterThan(100);
    expect(await compileExamples(examples)).toBe("");
  });

  test("would not compile with a mistake", async () => {
    const found = await compileExamples({
      "option.ts": 'job(test, { runOn: "macos-latest" });',
      "name.ts": "job(unheardOf);",
    });
    expect(found).toContain("option.ts");
    expect(found).toContain("'runOn' does not exist");
    expect(found).toContain("Cannot find name 'unheardOf'");
  });
});
