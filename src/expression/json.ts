/** JSON as `fromJSON` and `toJSON` read and write it: properties keep their order, even those named like numbers. */
import { formatNumber } from "./number.ts";
import { known } from "./unknown.ts";
import { Dictionary, type Value } from "./value.ts";

/** @throws SyntaxError for a text that is no JSON. */
export function readJson(text: string): Value {
  JSON.parse(text); // reports what is wrong; below the text is known to be right
  return new Reader(text).value();
}

const token = /[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/g;

class Reader {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(text: string) {
    this.#tokens = text.match(token) ?? [];
  }

  value(): Value {
    const text = this.#take();
    if (text === "{") return new Dictionary(this.#items("}", () => this.#property()));
    if (text === "[") return this.#items("]", () => this.value());
    return JSON.parse(text) as null | boolean | number | string;
  }

  #property(): readonly [string, Value] {
    const name = JSON.parse(this.#take()) as string;
    this.#next += 1; // the colon
    return [name, this.value()];
  }

  #items<Item>(end: string, read: () => Item): Item[] {
    const items: Item[] = [];
    while (this.#tokens[this.#next] !== end) {
      items.push(read());
      if (this.#tokens[this.#next] === ",") this.#next += 1;
    }
    this.#next += 1;
    return items;
  }

  #take(): string {
    const text = this.#tokens[this.#next];
    if (text === undefined) throw new RangeError("read past the end of valid JSON");
    this.#next += 1;
    return text;
  }
}

/**
 * Indented by two spaces.
 *
 * @throws UnknownError where something inside is unknown.
 */
export function writeJson(value: Value, indent = ""): string {
  if (value === null) return "null";
  if (typeof value === "number") return formatNumber(value);
  if (typeof value !== "object") return typeof value === "string" ? quoted(value) : String(value);
  const deeper = `${indent}  `;
  const block = (open: string, items: readonly string[], close: string): string =>
    items.length === 0
      ? open + close
      : `${open}\n${items.map((item) => deeper + item).join(",\n")}\n${indent}${close}`;
  if (!(value instanceof Dictionary)) {
    const items = value.map((item) => writeJson(known(item), deeper));
    return block("[", items, "]");
  }
  const properties = value
    .entries()
    .map(([name, item]) => `${quoted(name)}: ${writeJson(known(item), deeper)}`);
  return block("{", properties, "}");
}

/**
 * As Newtonsoft.Json writes a text: three more line ends are escaped
 * (WriteEscapedJavaScriptString in JavaScriptUtils.cs of https://github.com/JamesNK/Newtonsoft.Json).
 */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u0085\u2028\u2029]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
