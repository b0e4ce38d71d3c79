/** The values of GitHub's expressions, and how plain JavaScript values become them. */
import { Unknown } from "./unknown.ts";

export type Value = null | boolean | number | string | Dictionary | readonly Item[];

/** What an expression comes to, and what an object or array holds. */
export type Item = Value | Unknown;

export interface DictionaryOptions {
  /** Whether names are told apart by their case, as those of environment variables are. */
  readonly caseSensitive?: boolean;
  /** What stands for every name that is not there, where something may be. */
  readonly missing?: Unknown | undefined;
}

/** The names of a JavaScript object, in their order, free of its prototype. */
export class Dictionary {
  /** By the name in upper case, where case makes no difference. */
  readonly #entries = new Map<string, readonly [name: string, value: Item]>();
  readonly #options: DictionaryOptions;

  /** Of two names that differ only in case the first keeps its place and spelling, the second gives the value. */
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

/** What `.*` makes: a property of it is that property of every item. */
export class FilteredArray extends Array<Item> {}

/** undefined becomes null; what JSON has no word for becomes null too. */
export function toValue(value: Plain | undefined): Value;
export function toValue(value: unknown): Item;
export function toValue(value: unknown): Item {
  if (value instanceof Dictionary || value instanceof Unknown) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => toValue(item));
  switch (typeof value) {
    case "boolean":
    case "number":
    case "string":
      return value;
    case "object":
      if (value === null) return null;
      return new Dictionary(Object.entries(value).map(([name, item]) => [name, toValue(item)]));
    default:
      return null;
  }
}

/**
 * Upper case as .NET's OrdinalIgnoreCase sees it: letter by letter, none becoming two (`ß` stays),
 * and `ı` and `ſ` not becoming ASCII (dotnet/runtime, pal_casing.c).
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

/** A value as plain JavaScript: the opposite of `toValue`. Unknown where something in it is. */
export function plain(value: Item): Plain | Unknown {
  return unknownIn(value) ?? toPlain(value);
}

function toPlain(value: Item): Plain {
  if (value instanceof Dictionary) {
    return Object.fromEntries(value.entries().map(([name, item]) => [name, toPlain(item)]));
  }
  return Array.isArray(value) ? (value as readonly Item[]).map(toPlain) : (value as Plain);
}

/** What JSON has words for. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain };
