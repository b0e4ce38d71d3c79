/**
 * What GitHub's reader makes of what is printed here. It is YamlDotNet 5.3, with the types of YAML 1.2, and stricter than
 * others: this reads by its rules, and refuses what it refuses and what is never printed (tags, anchors, directives).
 * https://github.com/aaubry/YamlDotNet/blob/v5.3.0/YamlDotNet/Core/Scanner.cs and, for the types,
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/YamlObjectReader.cs
 */
import { escapes, typed } from "./github-yaml-scalars.ts";

/** @throws Error with the line, for what GitHub's reader refuses. */
export function readAsGitHub(text: string): unknown {
  return new Reader(text.replaceAll("\r\n", "\n")).document();
}

const blank = /[ \t]/;
const lineBreak = /[\r\n\u0085\u2028\u2029]/;

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    const wrong = /(?![\t\n])[\p{Cc}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]|\p{Cs}/u.exec(text);
    if (wrong !== null) {
      this.at = wrong.index;
      throw this.error("a character that no reader has to take, or that ends a line for this one");
    }
  }

  document(): unknown {
    this.toToken();
    const value = this.block(-1);
    this.toToken();
    if (this.at < this.text.length) throw this.error("something behind the end");
    return value;
  }

  private error(message: string): Error {
    return new Error(`line ${this.text.slice(0, this.at).split("\n").length}: ${message}`);
  }

  private peek(ahead = 0): string {
    return this.text[this.at + ahead] ?? "";
  }

  private isEnd(ahead = 0): boolean {
    const next = this.peek(ahead);
    return next === "" || blank.test(next) || lineBreak.test(next);
  }

  private column(): number {
    return this.at - (this.text.lastIndexOf("\n", this.at - 1) + 1);
  }

  /** Over blanks, comments and ends of lines: whether a line ended. A tab may not stand where a token may be a key. */
  private toToken(): boolean {
    let isNewLine = this.at === 0;
    for (;;) {
      while (this.peek() === " ") this.at += 1;
      if (this.peek() === "\t") throw this.error("a tab before a token");
      if (this.peek() === "#") while (this.peek() !== "\n" && this.peek() !== "") this.at += 1;
      if (this.peek() !== "\n") return isNewLine;
      this.at += 1;
      isNewLine = true;
    }
  }

  /** What stands deeper than `indent`. Behind a key, in its line, stands no other key and no dash. */
  private block(indent: number, isBehindKey = false): unknown {
    const start = this.at;
    const isNewLine = this.toToken();
    const column = this.column();
    const isList = this.peek() === "-" && this.isEnd(1);
    if (this.at >= this.text.length || (isNewLine && column <= indent)) {
      this.at = start;
      return null;
    }
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(this.text.slice(this.at, this.at + 4)) && column === 0) {
      throw this.error("a mark of a document");
    }
    if (isBehindKey && !isNewLine) return this.node(indent);
    if (isList) return this.list(column);
    if (this.peek() === "?" && this.isEnd(1)) return this.mapping(column);
    const before = this.at;
    if (!"|>".includes(this.peek())) {
      const isKey = this.isSimpleKey(indent);
      this.at = before;
      if (isKey) return this.mapping(column);
    }
    return this.node(indent);
  }

  /** A simple key stands in one line and has at most 1024 characters. */
  private isSimpleKey(indent: number): boolean {
    const start = this.at;
    const end = this.text.indexOf("\n", start);
    this.node(indent);
    const isInOneLine = end === -1 || this.at <= end;
    while (this.peek() === " ") this.at += 1;
    const isColon = this.peek() === ":" && this.isEnd(1);
    if (isColon && !(isInOneLine && this.at - start <= 1024)) {
      throw this.error("could not find expected ':'");
    }
    return isColon;
  }

  private list(column: number): readonly unknown[] {
    const items: unknown[] = [];
    do {
      this.at += 1;
      items.push(this.block(column));
    } while (this.isAgain(column) && this.peek() === "-" && this.isEnd(1));
    return items;
  }

  private mapping(column: number): Readonly<Record<string, unknown>> {
    const entries: [string, unknown][] = [];
    do {
      const isLong = this.peek() === "?" && this.isEnd(1);
      if (isLong) this.at += 1;
      const key = isLong ? this.block(column) : this.node(column);
      this.toToken();
      if (this.peek() !== ":" || !this.isEnd(1)) throw this.error("there is no ':'");
      this.at += 1;
      entries.push([keyOf(key), this.block(column, true)]);
    } while (this.isAgain(column));
    return unique(entries, (message) => this.error(message));
  }

  /** Whether the next token is another of a collection that starts in this column. */
  private isAgain(column: number): boolean {
    const start = this.at;
    const isNewLine = this.toToken();
    const next = this.column();
    if (this.at >= this.text.length || next < column) {
      this.at = start;
      return false;
    }
    if (next > column || !isNewLine) throw this.error("no token can stand here");
    return true;
  }

  private node(indent: number): unknown {
    const first = this.peek();
    if (first === "[" || first === "{") return this.flow();
    if (first === '"' || first === "'") return this.quoted(first);
    if (first === "|") return this.literal(indent);
    return typed(this.plain(false));
  }

  private flow(): unknown {
    const isList = this.peek() === "[";
    const close = isList ? "]" : "}";
    const items: unknown[] = [];
    const entries: [string, unknown][] = [];
    this.at += 1;
    for (;;) {
      while (blank.test(this.peek())) this.at += 1;
      if (this.peek() === close) break;
      const isLong = this.peek() === "?";
      if (isLong) this.at += 1;
      while (isLong && blank.test(this.peek())) this.at += 1;
      const start = this.at;
      const key = this.flowNode();
      while (blank.test(this.peek())) this.at += 1;
      const isEntry = this.peek() === ":";
      if (isEntry && !isLong && this.at - start > 1024)
        throw this.error("could not find expected ':'");
      if (isEntry) this.at += 1;
      while (isEntry && blank.test(this.peek())) this.at += 1;
      const value = isEntry ? this.flowNode() : undefined;
      if (!isList) entries.push([keyOf(key), value ?? null]);
      else items.push(isEntry || isLong ? { [keyOf(key)]: value ?? null } : key);
      while (blank.test(this.peek())) this.at += 1;
      if (this.peek() === ",") this.at += 1;
      else if (this.peek() !== close) throw this.error(`did not find expected ',' or '${close}'`);
    }
    this.at += 1;
    return isList ? items : unique(entries, (message) => this.error(message));
  }

  private flowNode(): unknown {
    const first = this.peek();
    if (first === "[" || first === "{") return this.flow();
    if (first === '"' || first === "'") return this.quoted(first);
    return ",]}:".includes(first) ? null : typed(this.plain(true));
  }

  /** In one line: none is printed over several. */
  private plain(isInFlow: boolean): string {
    const first = this.peek();
    const mayStart =
      !(first === "" || lineBreak.test(first) || "-?:,[]{}#&*!|>'\"%@`".includes(first)) ||
      (first === "-" && !blank.test(this.peek(1))) ||
      (!isInFlow && (first === "?" || first === ":") && !this.isEnd(1));
    if (!mayStart) throw this.error("find character that cannot start any token");
    let value = "";
    for (let blanks = ""; ;) {
      const next = this.peek();
      if (next === "" || lineBreak.test(next) || (next === "#" && blanks !== "")) return value;
      if (isInFlow && next === ":" && !this.isEnd(1)) throw this.error("find unexpected ':'");
      if ((next === ":" && this.isEnd(1)) || (isInFlow && ",:?[]{}".includes(next))) return value;
      this.at += 1;
      if (next === "\t") throw this.error("a tab, which other readers refuse in a plain scalar");
      if (next === " ") blanks += next;
      else {
        value += blanks + next;
        blanks = "";
      }
    }
  }

  private quoted(quote: string): string {
    let value = "";
    this.at += 1;
    for (;;) {
      const next = this.peek();
      if (next === "") throw this.error("find unexpected end of stream");
      if (lineBreak.test(next))
        throw this.error("a line that ends between quotes, where lines fold");
      this.at += 1;
      if (next === quote && quote === "'" && this.peek() === "'") this.at += 1;
      else if (next === quote) return value;
      if (quote === '"' && next === "\\") value += this.escape();
      else value += next;
    }
  }

  private escape(): string {
    const letter = this.peek();
    this.at += 1;
    if (letter === "\n") {
      while (blank.test(this.peek())) this.at += 1;
      if (this.column() === 0) throw this.error("a line between quotes that is not indented");
      if (lineBreak.test(this.peek())) throw this.error("an empty line between quotes");
      return "";
    }
    const length = { x: 2, u: 4, U: 8 }[letter];
    if (length === undefined) {
      const escape = escapes[letter];
      if (escape === undefined) throw this.error("find unknown escape character");
      return escape;
    }
    const digits = this.text.slice(this.at, this.at + length);
    if (!/^[\da-f]+$/i.test(digits) || digits.length < length) {
      throw this.error("did not find expected hexdecimal number");
    }
    this.at += length;
    const code = Number.parseInt(digits, 16);
    if ((code >= 0xd800 && code <= 0xdfff) || code > 0x10ffff) {
      throw this.error("find invalid Unicode character escape code");
    }
    return String.fromCodePoint(code);
  }

  private literal(parent: number): string {
    const [header = "", digit, chomp = ""] =
      /^\|(?:([1-9])?([+-])?|)(?=\n|$)/.exec(this.text.slice(this.at)) ?? [];
    if (header === "") throw this.error("did not find expected comment or line break");
    this.at += header.length + 1;
    let indent = digit === undefined ? 0 : Math.max(parent, 0) + Number(digit);
    const lines: string[] = [];
    let widest = 0;
    for (;;) {
      const start = this.at;
      while ((indent === 0 || this.at - start < indent) && this.peek() === " ") this.at += 1;
      const width = this.at - start;
      widest = Math.max(widest, width);
      if ((indent === 0 || width < indent) && this.peek() === "\t") {
        throw this.error("find a tab character where an indentation space is expected");
      }
      if (this.peek() === "\n") {
        lines.push("");
        this.at += 1;
        continue;
      }
      if (indent === 0) indent = Math.max(widest, parent + 1, 1);
      if (width !== indent || this.peek() === "") {
        this.at = start;
        break;
      }
      const end = this.text.indexOf("\n", this.at);
      if (end === -1) throw this.error("the last line of a text does not end");
      lines.push(this.text.slice(this.at, end));
      this.at = end + 1;
    }
    // The end of the last line belongs to the lines around: the next token stands on a line of its own.
    this.at -= 1;
    const text = lines.map((line) => `${line}\n`).join("");
    if (chomp === "+") return text;
    const content = text.replace(/\n+$/, "");
    return chomp === "-" || content === "" ? content : `${content}\n`;
  }
}

function keyOf(value: unknown): string {
  if (typeof value !== "string") throw new Error(`a key that is no text: ${JSON.stringify(value)}`);
  return value;
}

/** "'x' is already defined" (TemplateReader.cs in actions/runner). */
function unique(
  entries: readonly (readonly [string, unknown])[],
  error: (message: string) => Error,
): Readonly<Record<string, unknown>> {
  const keys = entries.map(([key]) => key);
  const again = keys.find((key, index) => keys.indexOf(key) !== index);
  if (again !== undefined) throw error(`'${again}' is already defined`);
  return Object.fromEntries(entries);
}
