import { ExpressionError } from "./expression-error.ts";
import { type Token, tokensOf } from "./lexer.ts";
import { arities } from "./arity.ts";
import { type ComparisonOperator, comparison, literal, logical, type Tree } from "./syntax-tree.ts";

/** Limits of actions/runner, ExpressionConstants.cs. */
export const maxLength = 21_000;
export const maxDepth = 50;

/** The names that an expression may use, in lower case. */
export interface KnownNames {
  /** Default: any. */
  readonly contexts?: ReadonlySet<string>;
  /** In addition to GitHub's. */
  readonly functions?: ReadonlySet<string>;
}

/**
 * Reads an expression, without `${{ }}`, by GitHub's grammar.
 *
 * @throws ExpressionError with GitHub's message.
 */
export function parse(text: string, names?: KnownNames): Tree {
  if (names !== undefined) return parseNew(text, names);
  const before = cache.get(text);
  if (before !== undefined) return before;
  const tree = parseNew(text, {});
  if (cache.size === cacheSize) cache.clear();
  cache.set(text, tree);
  return tree;
}

/**
 * Reads the inside of `${{ }}`. GitHub refuses an empty one, but elsewhere takes an empty expression for null.
 *
 * @throws ExpressionError with GitHub's message.
 */
export function parseInserted(expression: string): Tree {
  if (expression === "") throw new ExpressionError("parsing", "An expression was expected");
  return parse(expression);
}

/** Workflows repeat their expressions. */
const cache = new Map<string, Tree>();
const cacheSize = 1000;

function parseNew(text: string, names: KnownNames): Tree {
  if (text.length > maxLength) {
    throw new ExpressionError("parsing", `Exceeded max expression length ${maxLength}`);
  }
  return new Parser(text, names).parse();
}

const relations: readonly string[] = ["<", "<=", ">", ">="] satisfies ComparisonOperator[];
const equalities: readonly string[] = ["==", "!="] satisfies ComparisonOperator[];

class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #names: KnownNames;
  #next = 0;
  #depth = 0;

  constructor(text: string, names: KnownNames) {
    this.#text = text;
    this.#tokens = tokensOf(text);
    this.#names = names;
  }

  parse(): Tree {
    if (this.#peek().kind === "end") return literal(null);
    const tree = this.#expression();
    if (this.#peek().kind !== "end") throw this.#symbolError();
    return tree;
  }

  #expression(): Tree {
    return this.#deeper(() =>
      this.#logical("||", () => this.#logical("&&", () => this.#equality())),
    );
  }

  #logical(operator: "&&" | "||", operand: () => Tree): Tree {
    const first = operand();
    if (!this.#at(operator)) return first;
    return this.#deeper(() => {
      const operands = [first];
      while (this.#accept(operator)) operands.push(operand());
      return logical(operator, operands);
    });
  }

  #equality(): Tree {
    return this.#comparison(equalities, () => this.#comparison(relations, () => this.#unary()));
  }

  #comparison(operators: readonly string[], operand: () => Tree): Tree {
    let tree = operand();
    for (;;) {
      const { kind, text } = this.#peek();
      if (kind !== "punctuation" || !operators.includes(text)) return tree;
      this.#next += 1;
      tree = comparison(tree, text as ComparisonOperator, operand());
    }
  }

  #unary(): Tree {
    if (!this.#accept("!")) return this.#postfix();
    return this.#deeper(() => ({ kind: "not", of: this.#unary() }));
  }

  /** Names, calls and parentheses may be indexed; literals may not. */
  #postfix(): Tree {
    const start = this.#peek();
    let tree = this.#primary();
    if (start.kind === "literal") return tree;
    const depth = this.#depth;
    for (;;) {
      if (this.#accept("[")) tree = this.#index(tree);
      else if (this.#accept(".")) tree = this.#property(tree);
      else break;
      this.#enter();
    }
    this.#depth = depth;
    return tree;
  }

  #index(of: Tree): Tree {
    const tree: Tree = this.#accept("*")
      ? { kind: "filter", of }
      : { kind: "index", of, key: this.#expression() };
    this.#expect("]");
    return tree;
  }

  #property(of: Tree): Tree {
    if (this.#accept("*")) return { kind: "filter", of };
    const { kind, text } = this.#peek();
    if (kind !== "name") throw this.#symbolError();
    this.#next += 1;
    return { kind: "index", of, key: literal(text) };
  }

  #primary(): Tree {
    const token = this.#peek();
    if (token.kind === "literal") {
      this.#next += 1;
      return literal(token.value ?? null);
    }
    if (token.kind === "name") {
      this.#next += 1;
      return this.#accept("(") ? this.#call(token) : this.#context(token);
    }
    if (!this.#accept("(")) throw this.#symbolError();
    const tree = this.#expression();
    this.#expect(")");
    return tree;
  }

  #context(name: Token): Tree {
    if (this.#names.contexts?.has(name.text.toLowerCase()) === false) {
      throw this.#errorAt("Unrecognized named-value", name);
    }
    return { kind: "context", name: name.text };
  }

  #call(name: Token): Tree {
    const parameters: Tree[] = [];
    if (!this.#accept(")")) {
      do parameters.push(this.#expression());
      while (this.#accept(","));
      this.#expect(")");
    }
    const problem = this.#callProblem(name.text.toLowerCase(), parameters.length);
    if (problem !== undefined) throw this.#errorAt(problem, name);
    return { kind: "call", name: name.text, arguments: parameters };
  }

  #callProblem(name: string, count: number): string | undefined {
    const arity = arities.get(name);
    if (arity === undefined) {
      return this.#names.functions?.has(name) === true ? undefined : "Unrecognized function";
    }
    if (count < arity.least) return "Too few parameters supplied";
    if (count > arity.most) return "Too many parameters supplied";
    // `case` takes pairs of condition and value, and a last value.
    return name === "case" && count % 2 === 0
      ? "Even number of parameters supplied, requires an odd number of parameters"
      : undefined;
  }

  #peek(): Token {
    const token = this.#tokens[this.#next];
    if (token === undefined) throw new RangeError("read past the end token");
    return token;
  }

  #at(text: string): boolean {
    const token = this.#peek();
    return token.kind === "punctuation" && token.text === text;
  }

  #accept(text: string): boolean {
    if (!this.#at(text)) return false;
    this.#next += 1;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#symbolError();
  }

  #deeper(read: () => Tree): Tree {
    this.#enter();
    const tree = read();
    this.#depth -= 1;
    return tree;
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > maxDepth) {
      throw new ExpressionError("parsing", `Exceeded max expression depth ${maxDepth}`);
    }
  }

  /** At the end of the expression GitHub names the last token. */
  #symbolError(): ExpressionError {
    const token = this.#peek();
    const symbol = token.kind === "end" ? (this.#tokens[this.#next - 1] ?? token) : token;
    const what = token.kind === "end" ? "Unexpected end of expression" : "Unexpected symbol";
    return this.#errorAt(what, symbol, token.position);
  }

  /** @param position Index of the wrong character. */
  #errorAt(what: string, { text, position: start }: Token, position = start): ExpressionError {
    const place = `Located at position ${start + 1} within expression: ${this.#text}`;
    return new ExpressionError("parsing", `${what}: '${text}'. ${place}`, position);
  }
}
