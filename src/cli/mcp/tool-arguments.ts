/** The arguments of a call, each read with an error that says what to pass. */
import { isMapping } from "../../problems/options.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";

export class ToolArguments {
  readonly #values: Readonly<Record<string, unknown>>;

  /**
   * @param known The names that the tool takes.
   * @throws UsageError for any other name.
   */
  constructor(values: unknown, tool: string, known: readonly string[]) {
    this.#values = isMapping(values) ? values : {};
    for (const name of Object.keys(this.#values)) {
      if (known.includes(name)) continue;
      throw new UsageError(
        `${tool} has no argument ${JSON.stringify(name)}.${didYouMean(name, known)}`,
        [`its arguments are ${quotedList(known)}`],
      );
    }
  }

  /** As it is. */
  value(name: string): unknown {
    return this.#values[name];
  }

  text(name: string): string {
    const text = this.optionalText(name);
    if (text === undefined) throw this.#wrong(name, 'a text, such as "…", and is required');
    return text;
  }

  optionalText(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (!isWord(value)) throw this.#wrong(name, "a text");
    return value;
  }

  texts(name: string): readonly string[] {
    const value = this.#values[name] ?? [];
    if (!isWords(value)) throw this.#wrong(name, 'a list of texts, such as ["…"]');
    return value;
  }

  isOn(name: string): boolean {
    const value = this.#values[name] ?? false;
    if (typeof value !== "boolean") throw this.#wrong(name, "true or false");
    return value;
  }

  wholeNumber(name: string, least: number, most: number): number | undefined {
    const value = this.#values[name];
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
      return value;
    }
    throw this.#wrong(name, `a whole number from ${least} to ${most}`);
  }

  #wrong(name: string, what: string): UsageError {
    const value = this.#values[name];
    return new UsageError(
      `${name} is ${what}${value === undefined ? "." : `, not ${shown(value)}.`}`,
    );
  }
}

/** Whether it can be a word of a command line, in which no text has a NUL. */
export function isWord(value: unknown): value is string {
  return typeof value === "string" && !value.includes("\0");
}

export function isWords(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isWord);
}
