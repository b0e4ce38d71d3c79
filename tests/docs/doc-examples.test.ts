/** The examples of doc comments compile, with what an app would import and declare for them. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { type ApiEntry, exportsOfPackage, membersOfPackage } from "../support/api/public-api.ts";
import { Project } from "../support/project.ts";

const repository = path.resolve(import.meta.dirname, "../..");
const tsc = path.join(repository, "node_modules/.bin/tsc");

const exported = exportsOfPackage();
const entries = [...exported, ...membersOfPackage()];
const standIns = readFileSync(path.join(import.meta.dirname, "example-stand-ins.ts"), "utf8");
const standInNames = [...standIns.matchAll(/^export (?:declare )?const (\w+)/gm)].map(
  ([, name = ""]) => name,
);

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

/** The example as a file of an app. */
function moduleOf(code: string): string {
  const isUsed = (name: string): boolean =>
    new RegExp(`(?<![.\\w"])${name}(?![\\w"])`).test(code) &&
    !new RegExp(`\\b(?:const|interface) ${name}\\b`).test(code);
  const api = [...new Set(exported.map(({ name }) => name))].filter(isUsed);
  const others = standInNames.filter((name) => isUsed(name) && !api.includes(name));
  return [
    `import { ${api.join(", ")} } from "recompose-ci";`,
    `import { ${others.join(", ")} } from "./stand-ins.ts";`,
    code,
    "",
  ].join("\n");
}

async function compile(codes: Readonly<Record<string, string>>): Promise<string> {
  const project = new Project({
    "package.json": '{ "type": "module" }',
    "stand-ins.ts": standIns,
    ...Object.fromEntries(Object.entries(codes).map(([file, code]) => [file, moduleOf(code)])),
    "tsconfig.json": JSON.stringify({
      extends: `${repository}/tsconfig.json`,
      compilerOptions: {
        typeRoots: [`${repository}/node_modules/@types`],
        paths: { "recompose-ci": [`${repository}/src/index.ts`] },
        verbatimModuleSyntax: false,
      },
      include: ["*.ts"],
    }),
  });
  const { stdout } = await execa(tsc, [], { cwd: project.folder, reject: false });
  return stdout;
}

describe("the examples of doc comments", () => {
  test("compile", async () => {
    expect(Object.keys(examples).length).toBeGreaterThan(100);
    expect(await compile(examples)).toBe("");
  });

  test("would not compile with a mistake", async () => {
    const found = await compile({
      "option.ts": 'job(test, { runOn: "macos-latest" });',
      "name.ts": "job(unheardOf);",
    });
    expect(found).toContain("option.ts");
    expect(found).toContain("'runOn' does not exist");
    expect(found).toContain("Cannot find name 'unheardOf'");
  });
});
