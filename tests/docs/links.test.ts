/** What documents lead to is there: files, headings and pictures. Of other sites only the form is asked. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Document, documentOf, documents } from "./pages/markdown.ts";

interface Link {
  readonly to: string;
  readonly line: number;
}

/** `[text](to)`, `![picture](to)`, `[text]: to`, `<https://…>` and what HTML has; not what stands between backquotes. */
function linksIn({ prose }: Document): readonly Link[] {
  const forms = [
    /\]\(\s*<?([^\s)>]+)>?(?:\s+"[^"]*")?\s*\)/g,
    /^ {0,3}\[[^\]]+\]: *<?([^\s>]+)>?/g,
    /<((?:https?|mailto):[^>\s]+)>/g,
    /<\w+\s[^>]*?\b(?:href|src|srcset)="([^"]*)"/g,
  ];
  return prose.split("\n").flatMap((text, index) => {
    const plain = text.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "``");
    return forms.flatMap((form) =>
      [...plain.matchAll(form)].map(([, to = ""]) => ({ to, line: index + 1 })),
    );
  });
}

/**
 * The names of headings, as GitHub gives them, the second of a name with a number, and those that are written in HTML.
 * https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#section-links
 */
function anchorsIn({ prose }: Document): ReadonlySet<string> {
  const anchors = new Set(
    [...prose.matchAll(/<\w+\s[^>]*?\b(?:id|name)="([^"]+)"/g)].map(([, name = ""]) => name),
  );
  for (const [, title = ""] of prose.matchAll(/^ {0,3}#{1,6} +(.*?)(?: +#+)?$/gm)) {
    const name = anchorOf(title);
    let free = name;
    for (let count = 1; anchors.has(free); count++) free = `${name}-${count}`;
    anchors.add(free);
  }
  return anchors;
}

/** Of a link in a heading the text counts. */
function anchorOf(title: string): string {
  const text = title
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll(/<[^>`]*>(?![^`]*`)/g, "");
  const shown = text.replaceAll(/[*`\\]/g, "").toLowerCase();
  return shown
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}

const anchors = new Map<string, ReadonlySet<string>>();

function hasAnchor(file: string, anchor: string): boolean {
  if (!file.endsWith(".md")) {
    // A line of a file: `#L12`, `#L12-L20`.
    const [, first, last = first] = /^L(\d+)(?:-L(\d+))?$/.exec(anchor) ?? [];
    return Number(last) <= readFileSync(file, "utf8").split("\n").length;
  }
  const known = anchors.get(file) ?? anchorsIn(documentOf(file, readFileSync(file, "utf8")));
  anchors.set(file, known);
  return known.has(anchor);
}

/** What is wrong with it. */
function mistakeIn(document: Document, to: string): string | undefined {
  if (/^[a-z][a-z\d+.-]*:/i.test(to)) {
    if (/^mailto:\S+@\S+$/.test(to)) return undefined;
    return /^https:\/\/[\w.-]+\.[a-z]+(?:[/?#]\S*)?$/.test(to) && URL.canParse(to)
      ? undefined
      : "is no address that begins with https://";
  }
  if (to.startsWith("/")) return "leads to the top of the site";
  const [, place = "", , anchor] = /^([^#]*)(#(.*))?$/.exec(to) ?? [];
  if (place === "") {
    return anchorsIn(document).has(anchor ?? "") ? undefined : "has no such heading";
  }
  const file = path.join(path.dirname(document.file), decodeURI(place));
  if (file.startsWith("..")) return "leads out of the repository";
  if (!isThere(file)) return "is not there";
  if (anchor === undefined) return undefined;
  if (!statSync(file).isFile()) return "is a folder, which has no headings";
  return hasAnchor(file, anchor) ? undefined : "has no such heading";
}

/** With its name as it is written, as on GitHub, also where the system here takes others. */
function isThere(file: string): boolean {
  const normal = path.normalize(file).replace(/\/$/, "");
  return (
    existsSync(normal) &&
    (normal === "." || readdirSync(path.dirname(normal)).includes(path.basename(normal)))
  );
}

function broken(document: Document): readonly string[] {
  return linksIn(document).flatMap(({ to, line }) => {
    const mistake = mistakeIn(document, to);
    return mistake === undefined ? [] : [`${document.file}:${line} ${to} ${mistake}`];
  });
}

describe("links lead to what is there", () => {
  test.each(documents.map((document) => [document.file, document] as const))(
    "in %s",
    (_, document) => {
      expect(broken(document)).toEqual([]);
    },
  );

  test("in comments of the code", () => {
    const top = documentOf("README.md", "");
    const files = ["src", "tasks", "scripts"].flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
    );
    const found = files
      .filter((file) => /\.(?:ts|mjs)$/.test(file))
      .flatMap((file) => {
        const text = readFileSync(file, "utf8");
        // What stands behind a slash is of another repository.
        return [...text.matchAll(/(?<![\w/.-])docs\/[\w./-]+\.md(?:#[\w-]+)?/g)].flatMap(([to]) => {
          const mistake = mistakeIn(top, to);
          return mistake === undefined ? [] : [`${file}: ${to} ${mistake}`];
        });
      });
    expect(found).toEqual([]);
  });

  test("to all pages, from those at the top", () => {
    const reached = new Set<string>();
    const follow = (file: string): void => {
      const document = documents.find((each) => each.file === file);
      if (document === undefined || reached.has(file)) return;
      reached.add(file);
      for (const { to } of linksIn(document)) {
        const [place = ""] = to.split("#");
        const next = path.normalize(path.join(path.dirname(file), place));
        follow(next);
        follow(path.join(next, "README.md"));
      }
    };
    for (const { file } of documents) if (!file.includes("/")) follow(file);
    const pages = documents.map(({ file }) => file).filter((file) => file.startsWith("docs/"));
    expect(pages.filter((file) => !reached.has(file))).toEqual([]);
  });
});

describe("a link that leads nowhere is found", () => {
  const page = (text: string): Document => documentOf("docs/page.md", text);

  test.each([
    ["[x](write/tasks.md)", []],
    ["[x](write/tasks.md#secrets)", []],
    ["[x](../src/index.ts#L1)", []],
    ["# One\n\n## `a` and *b*, c!\n\n[x](#a-and-b-c)", []],
    ["# One\n\n# One\n\n[x](#one-1)", []],
    ["`[x](nothing.md)`", []],
    ["```text\n[x](nothing.md)\n# No heading\n```", []],
    ["[x](nothing.md)", ["docs/page.md:1 nothing.md is not there"]],
    ["[x](write/Tasks.md)", ["docs/page.md:1 write/Tasks.md is not there"]],
    ["\n![x](nothing.png)", ["docs/page.md:2 nothing.png is not there"]],
    ['<img alt="x" src="nothing.png">', ["docs/page.md:1 nothing.png is not there"]],
    ["[x]\n\n[x]: nothing.md", ["docs/page.md:3 nothing.md is not there"]],
    ["[x](write/tasks.md#nothing)", ["docs/page.md:1 write/tasks.md#nothing has no such heading"]],
    ["```text\n# Two\n```\n\n[x](#two)", ["docs/page.md:5 #two has no such heading"]],
    ["[x](../../README.md)", ["docs/page.md:1 ../../README.md leads out of the repository"]],
    ["[x](http://x.org)", ["docs/page.md:1 http://x.org is no address that begins with https://"]],
    ["[x](https:/x.org)", ["docs/page.md:1 https:/x.org is no address that begins with https://"]],
  ])("in %j", (text, expected) => {
    expect(broken(page(text))).toEqual(expected);
  });
});
