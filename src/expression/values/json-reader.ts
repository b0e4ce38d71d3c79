/**
 * JSON as `fromJSON` reads it. GitHub uses Newtonsoft.Json (JsonTextReader.cs and JToken.cs of
 * https://github.com/JamesNK/Newtonsoft.Json), which also takes single quotes, names without quotes, comments, extra
 * commas, raw line ends, `NaN`, `undefined`, hexadecimal and octal numbers, and anything after the value.
 *
 * actions/runner also has a strict reader, JsonParser.cs in src/Sdk/Expressions/Sdk/Functions. It is off unless
 * StrictJsonParsing is on in WorkflowFeatures.cs (src/Sdk/WorkflowParser). Steps (src/Sdk/DTExpressions2) never use it.
 */
import { whiteSpace } from "../language/number.ts";
import { Dictionary, type Value } from "./value.ts";

/** JsonReader.MaxDepth */
const deepest = 64;

const words: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["NaN", Number.NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
  // ToExpressionData turns any other value into a text.
  ["undefined", ""],
]);

const escapes: Readonly<Record<string, string>> = { b: "\b", t: "\t", n: "\n", f: "\f", r: "\r" };

/** @throws SyntaxError for a text that Newtonsoft.Json refuses. */
export function readJson(text: string): Value {
  return new Reader(text).root();
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Ignores everything after the value. A comment before the value counts as the value. */
  root(): Value {
    this.#skipSpace();
    if (this.#peek() === "/") return this.#comment();
    if (this.#peek() === ",") return "";
    return this.#value();
  }

  #value(): Value {
    const first = this.#peek();
    if (first === "{") return this.#nest(() => this.#object());
    if (first === "[") return this.#nest(() => this.#array());
    if (first === '"' || first === "'") return this.#string();
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      if (this.#isSeparator()) return value;
      throw this.#syntaxError();
    }
    if (/[-.0-9]/.test(first)) return this.#number();
    throw this.#syntaxError();
  }

  #nest(read: () => Value): Value {
    this.#at += 1;
    this.#depth += 1;
    if (this.#depth > deepest) throw new SyntaxError(`deeper than ${deepest} levels`);
    const value = read();
    this.#depth -= 1;
    return value;
  }

  #array(): Value {
    const items: Value[] = [];
    for (;;) {
      this.#skip();
      if (this.#accept("]")) return items;
      // Two commas have an undefined item between them.
      items.push(this.#peek() === "," ? "" : this.#value());
      this.#skip();
      if (!this.#accept(",") && this.#peek() !== "]") throw this.#syntaxError();
    }
  }

  #object(): Value {
    const entries: [string, Value][] = [];
    for (;;) {
      this.#skip();
      if (this.#accept("}")) return new Dictionary(entries);
      const name = this.#name();
      this.#skipSpace();
      if (!this.#accept(":")) throw this.#syntaxError();
      this.#skip();
      entries.push([name, this.#peek() === "," ? "" : this.#value()]);
      this.#skip();
      if (!this.#accept(",") && this.#peek() !== "}") throw this.#syntaxError();
    }
  }

  #name(): string {
    if (/["']/.test(this.#peek())) return this.#string();
    const [name = ""] = /^[\p{L}\p{Nd}_$]*/u.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += name.length;
    const next = this.#peek();
    if (name !== "" && (next === ":" || whiteSpace.test(next))) return name;
    throw this.#syntaxError();
  }

  #string(): string {
    const quote = this.#take();
    let value = "";
    for (;;) {
      const character = this.#take();
      if (character === quote) return value;
      value += character === "\\" ? this.#escape() : character;
    }
  }

  #escape(): string {
    const character = this.#take();
    if (`"'\\/`.includes(character)) return character;
    const simple = escapes[character];
    if (simple !== undefined) return simple;
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (character !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#syntaxError();
    this.#at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  #number(): number {
    const [digits = ""] = /^[-+.0-9a-fA-FxX]+/.exec(this.#text.slice(this.#at)) ?? [];
    const value = numberOf(digits);
    if (value === undefined) throw this.#syntaxError();
    this.#at += digits.length;
    // Only after a number Newtonsoft.Json takes `)` and `/` before anything.
    if (!/[)/]/.test(this.#peek()) && !this.#isSeparator()) throw this.#syntaxError();
    return value;
  }

  #skip(): void {
    this.#skipSpace();
    while (this.#peek() === "/") {
      this.#comment();
      this.#skipSpace();
    }
  }

  #skipSpace(): void {
    while (this.#peek() === "\0" || whiteSpace.test(this.#peek())) this.#at += 1;
  }

  #comment(): string {
    const rest = this.#text.slice(this.#at);
    const match = /^\/\*([^]*?)\*\/|^\/\/([^\r\n]*)/.exec(rest);
    // Newtonsoft.Json needs one more character after the second slash.
    if (match === null || rest === "//") throw this.#syntaxError();
    this.#at += match[0].length;
    return match[1] ?? match[2] ?? "";
  }

  #isSeparator(): boolean {
    const next = this.#peek();
    if (next === "/") return /[*/]/.test(this.#text.charAt(this.#at + 1));
    return next === "" || "}],\0".includes(next) || whiteSpace.test(next);
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }

  #accept(character: string): boolean {
    if (this.#peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  #take(): string {
    const character = this.#peek();
    if (character === "") throw this.#syntaxError();
    this.#at += 1;
    return character;
  }

  #syntaxError(): SyntaxError {
    const character = this.#peek();
    return new SyntaxError(
      character === ""
        ? "Unexpected end of JSON input"
        : `Unexpected character ${JSON.stringify(character)} at position ${this.#at}`,
    );
  }
}

/** `0x1F` and `017` are signed numbers of 64 bits, and have no sign before them. */
function numberOf(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]{1,16}$/.test(text)) return Number(BigInt.asIntN(64, BigInt(text)));
  if (/^0[0-7]{1,22}$/.test(text)) return Number(BigInt.asIntN(64, BigInt(`0o${text}`)));
  const isDecimal = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
  return isDecimal && !/^0\d/.test(text) ? Number(text) : undefined;
}
