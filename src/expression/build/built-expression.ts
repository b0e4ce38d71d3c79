import { UsageError } from "../../problems/usage-error.ts";
import type { Condition, Reference } from "./algebra.ts";
import { ExpressionError } from "../language/expression-error.ts";
import { maxDepth, maxLength, parse } from "../language/parser.ts";
import { print } from "../language/print.ts";
import {
  type ComparisonOperator,
  comparison,
  literal,
  logical,
  negation,
  type Tree,
} from "../language/syntax-tree.ts";

/** The automation that a reference belongs to. */
export interface Owner {
  readonly automation: string;
  /** Whether all of its jobs are declared, so that its references can no longer be used. */
  readonly closed: boolean;
}

/** Where an expression may be used. */
export interface Origin {
  readonly jobs: readonly string[];
  /** The automations whose inputs or jobs it reads: it may stand only there. */
  readonly owners: readonly Owner[];
  /** The matrices that it reads: it may stand only in their jobs. */
  readonly matrices: readonly object[];
  /** The steps that it reads: it may stand only behind them, in their job. */
  readonly steps: readonly object[];
}

/** The origin of an expression that may stand in every workflow. */
export const everywhere: Origin = { jobs: [], owners: [], matrices: [], steps: [] };

/** Shorter forms of a value for certain uses. */
export interface Forms {
  /** For a condition. Default: the value. */
  readonly condition?: Tree;
  /** For the negation of the condition. Default: `!` before the condition. */
  readonly negation?: Tree;
  /** For a comparison with a literal, where the result is the same. Default: the value. */
  readonly comparand?: (operator: ComparisonOperator, other: Tree) => Tree;
}

/** What stands behind a reference with properties. */
const expressionsBehind = new WeakMap<object, BuiltExpression>();

/** The expression of a reference or condition; undefined for anything else. */
export function builtExpression(value: unknown): BuiltExpression | undefined {
  if (!(value instanceof BuiltExpression)) return undefined;
  return expressionsBehind.get(value) ?? value;
}

/** What every reference has, so that none of its properties can have these names. */
const ownNames: ReadonlySet<string> = new Set(
  "expression jobs eq ne lt le gt ge and or not toString toJSON then constructor".split(" "),
);

/**
 * A reference whose other properties are made by `property` when they are read. A method belongs to the expression
 * behind it, whose private members a Proxy does not have.
 */
export function withProperties(
  expression: BuiltExpression,
  property: (name: string) => unknown,
): BuiltExpression {
  const result = new Proxy(expression, {
    get(target, name) {
      if (typeof name === "string" && !ownNames.has(name)) return property(name);
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" && name !== "constructor"
        ? (value.bind(target) as unknown)
        : value;
    },
  });
  expressionsBehind.set(result, expression);
  return result;
}

export type Role = "reference" | "condition" | "both";

/** Implements both references and conditions. The types of the algebra show users only the methods that make sense. */
export class BuiltExpression implements Reference, Condition {
  readonly expression: string;
  readonly jobs: readonly string[];
  readonly tree: Tree;
  readonly role: Role;
  readonly origin: Origin;
  readonly forms: Forms;

  /** @throws UsageError when GitHub would refuse the expression for its length or depth. */
  constructor(tree: Tree, role: Role, origin: Origin, forms: Forms = {}) {
    this.expression = print(tree);
    checkLimits(this.expression);
    this.tree = tree;
    this.role = role;
    this.origin = origin;
    this.jobs = origin.jobs;
    this.forms = forms;
  }

  get conditionTree(): Tree {
    return this.forms.condition ?? this.tree;
  }

  eq(other: unknown): Condition {
    return this.#compare("==", other);
  }

  ne(other: unknown): Condition {
    return this.#compare("!=", other);
  }

  lt(other: unknown): Condition {
    return this.#compare("<", other);
  }

  le(other: unknown): Condition {
    return this.#compare("<=", other);
  }

  gt(other: unknown): Condition {
    return this.#compare(">", other);
  }

  ge(other: unknown): Condition {
    return this.#compare(">=", other);
  }

  and(...others: readonly Condition[]): Condition {
    return combine("&&", "and", [this, ...others]);
  }

  or(...others: readonly Condition[]): Condition {
    return combine("||", "or", [this, ...others]);
  }

