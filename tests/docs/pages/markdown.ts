/** The Markdown of the project, and the blocks of code in it. */
import { readFileSync } from "node:fs";
import { execaSync } from "execa";

export interface Block {
  /** The first word behind the fence; empty where there is none. */
  readonly language: string;
  /** What stands behind the language, as `generated` in "```yaml generated". */
  readonly note: string;
  readonly code: string;
  /** Of its first line of code, from 1. */
  readonly line: number;
  /** The text of an HTML comment right above it. */
  readonly comment: string | undefined;
}

export interface Document {
  /** Relative to the repository. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The text with an empty line in place of each line of a block. */
  readonly prose: string;
}

/** All that git has or would take. */
export const documents: readonly Document[] = execaSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", "*.md"],
  { lines: true },
)
  .stdout.filter((file) => !file.startsWith("tests/"))
  .map((file) => documentOf(file, readFileSync(file, "utf8")));

/** Those that people write. The examples of docs/api/ are those of doc comments. */
export const writtenDocuments: readonly Document[] = documents.filter(
  ({ file }) => !file.startsWith("docs/api/"),
);

/** See https://spec.commonmark.org/0.31.2/#fenced-code-blocks. A block in a list is indented. */
export function documentOf(file: string, text: string): Document {
  const lines = text.split("\n");
  const prose = [...lines];
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; at++) {
    const fence = /^( *)(`{3,}|~{3,})(\S*) *(.*)$/.exec(lines[at] ?? "");
    if (fence === null) continue;
    const [, indent = "", marks = "", language = "", note = ""] = fence;
    const start = at + 1;
    const isEnd = (line: string): boolean => line.trim().startsWith(marks);
    do at++;
    while (at < lines.length && !isEnd(lines[at] ?? ""));
    if (at === lines.length) throw new Error(`${file}:${start} the block has no end`);
    const own = lines.slice(start, at);
    blocks.push({
      language,
      note: note.trim(),
      code: own.map((line) => line.replace(indent, "")).join("\n"),
      line: start + 1,
      comment: commentAbove(lines, start - 2),
    });
    prose.fill("", start - 1, at + 1);
  }
  return { file, text, blocks, prose: prose.join("\n") };
}

function commentAbove(lines: readonly string[], start: number): string | undefined {
  const line = lines.slice(0, start + 1).findLast((each) => each.trim() !== "");
  return /^\s*<!-- (.*) -->$/.exec(line ?? "")?.[1];
}
