/** Computes expressions as GitHub does. */
import { builtins } from "./builtins.ts";
import { compare, isPrimitive, isTruthy, numberOf, stringOf } from "./coercion.ts";
import { ExpressionError } from "./expression-error.ts";
import { parse } from "./parser.ts";
import { segmentsOf } from "./template.ts";
import type { Tree } from "./tree.ts";
import { Dictionary, FilteredArray, foldCase, toValue, type Value } from "./value.ts";

/** The contexts that an expression may read, by name: `{ needs: { build: { outputs: {} } } }`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Functions that depend on the run, such as `success` and `hashFiles`, by name. */
export type Functions = Readonly<Record<string, (...parameters: readonly Value[]) => unknown>>;

/**
 * The value of one expression, without `${{ }}`. A missing property is null.
 *
 * @throws ExpressionError for one that GitHub could not read, that reads a context or calls a function not given,
 * or whose evaluation fails, as that of `fromJSON('')` does.
 */
export function evaluate(text: string, contexts: Contexts, functions: Functions = {}): Value {
  const known = { contexts: lowerCaseNames(contexts), functions: lowerCaseNames(functions) };
  return evaluateTree(parse(text, known), contexts, functions);
}

/**
 * A text with `${{ }}` in it, each replaced by the value of the expression inside, as GitHub does for `env` and `with`.
 * A missing property is an empty string.
 */
export function interpolate(text: string, contexts: Contexts, functions: Functions = {}): string {
  return segmentsOf(text)
    .map((segment) =>
      "text" in segment
        ? segment.text
        : stringOf(evaluate(segment.expression, contexts, functions)),
    )
    .join("");
}

export function evaluateTree(tree: Tree, contexts: Contexts, functions: Functions = {}): Value {
  return new Evaluation(contexts, functions).value(tree);
}

class Evaluation {
  readonly #contexts: ReadonlyMap<string, unknown>;
  readonly #functions: ReadonlyMap<string, (...parameters: readonly Value[]) => unknown>;
  /** One value for each context: an object equals only itself. */
  readonly #read = new Map<string, Value>();

  constructor(contexts: Contexts, functions: Functions) {
    this.#contexts = byFoldedName(contexts);
    this.#functions = byFoldedName(functions);
  }

  value(tree: Tree): Value {
    switch (tree.kind) {
      case "literal":
        return tree.value;
      case "context":
        return this.#context(tree.name);
      case "index":
        return indexed(this.value(tree.of), this.value(tree.key));
      case "filter":
        return filtered(this.value(tree.of));
      case "call":
        return this.#call(tree.name, tree.arguments);
      case "not":
        return !isTruthy(this.value(tree.of));
      case "comparison":
        return compare(this.value(tree.left), tree.operator, this.value(tree.right));
      case "logical":
        return this.#logical(tree.operator, tree.operands);
      default:
        return tree satisfies never;
    }
  }

  /** The first operand that decides, itself and not as a boolean; else the last. */
  #logical(operator: "&&" | "||", operands: readonly Tree[]): Value {
    let value: Value = null;
    for (const operand of operands) {
      value = this.value(operand);
      if (isTruthy(value) === (operator === "||")) break;
    }
    return value;
  }

  #context(name: string): Value {
    const folded = foldCase(name);
    const known = this.#read.get(folded);
    if (known !== undefined) return known;
    if (!this.#contexts.has(folded)) throw failed(`Unrecognized named-value: '${name}'`);
    const value = toValue(this.#contexts.get(folded));
    this.#read.set(folded, value);
    return value;
  }

  #call(name: string, parameters: readonly Tree[]): Value {
    const own = this.#functions.get(foldCase(name));
    if (own !== undefined) return toValue(own(...this.#values(parameters)));
    if (name.toLowerCase() === "case") return this.#case(parameters);
    const builtin = builtins.get(name.toLowerCase());
    if (builtin === undefined) throw failed(`Unrecognized function: '${name}'`);
    return builtin(...this.#values(parameters));
  }

  #values(trees: readonly Tree[]): Value[] {
    return trees.map((tree) => this.value(tree));
  }

  /** Computes no more than it needs: a value whose condition is false may be an error (Case.cs). */
  #case(parameters: readonly Tree[]): Value {
    const [condition, value, ...rest] = parameters;
    if (condition === undefined) return null;
    if (value === undefined) return this.value(condition);
    const holds = this.value(condition);
    if (typeof holds !== "boolean") {
      throw failed("case predicate must evaluate to a boolean value");
    }
    return holds ? this.value(value) : this.#case(rest);
  }
}

function lowerCaseNames(items: object): ReadonlySet<string> {
  return new Set(Object.keys(items).map((name) => name.toLowerCase()));
}

function byFoldedName<Item>(items: Readonly<Record<string, Item>>): ReadonlyMap<string, Item> {
  return new Map(Object.entries(items).map(([name, item]) => [foldCase(name), item]));
}

function indexed(value: Value, key: Value): Value {
  if (value instanceof FilteredArray) {
    const found = value.map((item) => itemAt(item, key)).filter((item) => item !== undefined);
    return FilteredArray.from(found);
  }
  return itemAt(value, key) ?? null;
}

/** undefined where there is no such property or index. */
function itemAt(value: Value, key: Value): Value | undefined {
  if (value instanceof Dictionary) return isPrimitive(key) ? value.get(stringOf(key)) : undefined;
  if (isPrimitive(value)) return undefined;
  const index = Math.floor(numberOf(key));
  return value[index];
}

function filtered(value: Value): FilteredArray {
  const items = value instanceof FilteredArray ? value.flatMap(itemsOf) : itemsOf(value);
  return FilteredArray.from(items);
}

function itemsOf(value: Value): readonly Value[] {
  if (value instanceof Dictionary) return value.values();
  return isPrimitive(value) ? [] : value;
}

function failed(message: string): ExpressionError {
  return new ExpressionError("evaluation", message);
}
