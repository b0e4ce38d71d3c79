/**
 * The screens of pages are what is printed in the project that the page has shown up to there.
 * `./run test -- tests/docs/screens.test.ts -u` writes those anew that are not.
 */
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Block, type Document, documentOf, writtenDocuments } from "./pages/markdown.ts";
import { placedBlocks } from "./pages/page-files.ts";
import { PageProject } from "./pages/page-project.ts";
import { codeOf, type Exchange, exchangesIn, isShown } from "./pages/screens.ts";

/** Those of a stack are the matter of `./run check_stacks`. */
function isScreen({ language, comment }: Block): boolean {
  return language === "console" && comment?.startsWith("stack: ") !== true;
}

/** The page with what is printed now in place of what it shows. */
async function withScreens(document: Document): Promise<string> {
  const places = placedBlocks(document).filter(({ block }) => isScreen(block));
  const lines = document.text.split("\n");
  for (const place of places.reverse()) {
    const { code, line } = place.block;
    const project = new PageProject(place);
    const exchanges: Exchange[] = [];
    for (const { command, shown } of exchangesIn(code)) {
      const printed = await project.type(command);
      exchanges.push({ command, shown: isShown(shown, printed) ? shown : printed.split("\n") });
    }
    const isSame = exchanges.every(({ shown }, at) => shown === exchangesIn(code)[at]?.shown);
    const old = code.split("\n");
    lines.splice(line - 1, old.length, ...(isSame ? old : codeOf(exchanges).split("\n")));
  }
  return lines.join("\n");
}

const withSomeScreens = writtenDocuments.filter(({ blocks }) => blocks.some(isScreen));

describe("what a screen shows is printed", () => {
  test.each(withSomeScreens.map((document) => [document.file, document] as const))(
    "in %s",
    async (file, document) => {
      await expect(await withScreens(document)).toMatchFileSnapshot(path.resolve(file));
    },
  );
});

describe("a screen", () => {
  const printed = "first 1.2s\nsecond\n\nthird 40ms\n.recompose/runs/20261128T231908185-7128\n";

  test.each([
    ["first 1.3s", "second", "third 5ms", ".recompose/runs/20251128T231908185-712a"],
    ["second", "first 1.2s", "third 5ms", ".recompose/runs/20251128T231908185-712a"],
    ["…", "third 40ms"],
    ["first 1.2s", "…", "second", "…"],
    ["…"],
  ])("may show %s, %s, …", (...shown) => {
    expect(isShown(shown, printed)).toBe(true);
  });

  test.each([
    ["first 1.2s", "second", "third 40ms"],
    ["first 1.2s", "first 1.2s", "…"],
    ["…", "forth"],
    [],
  ])("may not show %s, %s, …", (...shown) => {
    expect(isShown(shown, printed)).toBe(false);
  });

  test("is written anew where it is not what is printed", async () => {
    const page = (...shown: string[]): string =>
      [
        "```ts",
        'const greet = task({ name: "greet", run: () => out("Hello!") });',
        "```",
        "",
        "```console",
        ...shown,
        "```",
      ].join("\n");
    const right = page(
      "$ ./run greet | head -1",
      "Hello!",
      "",
      "$ ./run greet",
      "…",
      "✓ greet 0.1s",
    );
    const wrong = page(
      "$ ./run greet | head -1",
      "Hallo!",
      "",
      "$ ./run greet",
      "…",
      "✓ greet 0.1s",
    );
    expect(await withScreens(documentOf("page.md", right))).toBe(right);
    expect(await withScreens(documentOf("page.md", wrong))).toBe(right);
  });

  test("begins with what is typed", () => {
    expect(exchangesIn("$ a\n1\n\n$ b")).toEqual([
      { command: "a", shown: ["1", ""] },
      { command: "b", shown: [] },
    ]);
    expect(() => exchangesIn("printed\n$ a")).toThrow("printed");
  });
});
