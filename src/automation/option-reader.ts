import type { Expression } from "../expression/algebra.ts";
import { ExpressionError } from "../expression/expression-error.ts";
import {
  belongsTo,
  conditionExpression,
  isCondition,
  isReference,
  matricesOf,
} from "../expression/reference.ts";
import { didYouMean, quotedList, shown } from "../problems/wording.ts";
import {
  availableContexts,
  type ContextRule,
  withHashFiles,
  withStatusFunctions,
} from "./contexts.ts";
import { type ExpressionReads, expressionsIn, readsOf } from "./expression-text.ts";
import { DeclarationError, type Place } from "./place.ts";

const statusFunctions: readonly string[] = ["success", "failure", "always", "cancelled"];

export interface ReaderSettings {
  readonly place: Place;
  /** What a reference has to have been made by. */
  readonly owner: object;
  /** The job's matrix and its keys; undefined where there is none. */
  readonly matrix?: { readonly token: unknown; readonly keys: readonly string[] };
}

/** Turns options into text, checks the expressions in it, and remembers which jobs they read. */
export class OptionReader {
  readonly #settings: ReaderSettings;
  readonly #needs = new Set<string>();

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
  }

  /** Ids of the jobs that the options read, in the order of the options. */
  get needs(): readonly string[] {
    return [...this.#needs];
  }

  /** The text of an option, with references as `${{ }}`. */
  text(value: unknown, option: string, rule: ContextRule): string {
    if (typeof value === "string") {
      for (const expression of expressionsIn(value)) this.#check(expression, option, rule);
      return value;
    }
    if (isReference(value) || isCondition(value)) {
      this.#checkOrigin(value, option);
      this.#check(value.expression, option, rule);
      return value.toString();
    }
    throw this.#error(option, `it is a text or a reference, not ${shown(value)}.`);
  }

  /** The text of a condition, without `${{ }}`. */
  condition(value: unknown, option: string): string {
    if (!isCondition(value)) {
      throw this.#error(option, `it takes a condition, not ${shown(value)}.`, [
        'environment.eq("prod"), not(skip_tests), expr`…`',
      ]);
    }
    this.#checkOrigin(value, option);
    const text = conditionExpression(value);
    this.#check(text, option, "condition");
    return text;
  }

  /** As `text`, but numbers and booleans stay what they are. */
  scalar(value: unknown, option: string, rule: ContextRule): string | number | boolean {
    return typeof value === "number" || typeof value === "boolean"
      ? value
      : this.text(value, option, rule);
  }

  /** The values of an `env` or `with`. */
  values(
    values: Readonly<Record<string, unknown>>,
    option: string,
    rule: ContextRule,
  ): Record<string, string | number | boolean> {
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(
      given.map(([name, value]) => [name, this.scalar(value, `${option}.${name}`, rule)]),
    );
  }

  /** Remembers a job whose artifact is used. */
  need(id: string): void {
    this.#needs.add(id);
  }

  /** Remembers which jobs a value reads that is printed as it is. */
  collect(value: unknown, option: string): void {
    if (typeof value === "string") {
      for (const expression of expressionsIn(value)) {
        for (const id of this.#read(expression, option).needs) this.#needs.add(id);
      }
    } else if (typeof value === "object" && value !== null) {
      for (const part of Object.values(value)) this.collect(part, option);
    }
  }

  #checkOrigin(value: Expression, option: string): void {
    const { owner, matrix } = this.#settings;
    if (!belongsTo(value, owner)) {
      throw this.#error(
        option,
        `${value.toString()} is of another automation. A workflow sees its own jobs and inputs only.`,
      );
    }
    if (matricesOf(value).some((token) => token !== matrix?.token)) {
      throw this.#error(
        option,
        `${value.toString()} is of a matrix that the job does not have: a matrix has values in its own job only. Give the job this \`matrix\`.`,
      );
    }
  }

  #check(expression: string, option: string, rule: ContextRule): void {
    const reads = this.#read(expression, option);
    const allowed: readonly string[] = availableContexts[rule];
    const context = reads.contexts.find((name) => !allowed.includes(name));
    if (context !== undefined) {
      throw this.#error(
        option,
        `\${{ ${expression} }} reads ${JSON.stringify(context)}, which GitHub does not offer there, but ${quotedList(allowed)}.${reason(rule, context)}${didYouMean(context, allowed)}`,
      );
    }
    if (reads.functions.includes("hashfiles") && !withHashFiles.has(rule)) {
      throw this.#error(option, "hashFiles() works in steps only, where there are files.");
    }
    const status = statusFunctions.find((name) => reads.functions.includes(name));
    if (status !== undefined && !withStatusFunctions.has(rule)) {
      throw this.#error(option, `${status}() works in conditions only.`);
    }
    this.#checkMatrix(reads, option);
    for (const id of reads.needs) this.#needs.add(id);
  }

  #read(expression: string, option: string): ExpressionReads {
    try {
      return readsOf(expression);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw this.#error(
        option,
        `\${{ ${expression} }} is nothing that GitHub can read: ${error.message}`,
      );
    }
  }

  #checkMatrix({ contexts, matrix: used }: ExpressionReads, option: string): void {
    if (!contexts.includes("matrix")) return;
    const keys = this.#settings.matrix?.keys;
    if (keys === undefined) {
      throw this.#error(
        option,
        "it reads a matrix that the job does not have: a matrix has values in its own job only. Give the job the `matrix`.",
      );
    }
    const missing = used.find(
      (key) => !keys.some((known) => known.toLowerCase() === key.toLowerCase()),
    );
    if (missing === undefined) return;
    throw this.#error(
      option,
      `the job's matrix has no ${JSON.stringify(missing)}. It has ${quotedList(keys)}.${didYouMean(missing, keys)}`,
    );
  }

  #error(option: string, message: string, hints: readonly string[] = []): DeclarationError {
    return new DeclarationError({ ...this.#settings.place, option }, message, hints);
  }
}

function reason(rule: ContextRule, context: string): string {
  if (rule === "condition" && context === "matrix") {
    return " A condition is read once, before the matrix makes its jobs.";
  }
  if (context === "secrets") return " A secret belongs to the task that uses it: declare it there.";
  return "";
}
