/**
 * JSON as `fromJSON` reads it: GitHub takes what Newtonsoft.Json takes (JsonTextReader.cs and JToken.cs of
 * https://github.com/JamesNK/Newtonsoft.Json), so single quotes, names without quotes, comments, commas too many, raw
 * line ends, `NaN`, `undefined`, hexadecimal and octal numbers, and anything behind the value.
 *
 * FromJson.cs in actions/runner (src/Sdk/Expressions/Sdk/Functions) has a strict reader beside it, JsonParser.cs, and
 * asks it only with StrictJsonParsing, which WorkflowFeatures.cs (src/Sdk/WorkflowParser) has off, as being there for
 * telemetry only. The runner that evaluates steps (src/Sdk/DTExpressions2) has no other than Newtonsoft.Json.
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
  // ToExpressionData makes a text of what it does not know.
  ["undefined", ""],
]);

const escapes: Readonly<Record<string, string>> = {
  b: "\b",
  t: "\t",
  n: "\n",
  f: "\f",
  r: "\r",
};

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

  /** What follows is never read. A comment before the value is taken for the value. */
  root(): Value {
    this.#skipSpace();
    if (this.#peek() === "/") return this.#comment();
    if (this.#peek() === ",") return "";
    return this.#value();
  }

  #value(): Value {
    const first = this.#peek();
    if (first === "{") return this.#nested(() => this.#object());
    if (first === "[") return this.#nested(() => this.#array());
    if (first === '"' || first === "'") return this.#string();
    for (const [word, value] of words) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      if (this.#isSeparator()) return value;
      throw this.#unexpected();
    }
    if (/[-.0-9]/.test(first)) return this.#number();
    throw this.#unexpected();
  }

  #nested(read: () => Value): Value {
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
      // Between two commas something is undefined.
      items.push(this.#peek() === "," ? "" : this.#value());
      this.#skip();
      if (!this.#accept(",") && this.#peek() !== "]") throw this.#unexpected();
    }
  }

  #object(): Value {
    const entries: [string, Value][] = [];
    for (;;) {
      this.#skip();
      if (this.#accept("}")) return new Dictionary(entries);
      const name = this.#name();
      this.#skipSpace();
      if (!this.#accept(":")) throw this.#unexpected();
      this.#skip();
      entries.push([name, this.#peek() === "," ? "" : this.#value()]);
      this.#skip();
      if (!this.#accept(",") && this.#peek() !== "}") throw this.#unexpected();
    }
  }

  #name(): string {
    if (/["']/.test(this.#peek())) return this.#string();
    const [name = ""] = /^[\p{L}\p{Nd}_$]*/u.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += name.length;
    const next = this.#peek();
    if (name !== "" && (next === ":" || whiteSpace.test(next))) return name;
    throw this.#unexpected();
  }

  #string(): string {
    const quote = this.#take();
    let value = "";
    for (;;) {
      const character = this.#take();
      if (character === quote) return value;
      value += character === "\\" ? this.#escaped() : character;
    }
  }

  #escaped(): string {
    const character = this.#take();
    if (`"'\\/`.includes(character)) return character;
    const simple = escapes[character];
    if (simple !== undefined) return simple;
    const digits = this.#text.slice(this.#at, this.#at + 4);
    if (character !== "u" || !/^[0-9a-fA-F]{4}$/.test(digits)) throw this.#unexpected();
    this.#at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  }

  #number(): number {
    const [found = ""] = /^[-+.0-9a-fA-FxX]+/.exec(this.#text.slice(this.#at)) ?? [];
    const value = numberOf(found);
    if (value === undefined) throw this.#unexpected();
    this.#at += found.length;
    // Behind a number, and nothing else, Newtonsoft.Json takes these whatever follows.
    if (!/[)/]/.test(this.#peek()) && !this.#isSeparator()) throw this.#unexpected();
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
    const found = /^\/\*([^]*?)\*\/|^\/\/([^\r\n]*)/.exec(rest);
    // Newtonsoft.Json looks one character further than the second slash.
    if (found === null || rest === "//") throw this.#unexpected();
    this.#at += found[0].length;
    return found[1] ?? found[2] ?? "";
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
    if (character === "") throw this.#unexpected();
    this.#at += 1;
    return character;
  }

  #unexpected(): SyntaxError {
    const found = this.#peek();
    return new SyntaxError(
      found === ""
        ? "Unexpected end of JSON input"
        : `Unexpected character ${JSON.stringify(found)} at position ${this.#at}`,
    );
  }
}

/** `0x1F` and `017` are 64 bits wide, with a sign; they have no sign before them. */
function numberOf(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]{1,16}$/.test(text)) return Number(BigInt.asIntN(64, BigInt(text)));
  if (/^0[0-7]{1,22}$/.test(text)) return Number(BigInt.asIntN(64, BigInt(`0o${text}`)));
  const isDecimal = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
  return isDecimal && !/^0\d/.test(text) ? Number(text) : undefined;
}
