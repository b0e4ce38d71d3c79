/** The logical lines of a Python file: https://docs.python.org/3/reference/lexical_analysis.html */

export interface PythonToken {
  readonly kind: "name" | "string" | "sign";
  readonly text: string;
  /** Of a string that is no f-string and no bytes. */
  readonly value?: string | undefined;
}

export interface PythonLine {
  readonly tokens: readonly PythonToken[];
  /** How many blanks stand before it; a tab goes to the next eighth. */
  readonly indent: number;
  readonly line: number;
}

const quote = /([A-Za-z]{0,2})("""|'''|"|')/y;
const name = /[\p{L}\p{N}_]+/uy;
const sign = /[-=!<>:*/%+|&^@]=|->|\*\*|./suy;

export function pythonLines(text: string): readonly PythonLine[] {
  const lines: PythonLine[] = [];
  let tokens: PythonToken[] = [];
  let depth = 0;
  let line = 1;
  let start = 1;
  let indent = 0;
  let isNew = true;
  const end = (): void => {
    if (tokens.length > 0) lines.push({ tokens, indent, line: start });
    tokens = [];
    isNew = true;
  };
  for (let at = text.startsWith("\uFEFF") ? 1 : 0; at < text.length;) {
    const character = text.charAt(at);
    if (isNew && tokens.length === 0) {
      const blanks = blanksAt(text, at);
      indent = widthOf(blanks);
      start = line;
      isNew = false;
      at += blanks.length;
    } else if (character === "\n") {
      line += 1;
      at += 1;
      if (depth === 0) end();
    } else if (character === "\\" && /^\r?\n/.test(text.slice(at + 1, at + 3))) {
      line += 1;
      at = text.indexOf("\n", at) + 1;
    } else if (character === "#") {
      const lineEnd = text.indexOf("\n", at);
      at = lineEnd === -1 ? text.length : lineEnd;
    } else if (/\s/.test(character)) {
      at += 1;
    } else if (character === ";" && depth === 0) {
      const of = indent;
      end();
      [indent, start, isNew] = [of, line, false];
      at += 1;
    } else {
      const token = readToken(text, at);
      if (token.kind === "sign" && /^[([{]$/.test(token.text)) depth += 1;
      else if (token.kind === "sign" && /^[)\]}]$/.test(token.text) && depth > 0) depth -= 1;
      tokens.push(token);
      at += token.text.length;
      if (token.kind === "string") line += token.text.split("\n").length - 1;
    }
  }
  end();
  return lines;
}

function readToken(text: string, at: number): PythonToken {
  quote.lastIndex = at;
  const [opening, prefix = "", delimiter = ""] = quote.exec(text) ?? [];
  if (opening !== undefined) {
    const start = at + opening.length;
    const end = stringEnd(text, start, delimiter);
    const isClosed = text.startsWith(delimiter, end);
    const raw = text.slice(start, end);
    const isPlain = isClosed && /^[ru]?$/i.test(prefix);
    const value = isPlain ? (prefix.toLowerCase() === "r" ? raw : unescaped(raw)) : undefined;
    return { kind: "string", text: text.slice(at, isClosed ? end + delimiter.length : end), value };
  }
  name.lastIndex = at;
  const word = name.exec(text)?.[0];
  if (word !== undefined) return { kind: "name", text: word };
  sign.lastIndex = at;
  return { kind: "sign", text: sign.exec(text)?.[0] ?? text.charAt(at) };
}

/** Where the closing quotes stand, or where the string ends without. */
function stringEnd(text: string, start: number, delimiter: string): number {
  for (let at = start; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (text.startsWith(delimiter, at)) return at;
    else if (character === "\n" && delimiter.length === 1) return at;
  }
  return text.length;
}

/** Other escapes are rare in names and descriptions, and stay as they are. */
function unescaped(raw: string): string {
  return raw.replaceAll(/\\(\r?\n|[\\'"nt])/g, (_, escape: string) => {
    if (escape === "n") return "\n";
    if (escape === "t") return "\t";
    return escape.endsWith("\n") ? "" : escape;
  });
}

function blanksAt(text: string, at: number): string {
  let end = at;
  while (/[ \t\f]/.test(text.charAt(end))) end += 1;
  return text.slice(at, end);
}

function widthOf(blanks: string): number {
  let width = 0;
  for (const blank of blanks) width = blank === "\t" ? width - (width % 8) + 8 : width + 1;
  return width;
}