  not(): Condition {
    const tree = this.forms.negation ?? negation(this.conditionTree);
    return new BuiltExpression(tree, "condition", this.origin);
  }

  toString(): string {
    return `\${{ ${this.expression} }}`;
  }

  /**
   * Refuses `reference == "x"`, which would compare objects now instead of values in the workflow. A template string
   * loses the origin of a reference, so its owner is checked here.
   */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") {
      const owner = this.origin.owners.find(({ closed }) => closed);
      if (owner === undefined) return this.toString();
      throw new UsageError(
        `${this.toString()} is of the automation ${JSON.stringify(owner.automation)}, whose jobs are declared already. A workflow sees its own jobs and inputs only.`,
      );
    }
    throw new UsageError(
      `${this.toString()} has no value yet: it is known only when the workflow runs, so it can be neither compared nor calculated with here.`,
      [
        "compare with .eq(), .ne(), .lt(), .le(), .gt() or .ge()",
        "join texts in a template string",
      ],
    );
  }

  /** Without it `JSON.stringify` would print the fields of this class. */
  toJSON(): never {
    throw new UsageError(
      `${this.toString()} has no value yet, so JSON.stringify() cannot print it. In a workflow toJSON() does.`,
      [`toJSON(…) of "recompose-ci"`],
    );
  }

  #compare(operator: ComparisonOperator, other: unknown): Condition {
    const right = operandTree(other, `${this.expression} ${operator}`);
    const left = this.forms.comparand?.(operator, right) ?? this.tree;
    const origin = mergeOrigins([this, other]);
    return new BuiltExpression(comparison(left, operator, right), "condition", origin);
  }
}

/** `a && b` or `a || b`, of two conditions or more. */
export function combine(
  operator: "&&" | "||",
  name: string,
  conditions: readonly unknown[],
): Condition {
  const operands = conditions.map((condition) => requireCondition(condition, name));
  if (operands.length === 0) throw new UsageError(`${name}() takes one condition or more.`);
  const tree = logical(
    operator,
    operands.map((condition) => condition.conditionTree),
  );
  return new BuiltExpression(tree, "condition", mergeOrigins(operands));
}

export function requireCondition(condition: unknown, name: string): BuiltExpression {
  const built = builtExpression(condition);
  if (built !== undefined) {
    if (built.role !== "reference") return built;
    throw new UsageError(
      `${name}() takes conditions, and ${built.expression} is a value. Compare it, as in .eq("…").`,
    );
  }
  throw new UsageError(
    `${name}() takes conditions, such as github.refName.eq("main"), not ${typeof condition}.`,
  );
}

/** The tree of a reference or of a literal; `place` is for the message about anything else. */
export function operandTree(value: unknown, place: string): Tree {
  const built = builtExpression(value);
  if (built !== undefined) return built.tree;
  if (value === null || typeof value === "string" || typeof value === "boolean") {
    return literal(value);
  }
  if (typeof value === "number" && Number.isFinite(value)) return literal(value);
  const text = typeof value === "number" ? String(value) : typeof value;
  throw new UsageError(
    `${place}: an expression takes strings, finite numbers, booleans, null and references, not ${text}.`,
  );
}

/** The origins of the references and conditions among the values. */
export function mergeOrigins(values: readonly unknown[]): Origin {
  const expressions = values.flatMap((value) => builtExpression(value) ?? []);
  const all = <Item>(pick: (origin: Origin) => readonly Item[]): readonly Item[] => [
    ...new Set(expressions.flatMap(({ origin }) => pick(origin))),
  ];
  return {
    jobs: all(({ jobs }) => jobs),
    owners: all(({ owners }) => owners),
    matrices: all(({ matrices }) => matrices),
    steps: all(({ steps }) => steps),
  };
}

function checkLimits(text: string): void {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    if (error.message.startsWith("Exceeded")) throw limitError(text);
    throw new UsageError(`${text} is not an expression that GitHub can read. ${error.message}.`);
  }
}

/** The error for an expression that is too long or nested too deeply for GitHub. */
export function limitError(text: string): UsageError {
  const start = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const limit =
    text.length > maxLength
      ? `has ${text.length} characters. GitHub takes at most ${maxLength}.`
      : `is nested too deeply. GitHub takes at most ${maxDepth} levels.`;
  return new UsageError(`The expression ${start} ${limit}`);
}
