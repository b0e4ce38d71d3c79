/** Texts with `${{ }}` have one reader: whoever looks for expressions on his own takes a quoted text for one. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parseAst } from "vitest/node";

const root = fileURLToPath(new URL("../../src", import.meta.url));

/** The one that splits texts. */
const splitter = "expression/language/template.ts";

test("only one file of src/ looks for expressions in a text", () => {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => file.split(path.sep).join("/"))
    .filter((file) => file.endsWith(".ts"));
  const found = files.filter((file) => searches(readFileSync(path.join(root, file), "utf8")) > 0);
  expect(found).toEqual([splitter]);
});

describe("the check", () => {
  test.each([
    'text.includes("${{")',
    "text?.indexOf('a ${{')",
    "text.split(`\\${{`)",
    'text.replaceAll("${{", "")',
    "/^\\$\\{\\{/.test(text)",
    "/[$]{{/.test(text)",
    'new RegExp("\\\\$\\\\{\\\\{")',
    "text.match(/needs\\.(\\w+)/)",
    "/\\bgithub\\.token\\b/i.test(text)",
    'JSON.stringify(job).includes("needs")',
    "/secrets/.test(JSON.stringify(workflow))",
  ])("sees %s", (text) => {
    expect(searches(`export const x = ${text};`)).toBe(1);
  });

  test.each([
    "`\\${{ ${expression} }}`",
    'print("${{ github.sha }}")',
    "text.includes(`${name}`)",
    'names.includes("needs")',
    "/^needs$/.test(name)",
    "/a{2}.{{1}/.test(text)",
    "JSON.stringify(text).slice(1, -1)",
    'JSON.stringify(text).replaceAll("/", "")',
  ])("lets %s be", (text) => {
    expect(searches(`// text.includes("\${{")\nexport const x = ${text};`)).toBe(0);
  });
});

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const searching = new Set(
  "includes indexOf lastIndexOf startsWith endsWith split search match matchAll replace replaceAll test exec".split(
    " ",
  ),
);

/** How many places of a source text look for expressions, or into the JSON of something. */
function searches(text: string): number {
  let count = 0;
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    if ("type" in node && isSearch(node as Node)) count += 1;
    Object.values(node).forEach(visit);
  };
  visit(parseAst(text, { lang: "ts" }));
  return count;
}

function isSearch(node: Node): boolean {
  if (node.type === "Literal" && "regex" in node) return isOfExpressions(patternOf(node));
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
  const callee = node["callee"] as Node;
  const given = node["arguments"] as readonly Node[];
  if (node.type === "NewExpression") {
    return callee["name"] === "RegExp" && given.some((it) => isOfExpressions(textOf(it)));
  }
  if (callee.type !== "MemberExpression") return false;
  const method = (callee["property"] as Node)["name"];
  if (!searching.has(String(method))) return false;
  const isWritten = String(method).startsWith("replace");
  return (
    given.some((it) => textOf(it).includes("${{")) ||
    (!isWritten && [callee["object"] as Node, ...given].some(isJson))
  );
}

/** Of a regular expression: for `${{`, or for a property of a context. */
function isOfExpressions(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\(?=[${])|[[\]]/g, "");
  return (
    plain.includes("${{") ||
    /(?<![a-z])(?:env|github|inputs|jobs?|matrix|needs|runner|secrets|steps|strategy|vars)\\\./.test(
      pattern.replaceAll("\\b", ""),
    )
  );
}

function patternOf(node: Node): string {
  return (node["regex"] as { readonly pattern: string }).pattern;
}

/** Of a literal, or of a template without its values. */
function textOf(node: Node): string {
  if (typeof node["value"] === "string") return node["value"];
  const parts = (node["quasis"] ?? []) as readonly { readonly value: { readonly raw: string } }[];
  return parts.map(({ value }) => value.raw).join("");
}

function isJson(node: Node): boolean {
  const { object, property } = (node["callee"] ?? {}) as Readonly<Record<string, Node | undefined>>;
  return object?.["name"] === "JSON" && property?.["name"] === "stringify";
}
