/** The values of GitHub's expressions, and how plain JavaScript values become them. */
import { Unknown } from "./unknown.ts";

export type Value = null | boolean | number | string | Dictionary | readonly Item[];

/** The value of an expression, or of an item in an object or array. */
export type Item = Value | Unknown;

export interface DictionaryOptions {
  /** Whether case matters in names, as for environment variables. */
  readonly caseSensitive?: boolean;
  /** The value for every other name, where there may be more names on GitHub. */
  readonly missing?: Unknown | undefined;
}

/** An object of GitHub's expressions: names with values, in order. */
export class Dictionary {
  /** The entries by their names, in upper case where case does not matter. */
  readonly #entries = new Map<string, readonly [name: string, value: Item]>();
  readonly #options: DictionaryOptions;

  /** Of two names that differ only in case the first one gives the place and spelling, the second one the value. */
  constructor(
    entries: Iterable<readonly [name: string, value: Item]>,
    options: DictionaryOptions = {},
  ) {
    this.#options = options;
    for (const [name, value] of entries) {
      const key = this.#keyOf(name);
      this.#entries.set(key, [this.#entries.get(key)?.[0] ?? name, value]);
    }
  }

  get(name: string): Item | undefined {
    const entry = this.#entries.get(this.#keyOf(name));
    return entry === undefined ? this.#options.missing : entry[1];
  }

  entries(): readonly (readonly [name: string, value: Item])[] {
    return [...this.#entries.values()];
  }

  values(): readonly Item[] {
    const { missing } = this.#options;
    const values = this.entries().map(([, value]) => value);
    return missing === undefined ? values : [...values, missing];
  }

  #keyOf(name: string): string {
    return this.#options.caseSensitive === true ? name : foldCase(name);
  }
}

/** The result of `.*`. A property of it is an array of that property of every item. */
export class FilteredArray extends Array<Item> {}

/** Undefined and everything that JSON cannot express become null. */
export function toValue(value: Plain | undefined): Value;
export function toValue(value: unknown): Item;
export function toValue(value: unknown): Item {
  if (value instanceof Dictionary || value instanceof Unknown) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => toValue(item));
  if (typeof value === "object" && value !== null) {
    return new Dictionary(Object.entries(value).map(([name, item]) => [name, toValue(item)]));
  }
  const isPlain = ["boolean", "number", "string"].includes(typeof value);
  return isPlain ? (value as boolean | number | string) : null;
}

/**
 * Upper case as in .NET's OrdinalIgnoreCase: no letter becomes two (`ß` stays), and `ı` and `ſ` do not become ASCII
 * (pal_casing.c in dotnet/runtime).
 */
export function foldCase(text: string): string {
  if (/^[\0-\u{7f}]*$/u.test(text)) return text.toUpperCase();
  return Array.from(text)
    .map((letter) => {
      const upper = letter.toUpperCase();
      return upper.length === letter.length && letter !== "ı" && letter !== "ſ" ? upper : letter;
    })
    .join("");
}

/** The first unknown value in an object or array, or the value itself where it is unknown. */
export function unknownIn(value: Item): Unknown | undefined {
  if (value instanceof Unknown) return value;
  if (typeof value !== "object" || value === null) return undefined;
  for (const item of value instanceof Dictionary ? value.values() : value) {
    const unknown = unknownIn(item);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

/** A value as plain JavaScript: the opposite of `toValue`. Unknown if a part of it is. */
export function plain(value: Item): Plain | Unknown {
  return unknownIn(value) ?? toPlain(value);
}

function toPlain(value: Item): Plain {
  if (value instanceof Dictionary) {
    return Object.fromEntries(value.entries().map(([name, item]) => [name, toPlain(item)]));
  }
  return Array.isArray(value) ? (value as readonly Item[]).map(toPlain) : (value as Plain);
}

/** A value of JSON. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain };
