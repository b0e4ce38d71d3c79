/** What a makefile's comments say about a target. */
import type { MakeRule } from "./make-rules.ts";

const longest = 120;

/** So many lines of a comment are looked at, and so many targets of a rule. */
const mostLines = 20;

/** One line; undefined where no comment says something. */
export function makeDescription(rule: MakeRule): string | undefined {
  const behind = cleaned(rule.comment ?? "", rule);
  if (behind !== "") return behind;
  // `##` is what lists of targets are made of; another comment above it may be for readers only.
  const above = rule.above.slice(-mostLines);
  const marked = above.filter((line) => line.startsWith("##"));
  const isFileComment = rule.line === rule.above.length + 1;
  if (marked.length === 0 && isFileComment) return undefined;
  const lines = (marked.length > 0 ? marked : above).map((line) => cleaned(line, rule));
  const first = lines.findIndex((line) => line !== "");
  if (first === -1) return undefined;
  const end = lines.indexOf("", first);
  const [sentence = ""] = lines
    .slice(first, end === -1 ? undefined : end)
    .join(" ")
    .split(/(?<=[.!?])\s/, 1);
  return sentence.length <= longest
    ? sentence
    : `${sentence.slice(0, longest).replace(/\s+\S*$/, "")} …`;
}

/** Without its marks and the name of a target in front; empty for a line of dashes, and for a heading in them. */
function cleaned(comment: string, { targets }: MakeRule): string {
  const text = comment.replace(/^[#:?!\s]+/, "").trim();
  if (!/[\p{L}\p{N}]/u.test(text) || /^[-=─━*~_]{3}|[-=─━*~_]{3}$/.test(text)) return "";
  const [first = "", ...others] = text.replace(/^target:\s*/i, "").split(/\s+/);
  const names = targets.slice(0, mostLines);
  if (names.includes(first) && /^[-–:]+$/.test(others[0] ?? "")) return others.slice(1).join(" ");
  if (names.some((name) => first === `${name}:` || first === `@${name}`)) return others.join(" ");
  return text.replaceAll(/\s+/g, " ");
}
