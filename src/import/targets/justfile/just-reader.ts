/** The parts of a recipe's line, one after the other. */
import type { JustToken } from "./just-tokens.ts";

export interface JustParameter {
  readonly name: string;
  /** `*` takes any number of words, `+` at least one. */
  readonly repeats?: "*" | "+" | undefined;
  /** Undefined where a value is needed, `computed` where just works it out. */
  readonly default?: { readonly value: string } | "computed" | undefined;
}

/** `[arg("bar", long, help="…")]`: the texts of its arguments, and those with a name. */
export interface JustAttribute {
  readonly name: string;
  readonly values: readonly string[];
  readonly named: ReadonlyMap<string, string | undefined>;
}

export class JustReader {
  readonly #tokens: readonly JustToken[];
  #at = 0;

  constructor(tokens: readonly JustToken[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#tokens.length;
  }

  isAt(text: string): boolean {
    const token = this.#tokens[this.#at];
    return token?.text === text && token.kind === "symbol";
  }

  /** `[private, group("dev"), doc: "…"]`, with its brackets. */
  attributes(): readonly JustAttribute[] {
    const found: JustAttribute[] = [];
    this.#at += 1;
    while (!this.isAtEnd && !this.#take("]")) {
      const name = this.#name();
      if (name !== undefined) found.push({ name, ...this.#arguments() });
      else this.#at += 1;
    }
    return found;
  }

  /** `name parameters:`, without what stands behind the colon. Undefined for anything else. */
  recipe(): { readonly name: string; readonly parameters: readonly JustParameter[] } | undefined {
    this.#take("@");
    const name = this.#name();
    if (name === undefined) return undefined;
    const parameters: JustParameter[] = [];
    while (!this.#take(":")) {
      const repeats = this.#take("*") ? "*" : this.#take("+") ? "+" : undefined;
      this.#take("$");
      const parameter = this.#name();
      if (parameter === undefined) return undefined;
      const value = this.#take("=") ? this.#value() : undefined;
      parameters.push({ name: parameter, repeats, default: value });
    }
    return { name, parameters };
  }

  #arguments(): Pick<JustAttribute, "values" | "named"> {
    const values: string[] = [];
    const named = new Map<string, string | undefined>();
    if (this.#take(":")) values.push(this.#next()?.value ?? "");
    else if (this.#take("(")) {
      while (!this.isAtEnd && !this.#take(")")) {
        const token = this.#next();
        if (token?.kind === "name") {
          named.set(token.text, this.#take("=") ? this.#next()?.value : undefined);
        } else if (token?.value !== undefined) values.push(token.value);
      }
    }
    return { values, named };
  }

  #value(): JustParameter["default"] {
    const token = this.#next();
    if (token?.value !== undefined) return { value: token.value };
    const isCall = token?.kind === "name" && this.#take("(");
    let depth = isCall || token?.text === "(" ? 1 : 0;
    while (depth > 0 && !this.isAtEnd) {
      if (this.isAt("(")) depth += 1;
      else if (this.isAt(")")) depth -= 1;
      this.#at += 1;
    }
    return "computed";
  }

  #name(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "name") return undefined;
    this.#at += 1;
    return token.text;
  }

  #next(): JustToken | undefined {
    this.#at += 1;
    return this.#tokens[this.#at - 1];
  }

  #take(text: string): boolean {
    const isThere = this.isAt(text);
    if (isThere) this.#at += 1;
    return isThere;
  }
}
