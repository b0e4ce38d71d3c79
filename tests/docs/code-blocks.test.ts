/** The TypeScript that pages show compiles, but for the lines that say that they do not. */
import { parse as parseToml } from "smol-toml";
import stripJsonComments from "strip-json-comments";
import { describe, expect, test } from "vitest";
import { compile, standIns } from "./example-program.ts";
import { type Document, documentOf, writtenDocuments } from "./pages/markdown.ts";
import { type PlacedBlock, placedBlocks } from "./pages/page-files.ts";

const mark = "// does not compile: ";

/** Each file in the folder of its project, at the lines that it has on its page. */
function programOf(documents: readonly Document[]): Readonly<Record<string, string>> {
  const files = documents.flatMap((document) =>
    placedBlocks(document).flatMap((place) => filesOf(document, place)),
  );
  return Object.fromEntries(files);
}

function filesOf({ file: page }: Document, { files, project }: PlacedBlock): [string, string][] {
  const modules = files.filter(({ block }) => block.language === "ts");
  const folder = `${page}/${project}`;
  return [
    [`${folder}/stand-ins.ts`, standIns],
    ...modules.map(({ name, text, block }): [string, string] => [
      `${folder}/${name}`,
      "\n".repeat(block.line - 1) + text,
    ]),
  ];
}

/** Where each document has a line that must not compile. */
function marked(documents: readonly Document[]): readonly string[] {
  return documents.flatMap(({ file, blocks }) =>
    blocks.flatMap(({ language, code, line }) =>
      code.split("\n").flatMap((text, index) => {
        if (language !== "ts" || !text.includes(mark)) return [];
        // Above the line that it is about, or at its end.
        const offset = text.trimStart().startsWith(mark) ? 1 : 0;
        return [`${file}:${line + index + offset}`];
      }),
    ),
  );
}

/** Errors that no line announces, and lines that announce an error and have none. */
async function mistakes(documents: readonly Document[]): Promise<readonly string[]> {
  const printed = await compile(programOf(documents));
  const errors = printed.split(/\n(?! )/).filter((text) => text !== "");
  const places = new Map(
    errors.map((text) => {
      const [, page, line] = /^(.+?\.md)\/\d+\/.*?\((\d+),\d+\): error/.exec(text) ?? [];
      return [page === undefined ? text : `${page}:${line}`, text];
    }),
  );
  const expected = marked(documents);
  return [
    ...[...places].flatMap(([place, text]) =>
      expected.includes(place) ? [] : [`${place} ${text}`],
    ),
    ...expected.filter((place) => !places.has(place)).map((place) => `${place} compiles`),
  ];
}

const readers: Readonly<Record<string, (code: string) => unknown>> = {
  json: (code) => JSON.parse(stripJsonComments(code)),
  toml: parseToml,
};

const files = writtenDocuments.flatMap(({ file, blocks }) =>
  blocks
    .filter(({ language }) => language in readers)
    .map((block) => [`${file}:${block.line}`, block] as const),
);

/**
 * What a block may be: code that is compiled, commands that are known, screens that are printed, YAML that is read, and
 * files of the page's project. `text` is none of that, and no screen.
 */
const languages = ["ts", "sh", "console", "text", "yaml", "json", "toml", "ini", "make", "just"];

describe("the code of pages", () => {
  test("compiles", async () => {
    const blocks = writtenDocuments.flatMap((document) => document.blocks);
    expect(blocks.filter(({ language }) => language === "ts").length).toBeGreaterThan(20);
    expect(await mistakes(writtenDocuments)).toEqual([]);
  });

  test.each(writtenDocuments.map(({ file, blocks }) => [file, blocks] as const))(
    "%s names the languages that tests know",
    (_, blocks) => {
      const unknown = blocks.filter(({ language }) => !languages.includes(language));
      expect(unknown.map(({ language, line }) => `${language} in line ${line}`)).toEqual([]);
    },
  );

  test.for(files)("in %s is of its language", ([, { language, code }]) => {
    expect(readers[language]?.(code)).toBeTypeOf("object");
  });

  test("is no screen that is called a text", () => {
    const screens = writtenDocuments
      .filter(({ blocks }) =>
        blocks.some(({ language, code }) => language === "text" && /^\$ /m.test(code)),
      )
      .map(({ file }) => file);
    expect(screens).toEqual([]);
  });

  test("is read as a page has it", async () => {
    const page = documentOf(
      "page.md",
      [
        "```ts",
        'const pack = task({ name: "pack", run() {} });',
        "```",
        "",
        "```ts",
        "await pack();",
        "await pack({ fast: true }); // does not compile: it has no inputs",
        "await unpack();",
        "// does not compile: it is said of a line that compiles",
        "await pack();",
        "```",
        "",
        "```ts ci/pack.ts",
        'import { task } from "recompose-ci";',
        'job(task({ name: "pack", run() {} }));',
        "```",
      ].join("\n"),
    );
    const found = await mistakes([page]);
    expect(found.map((text) => text.replace(/: error.*$/, "")).sort()).toEqual([
      "page.md:10 compiles",
      "page.md:15 page.md/0/ci/pack.ts(15,1)",
      "page.md:8 page.md/0/lines-6.ts(8,7)",
    ]);
  });
});
