/** Lines and words of a makefile as GNU make reads them: https://www.gnu.org/software/make/manual/html_node/Makefile-Contents.html */

export interface MakeLine {
  /** Lines that end with a backslash are joined, each with its line break kept. */
  readonly text: string;
  /** Of its first part, from 1. */
  readonly line: number;
}

export function makeLines(text: string): readonly MakeLine[] {
  const lines: MakeLine[] = [];
  let parts: string[] = [];
  const physical = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  for (const [index, part] of physical.entries()) {
    parts.push(part);
    if (countBackslashes(part, part.length) % 2 === 1 && index + 1 < physical.length) continue;
    lines.push({ text: parts.join("\n"), line: index + 2 - parts.length });
    parts = [];
  }
  return lines;
}

/** One line of one that was continued: a space stands for each line break and the blanks around it. */
export function joined(text: string): string {
  const parts = text.split("\\\n");
  if (parts.length === 1) return text;
  return parts
    .map((part, index) => {
      const start = index === 0 ? part : part.trimStart();
      return index === parts.length - 1 ? start : start.trimEnd();
    })
    .join(" ");
}

/**
 * The first of these characters that no backslash quotes, or -1.
 *
 * @param skipsReferences Whether what is in `$(…)` or `${…}` does not count.
 */
export function findUnquoted(text: string, characters: string, skipsReferences: boolean): number {
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (skipsReferences && character === "$") {
      at = referenceEnd(text, at) - 1;
    } else if (characters.includes(character) && countBackslashes(text, at) % 2 === 0) {
      return at;
    }
  }
  return -1;
}

/** Behind the reference that starts at `at`: a character, or all up to the bracket that closes it. */
export function referenceEnd(text: string, at: number): number {
  const open = text.charAt(at + 1);
  if (open !== "(" && open !== "{") return at + 2;
  const close = open === "(" ? ")" : "}";
  let depth = 0;
  for (let end = at + 1; end < text.length; end += 1) {
    const character = text.charAt(end);
    if (character === open) depth += 1;
    else if (character === close) depth -= 1;
    if (depth === 0) return end + 1;
  }
  return text.length;
}

/** Cut at blanks that are in no reference. */
export function makeWords(text: string): readonly string[] {
  const words: string[] = [];
  let word = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "$") {
      const end = referenceEnd(text, at);
      word += text.slice(at, end);
      at = end - 1;
    } else if (/\s/.test(character)) {
      if (word !== "") words.push(word);
      word = "";
    } else word += character;
  }
  return word === "" ? words : [...words, word];
}

export function withoutComment(text: string): string {
  const at = findUnquoted(text, "#", false);
  return at === -1 ? text : text.slice(0, at);
}

/** How many stand right before `at`. */
function countBackslashes(text: string, at: number): number {
  let count = 0;
  while (count < at && text.charAt(at - count - 1) === "\\") count += 1;
  return count;
}
