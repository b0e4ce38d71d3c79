/** Evaluates expressions as GitHub does. unknown.ts explains values that are unknown on this machine. */
import { valueAt, filteredValues } from "./access.ts";
import { builtins } from "./builtins.ts";
import { compare, textOf, truthOf } from "./coercion.ts";
import { evaluationError } from "../language/expression-error.ts";
import { parse } from "../language/parser.ts";
import { segmentsOf } from "../language/template.ts";
import type { Tree } from "../language/syntax-tree.ts";
import { attempt, joinTexts, known, Unknown, unknownFrom } from "./unknown.ts";
import { foldCase, type Item, toValue, type Value } from "./value.ts";

/** The contexts that an expression may read, by name: `{ needs: { build: { outputs: {} } } }`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** Functions that depend on the run, such as `success` and `hashFiles`, by name. */
export type Functions = Readonly<Record<string, (...parameters: readonly Value[]) => unknown>>;

/**
 * The value of one expression, without `${{ }}`. A missing property is null.
 *
 * @throws ExpressionError where GitHub could not read it, where it uses other contexts or functions, and where its
 * evaluation fails, as that of `fromJSON('')` does.
 */
export function evaluate(
  text: string,
  contexts: Contexts,
  functions: Functions = {},
): Value | Unknown {
  const names = { contexts: lowerCaseNames(contexts), functions: lowerCaseNames(functions) };
  return evaluateTree(parse(text, names), contexts, functions);
}

/**
 * Replaces each `${{ }}` in a text by the value of its expression, as GitHub does for `env` and `with`. A missing
 * property is an empty string. The whole text is unknown if a part of it is.
 */
export function interpolate(
  text: string,
  contexts: Contexts,
  functions: Functions = {},
): string | Unknown {
  const parts = segmentsOf(text).map((segment) =>
    "text" in segment ? segment.text : textOf(evaluate(segment.expression, contexts, functions)),
  );
  return joinTexts(parts);
}

export function evaluateTree(
  tree: Tree,
  contexts: Contexts,
  functions: Functions = {},
): Value | Unknown {
  return new Evaluation(contexts, functions).value(tree);
}

class Evaluation {
  readonly #contexts: ReadonlyMap<string, unknown>;
  readonly #functions: ReadonlyMap<string, (...parameters: readonly Value[]) => unknown>;
  /** Each context is converted once, because an object equals only itself. */
  readonly #values = new Map<string, Item>();

  constructor(contexts: Contexts, functions: Functions) {
    this.#contexts = byFoldedName(contexts);
    this.#functions = byFoldedName(functions);
  }

  value(tree: Tree): Item {
    switch (tree.kind) {
      case "literal":
        return tree.value;
      case "context":
        return this.#context(tree.name);
      case "index":
        return valueAt(this.value(tree.of), () => this.value(tree.key));
      case "filter":
        return filteredValues(this.value(tree.of));
      case "call":
        return this.#call(tree.name, tree.arguments);
      case "not": {
        const truth = truthOf(this.value(tree.of));
        return truth instanceof Unknown ? unknownFrom(truth) : !truth;
      }
      case "comparison": {
        const [left, right] = [this.value(tree.left), this.value(tree.right)];
        if (left instanceof Unknown) return unknownFrom(left, right);
        if (right instanceof Unknown) return unknownFrom(right);
        return compare(left, tree.operator, right);
      }
      case "logical":
        return this.#logical(tree.operator, tree.operands);
      default:
        return tree satisfies never;
    }
  }

  /** The value of the first operand that decides, else of the last one. It is not converted to a boolean. */
  #logical(operator: "&&" | "||", operands: readonly Tree[]): Item {
    const decides = operator === "||";
    /** The operands that may be the result, and the truth of the result if they are. */
    const possible: { readonly value: Item; readonly truth: boolean | Unknown }[] = [];
    let doubt: Unknown | undefined;
    for (const [index, operand] of operands.entries()) {
      const ask = (): Item => this.value(operand);
      const value = doubt === undefined ? ask() : attempt(ask, doubt);
      const truth = truthOf(value);
      if (index === operands.length - 1) possible.push({ value, truth });
      else if (truth === decides || truth instanceof Unknown) {
        possible.push({ value, truth: decides });
      }
      if (truth === decides) break;
      if (truth instanceof Unknown) doubt ??= truth;
    }
    const [first, ...others] = possible;
    if (first === undefined) return null;
    if (others.length === 0 || doubt === undefined) return first.value;
    const agree = possible.every(({ truth }) => truth === decides);
    const { reason, mayFail } = unknownFrom(doubt, ...possible.map(({ value }) => value));
    return new Unknown(reason, { mayFail, truth: agree ? decides : undefined });
  }

  #context(name: string): Item {
    const key = foldCase(name);
    const before = this.#values.get(key);
    if (before !== undefined) return before;
    if (!this.#contexts.has(key)) throw evaluationError(`Unrecognized named-value: '${name}'`);
    const value = toValue(this.#contexts.get(key));
    this.#values.set(key, value);
    return value;
  }

  #call(name: string, parameters: readonly Tree[]): Item {
    const ask = parameters.map((parameter) => (): Item => this.value(parameter));
    const own = this.#functions.get(foldCase(name));
    if (own === undefined) {
      const builtin = builtins.get(name.toLowerCase());
      if (builtin === undefined) throw evaluationError(`Unrecognized function: '${name}'`);
      return builtin(...ask);
    }
    const values = ask.map((argument) => argument());
    const unknown = values.find((value) => value instanceof Unknown);
    if (unknown !== undefined) return new Unknown(unknown.reason, { mayFail: true });
    return toValue(own(...values.map((value) => known(value))));
  }
}

function lowerCaseNames(items: object): ReadonlySet<string> {
  return new Set(Object.keys(items).map((name) => name.toLowerCase()));
}

function byFoldedName<Item>(items: Readonly<Record<string, Item>>): ReadonlyMap<string, Item> {
  return new Map(Object.entries(items).map(([name, item]) => [foldCase(name), item]));
}
