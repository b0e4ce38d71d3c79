import { describe, expect, test } from "vitest";
import { mapStack } from "../../src/app/map-stack.ts";
import { AppProject } from "./app-project.ts";

async function messageFor(files: Readonly<Record<string, string>>): Promise<string> {
  return (await new AppProject(files).failure()).message;
}

describe("before the app runs", () => {
  test("a syntax error is shown with its line", async () => {
    expect(await messageFor({ "recompose.ts": "export default 1;\n  const a: = 2;" })).toBe(
      `recompose.ts:2:12: Unexpected "="\n    const a: = 2;`,
    );
  });

  test("a file that is not there is shown with the line that imports it", async () => {
    const files = {
      "recompose.ts": `import "./ci/a.ts";`,
      "ci/a.ts": `export const a = 1;\nimport "./nope.ts";`,
    };
    expect(await messageFor(files)).toBe(
      `ci/a.ts:2:8: Could not resolve "./nope.ts"\n    import "./nope.ts";`,
    );
  });

  test("several problems are shown together", async () => {
    expect(await messageFor({ "recompose.ts": `import "./a";\nimport "./b";` })).toBe(
      `2 problems in the app:\n` +
        `recompose.ts:1:8: Could not resolve "./a"\n    import "./a";\n` +
        `recompose.ts:2:8: Could not resolve "./b"\n    import "./b";`,
    );
  });

  test("a problem beside top-level await is shown alone", async () => {
    expect(await messageFor({ "recompose.ts": `await 1;\nimport "./b";` })).toBe(
      `recompose.ts:2:8: Could not resolve "./b"\n    import "./b";`,
    );
  });
});

describe.each([
  ["CommonJS", ""],
  ["an ES module", "await 1; "],
])("while the app runs as %s", (_name, start) => {
  const column = (text: string): number => start.length + text.length + 1;

  test("a package that is not installed is shown with the line that imports it", async () => {
    const line = `${start}import { a } from "@scope/no-such-package/deep"; export default a;`;
    const { message, hints } = await new AppProject({ "recompose.ts": line }).failure();
    expect(message).toBe(
      `recompose.ts:1:${column("import { a } from ")}: ` +
        `the package "@scope/no-such-package" is not installed.\n    ${line}`,
    );
    expect(hints).toEqual(["add @scope/no-such-package"]);
  });

  test("a UsageError stays itself and says where it was thrown", async () => {
    const files = {
      "recompose.ts": `import "./ci/a.ts";`,
      "ci/a.ts": `import { fail } from "recompose-ci";\n${start}fail("no such job");`,
    };
    expect(await messageFor(files)).toBe(`no such job\n    at ci/a.ts:2:${column("")}`);
  });

  test("any other error is shown with the user's frames alone", async () => {
    const files = {
      "recompose.ts": `import { fall } from "./ci/fall.ts";\n${start}fall();`,
      "ci/fall.ts": `type A = 1;\nexport function fall(): void {\n  throw new TypeError("fell");\n}`,
    };
    const message = await messageFor(files);
    expect(message).toBe(
      "recompose.ts could not be loaded: TypeError: fell\n" +
        "    at fall (ci/fall.ts:3:9)\n" +
        `    at recompose.ts:2:${column("")}`,
    );
  });

  test("what is no error is shown, too", async () => {
    expect(await messageFor({ "recompose.ts": `${start}throw "a text";` })).toBe(
      "recompose.ts could not be loaded: it threw: a text",
    );
  });
});

test("the stack of a later error is mapped, also from a kept bundle", async () => {
  const project = new AppProject({
    "recompose.ts": `type A = 1;\n\nexport default function later() {\n  return new Error("later").stack;\n}`,
  });
  for (const load of [() => project.load(), () => project.load()]) {
    const later = (await load()) as () => string;
    expect(mapStack(later())).toContain(`at later (${project.path("recompose.ts")}:4:10)`);
  }
});

