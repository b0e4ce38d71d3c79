/** The values of GitHub's expressions, and how plain JavaScript values become them. */

export type Value = null | boolean | number | string | Dictionary | readonly Value[];

/** The names of a JavaScript object, in their order and without regard to case, free of its prototype. */
export class Dictionary {
  /** By the name in upper case. */
  readonly #entries = new Map<string, readonly [name: string, value: Value]>();

  /** Of two names that differ only in case the first keeps its place and spelling, the second gives the value. */
  constructor(entries: Iterable<readonly [name: string, value: Value]>) {
    for (const [name, value] of entries) {
      const folded = foldCase(name);
      this.#entries.set(folded, [this.#entries.get(folded)?.[0] ?? name, value]);
    }
  }

  get(name: string): Value | undefined {
    return this.#entries.get(foldCase(name))?.[1];
  }

  entries(): readonly (readonly [name: string, value: Value])[] {
    return [...this.#entries.values()];
  }

  values(): readonly Value[] {
    return this.entries().map(([, value]) => value);
  }
}

/** What `.*` makes: a property of it is that property of every item. */
export class FilteredArray extends Array<Value> {}

/** undefined becomes null; what JSON has no word for becomes null too. */
export function toValue(value: unknown): Value {
  if (value instanceof Dictionary) return value;
  if (Array.isArray(value)) return value.map(toValue);
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

/** A value as plain JavaScript: the opposite of `toValue`. */
export function plain(value: Value): Plain {
  if (value instanceof Dictionary) {
    return Object.fromEntries(value.entries().map(([name, item]) => [name, plain(item)]));
  }
  return Array.isArray(value) ? (value as readonly Value[]).map(plain) : (value as Plain);
}

/** What JSON has words for. */
export type Plain =
  | null
  | boolean
  | number
  | string
  | readonly Plain[]
  | { readonly [name: string]: Plain };
