/** What the documents lead to is there, and what they promise is tested. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const documents = [
  ...readdirSync(".").filter((file) => file.endsWith(".md")),
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file}`),
];

interface Link {
  readonly text: string;
  readonly file: string;
  readonly heading: string | undefined;
}

function linksOf(document: string, text: string): readonly Link[] {
  return [...text.matchAll(/\[([^\]]+)\]\(([^)\s]+)\)/g)]
    .filter(([, , to]) => !/^[a-z]+:/.test(String(to)))
    .map(([, label, to]) => {
      const [file = "", heading] = String(to).split("#");
      const target = file === "" ? document : path.join(path.dirname(document), file);
      return { text: String(label), file: target, heading };
    });
}

/** As GitHub names them: https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links */
function headingsOf(file: string): readonly string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    String(title)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(documents)("%s leads to files and headings that are there", (document) => {
  const broken = linksOf(document, readFileSync(document, "utf8")).filter(
    ({ file, heading }) =>
      !existsSync(file) ||
      (heading !== undefined && statSync(file).isFile() && !headingsOf(file).includes(heading)),
  );
  expect(broken).toEqual([]);
});

test("each promise of docs/security.md names tests in their own words", () => {
  const document = "docs/security.md";
  const text = readFileSync(document, "utf8");
  const [, promised = ""] = /^## Promised$(.*?)^## /ms.exec(text) ?? [];
  const promises = promised.split(/^- /m).slice(1);
  expect(promises.length).toBeGreaterThan(10);
  for (const promise of promises) {
    const tests = linksOf(document, promise).filter(({ file }) => file.endsWith(".test.ts"));
    const named = tests.filter((link) => readFileSync(link.file, "utf8").includes(link.text));
    expect({ promise, named: named.length }).toEqual({ promise, named: tests.length });
    expect({ promise, tests: tests.length }).not.toEqual({ promise, tests: 0 });
  }
});