test("a package that lacks one of its own is not blamed on the app", async () => {
  const files = {
    "recompose.ts": `import "broken";`,
    "node_modules/broken/index.js": `require("no-such-package");`,
  };
  expect(await messageFor(files)).toContain(
    "recompose.ts could not be loaded: Error: Cannot find module 'no-such-package'",
  );
});

test("a package that cannot be read is named with its file and with the line that imports it", async () => {
  const project = new AppProject({
    "recompose.ts": `import "bad";`,
    "node_modules/bad/index.js": "\nconst a = ;",
  });
  expect((await project.failure()).message).toBe(
    "recompose.ts could not be loaded: SyntaxError: Unexpected token ';'\n" +
      "    at node_modules/bad/index.js:2\n    at recompose.ts:1:8",
  );
});

test("a package that lacks an export is named with the line that imports it", async () => {
  const project = new AppProject({
    "recompose.ts": `await 1;\nimport { nope } from "modern"; export default nope;`,
    "node_modules/modern/package.json": `{ "type": "module", "exports": "./index.js" }`,
    "node_modules/modern/index.js": "",
  });
  expect((await project.failure()).message).toContain("\n    at recompose.ts:2:22");
});

describe.each([
  ["CommonJS", ""],
  ["an ES module", "await 1; "],
])("where the app is run as %s, the failing file is named:", (_name, start) => {
  const line = (specifier: string): string => `${start}import "${specifier}";`;
  const module = { "node_modules/bad/package.json": `{ "type": "module", "main": "index.js" }` };

  // For a module that cannot be read Node prints the file when nobody catches the error, but has it in no stack.
  test("that of a module that cannot be read", async () => {
    const files = { ...module, "recompose.ts": line("bad") };
    expect(
      await messageFor({ ...files, "node_modules/bad/index.js": "\nexport const a = ;" }),
    ).toContain("\n    at node_modules/bad/index.js:2:18");
    expect(
      await messageFor({
        ...files,
        "node_modules/bad/index.js": `import "./deep.js";`,
        "node_modules/bad/deep.js": "\n\nlet a = ;",
      }),
    ).toContain("node_modules/bad/deep.js:3:9");
  });

  // https://nodejs.org/api/typescript.html#type-stripping-in-dependencies
  test("that of an installed package that is TypeScript", async () => {
    const files = {
      "recompose.ts": line("bad"),
      "node_modules/bad/package.json": `{ "type": "module", "exports": "./index.ts" }`,
      "node_modules/bad/index.ts": "export const a: number = 1;",
    };
    expect(await messageFor(files)).toContain("node_modules/bad/index.ts");
  });

  test("that which the exports of a package lead to, and which is not there", async () => {
    const files = {
      "recompose.ts": line("bad"),
      "node_modules/bad/package.json": `{ "exports": "./none.js" }`,
    };
    const project = new AppProject(files);
    const { message } = await project.failure();
    expect(message).toContain(project.path("node_modules/bad/none.js"));
    expect(message).not.toMatch(/recompose-app\.cjs|\.cache/);
  });

  test.each([
    ["bad/deep", `{ "exports": { "./a": "./a.js" } }`],
    ["@scope/bad", `{ "exports": { "./a": "./a.js" } }`],
  ])("that which imports %s, which the package does not give", async (specifier, packageJson) => {
    const [folder = ""] = /^(?:@\w+\/)?\w+/.exec(specifier) ?? [];
    const files = {
      "recompose.ts": `import "./ci/a.ts";`,
      "ci/a.ts": `\n${line(specifier)}`,
      [`node_modules/${folder}/package.json`]: packageJson,
    };
    const message = await messageFor(files);
    expect(message).toContain(`\n    at ci/a.ts:2:${start.length + 8}`);
    expect(message).not.toMatch(/recompose-app\.cjs|\.cache/);
  });
});
