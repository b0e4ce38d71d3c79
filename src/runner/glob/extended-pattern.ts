/**
 * What fits a name by all rules of minimatch: beside those of `name-pattern.ts` braces, `+(a|b)`, `!` and `#` at the
 * start; a name that starts with a dot fits only where the pattern has this dot.
 * https://github.com/isaacs/minimatch, with its own options
 */
import { expandBraces } from "./brace-expansion.ts";
import { readSimplePattern, regularExpressionOf } from "./name-pattern.ts";

/** Whether a name without slashes fits. */
export function readExtendedPattern(text: string): (name: string) => boolean {
  if (text.startsWith("#")) return () => false;
  const [marks = ""] = /^!*/.exec(text) ?? [];
  const isNegated = marks.length % 2 === 1;
  const tests = expandBraces(text.slice(marks.length)).map(readPath);
  return (name) => tests.some((test) => test(name)) !== isNegated;
}

/** Folders that `**` stands for may be none at all, so a name may have some before it. */
function readPath(path: string): (name: string) => boolean {
  const pieces = path.split(/\/+/);
  while (pieces.length > 1 && pieces[0] === "**") pieces.shift();
  const [piece = ""] = pieces;
  if (pieces.length > 1 || piece === "") return () => false;
  const simple = readSimplePattern(piece);
  if (simple !== undefined) return (name) => !name.startsWith(".") && simple(name);
  const { source, isUnicode } = compile(parse(piece), true, []);
  const expression = new RegExp(`^(?:${source})$`, isUnicode ? "u" : "");
  return (name) => expression.test(name);
}

/** `+(a|b*)`: a mark and its alternatives. */
interface Group {
  readonly mark: string;
  readonly alternatives: readonly Sequence[];
}

type Sequence = readonly (string | Group)[];

function parse(text: string): Sequence {
  return parseSequence(text, 0, false).sequence;
}

function parseSequence(
  text: string,
  start: number,
  isInGroup: boolean,
): { readonly sequence: Sequence; readonly end: number } {
  const sequence: (string | Group)[] = [];
  let [own, at] = ["", start];
  let setStart: number | undefined;
  while (at < text.length) {
    const character = text.charAt(at);
    if (character === "\\") {
      own += text.slice(at, at + 2);
      at += 2;
      continue;
    }
    if (setStart === undefined) {
      if (isInGroup && (character === "|" || character === ")")) break;
      const group = /[!?+*@]/.test(character) && text[at + 1] === "(" ? at : undefined;
      const parsed = group === undefined ? undefined : parseGroup(text, group);
      if (parsed !== undefined) {
        sequence.push(own, parsed.group);
        own = "";
        at = parsed.end;
        continue;
      }
      // Without its `)` it is text to the end.
      if (group !== undefined) {
        own += text.slice(at);
        at = text.length;
        break;
      }
      if (character === "[") setStart = at;
    } else if (character === "]" && !isFirstInSet(text, setStart, at)) {
      setStart = undefined;
    }
    own += character;
    at += 1;
  }
  return { sequence: [...sequence, own].filter((part) => part !== ""), end: at };
}

/** In `[!]a]` the first `]` is one of the set. */
function isFirstInSet(text: string, setStart: number, at: number): boolean {
  return at === setStart + 2 && /[!^]/.test(text.charAt(setStart + 1));
}

function parseGroup(
  text: string,
  start: number,
): { readonly group: Group; readonly end: number } | undefined {
  const alternatives: Sequence[] = [];
  let at = start + 2;
  for (;;) {
    const { sequence, end } = parseSequence(text, at, true);
    alternatives.push(sequence);
    if (end >= text.length) return undefined;
    at = end + 1;
    if (text[end] === ")") return { group: { mark: text.charAt(start), alternatives }, end: at };
  }
}

interface Compiled {
  readonly source: string;
  readonly isUnicode: boolean;
}

const noDot = "(?!\\.)";

/**
 * @param isStart whether it is at the start of the name, where a dot has to be in the pattern itself.
 * @param behind what comes behind it in the whole pattern.
 */
function compile(sequence: Sequence, isStart: boolean, behind: Sequence): Compiled {
  const parts = sequence.map((part, index): Compiled => {
    const isFirst =
      isStart &&
      sequence.slice(0, index).every((each) => typeof each !== "string" && each.mark === "!");
    const rest = [...sequence.slice(index + 1), ...behind];
    if (typeof part !== "string") return compileGroup(part, isFirst, rest);
    const { source, isUnicode } = regularExpressionOf(part);
    const mayBeDot = source.startsWith("[") || source.startsWith("(?:[");
    return { source: isStart && index === 0 && mayBeDot ? noDot + source : source, isUnicode };
  });
  return {
    source: parts.map(({ source }) => source).join(""),
    isUnicode: parts.some(({ isUnicode }) => isUnicode),
  };
}

function compileGroup({ mark, alternatives }: Group, isStart: boolean, behind: Sequence): Compiled {
  const all = (start: boolean): readonly Compiled[] =>
    alternatives.map((each) =>
      // What is not to be there is compared with all that follows.
      mark === "!" ? compile([...each, ...behind], start, []) : compile(each, start, behind),
    );
  const compiled = all(isStart);
  const sources = (each: readonly Compiled[]): string => each.map(({ source }) => source).join("|");
  const body = sources(compiled);
  const isUnicode = compiled.some((each) => each.isUnicode);
  if (mark === "!") {
    const rest = isStart ? `${noDot}[^/]*` : "[^/]*";
    const isEmpty = alternatives.every((each) => each.length === 0);
    const source = isEmpty ? `${isStart ? noDot : ""}[^/]+` : `(?:(?!(?:${body})$)${rest})`;
    return { source, isUnicode };
  }
  if (mark === "@") return { source: `(?:${body})`, isUnicode };
  if (mark === "?") return { source: `(?:${body})?`, isUnicode };
  // Only the first of several stands at the start.
  const once = `(?:${body})(?:${sources(all(false))})*`;
  return { source: mark === "+" ? once : `(?:${once})?`, isUnicode };
}
