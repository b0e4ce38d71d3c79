import type { Expression } from "../../expression/build/algebra.ts";
import { ExpressionError } from "../../expression/language/expression-error.ts";
import {
  belongsTo,
  conditionExpression,
  isCondition,
  isReference,
  matricesOf,
} from "../../expression/build/reference.ts";
import { parseInserted } from "../../expression/language/parser.ts";
import {
  expressionsIn,
  hasExpression,
  wholeExpression,
} from "../../expression/language/template.ts";
import { numberExpression } from "../../expression/analysis/number-expression.ts";
import {
  anyName,
  keysOf,
  type Reads,
  readsOf,
  statusFunctions,
} from "../../expression/analysis/usage.ts";
import { checkList, checkMapping, checkOptions } from "../../problems/options.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";
import { type ContextKey, contextOffer } from "../../github/context-availability.ts";
import { checkVariableNames } from "../../setup/variable-names.ts";
import type { Environment } from "../../model/workflow.ts";
import type { Declaration } from "../declaration.ts";
import { at, DeclarationError, type Place } from "../place.ts";

/** `anywhere` is a place in `extra`, where this program does not know what GitHub allows. */
type ExpressionKey = ContextKey | "anywhere";

interface NumberKind {
  readonly name: string;
  readonly holds: (value: number) => boolean;
}

export const amounts: NumberKind = {
  name: "number above 0",
  holds: (value) => Number.isFinite(value) && value > 0,
};

export const counts: NumberKind = {
  name: "whole number, 0 or above",
  holds: (value) => Number.isInteger(value) && value >= 0,
};

export interface ReaderSettings {
  readonly place: Place;
  /** References have to belong to it. It records what the expressions read. */
  readonly owner: Declaration;
  /** The job's matrix, if it has one. Its keys are undefined where only the run knows them. */
  readonly matrix?:
    | { readonly token: unknown; readonly keys: readonly string[] | undefined }
    | undefined;
}

/** Turns options into text, checks the expressions in it, and collects the jobs that they read. */
export class OptionReader {
  readonly #settings: ReaderSettings;
  readonly #needs = new Set<string>();

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
  }

  place(option: string): Place {
    return { ...this.#settings.place, option };
  }

  error(option: string, message: string, hints: readonly string[] = []): DeclarationError {
    return new DeclarationError(this.place(option), message, hints);
  }

  /** Ids of the jobs that the options read, in the order of the options. */
  get needs(): readonly string[] {
    return [...this.#needs];
  }

  /** The text of an option, with references as `${{ }}`. */
  text(value: unknown, option: string, key: ExpressionKey): string {
    if (typeof value === "string") {
      this.#checkText(value, option, key);
      return value;
    }
    if (isReference(value) || isCondition(value)) {
      this.#checkOrigin(value, option);
      this.expression(value.expression, option, key);
      return value.toString();
    }
    throw this.error(option, `it is a text or a reference, not ${shown(value)}.`);
  }

  /** A text that is not empty. */
  filledText(value: unknown, option: string, key: ContextKey): string {
    const text = this.text(value, option, key);
    if (text.trim() !== "") return text;
    throw this.error(option, "it is empty.");
  }

  /** The text of a condition, without `${{ }}`. */
  condition(value: unknown, option: string): string {
    if (!isCondition(value)) {
      const hint = isReference(value)
        ? 'compare it: .eq("…")'
        : 'environment.eq("prod"), not(skip_tests), expr`…`';
      throw this.error(option, `it takes a condition, not ${shown(value)}.`, [hint]);
    }
    this.#checkOrigin(value, option);
    const text = conditionExpression(value);
    this.expression(text, option, "jobs.<job_id>.if");
    return text;
  }

  /** As `text`, but numbers and booleans stay what they are. */
  scalar(value: unknown, option: string, key: ContextKey): string | number | boolean {
    return Number.isFinite(value) || typeof value === "boolean"
      ? (value as number | boolean)
      : this.text(value, option, key);
  }

  /** True, false, or a condition for the run to decide. */
  flag(value: unknown, option: string, key: ContextKey): boolean | string {
    if (typeof value === "boolean") return value;
    if (this.isText(value)) {
      const text = this.text(value, option, key).trim();
      // A text is allowed if it is nothing but an expression.
      if (wholeExpression(text) !== undefined) {
        this.#settings.owner.flags.push({ place: this.place(option), text });
        return text;
      }
    }
    throw this.error(option, `it is true, false or a condition, not ${shown(value)}.`);
  }

  /**
   * A number, or an expression for one. GitHub takes no text for a number, but inputs of a form, outputs and variables
   * are texts, so the expression converts them with `fromJSON()`.
   * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts#inputs-context
   */
  number(value: unknown, option: string, key: ContextKey, kind: NumberKind): number | string {
    if (typeof value === "number" && kind.holds(value)) return value;
    if (typeof value === "string" || isReference(value)) {
      const expression = wholeExpression(this.text(value, option, key).trim());
      if (expression !== undefined) return `\${{ ${numberExpression(expression)} }}`;
    }
    throw this.error(option, `it is a ${kind.name}, not ${shown(value)}.`);
  }

  /** Tells a text from a mapping, for an option that takes both. */
  isText(value: unknown): value is string {
    return typeof value === "string" || isReference(value) || isCondition(value);
  }

  /** Refuses anything but a mapping with these names. */
  shape(value: unknown, names: readonly string[], option: string): void {
    at(this.place(option), () => checkOptions(value, names, "it"));
  }

  list(value: unknown, option: string): readonly unknown[] {
    at(this.place(option), () => checkList(value, "it"));
    return value as readonly unknown[];
  }

  /** The values of an `env` or `with`. */
  values(values: Readonly<Record<string, unknown>>, option: string, key: ContextKey): Environment {
    at(this.place(option), () => checkMapping(values, "it"));
    const entries = Object.entries(values).filter(([, value]) => value !== undefined);
    return Object.fromEntries(
      entries.map(([name, value]) => [
        this.text(name, option, key),
        this.scalar(value, `${option}.${name}`, key),
      ]),
    );
  }

  /** The values of an `env` of several steps, where no secret belongs. */
  variables(
    values: Readonly<Record<string, unknown>>,
    option: string,
    key: ContextKey,
  ): Environment {
    const result = this.values(values, option, key);
    at(this.place(option), () => checkVariableNames(result, "it"));
    return result;
  }

  /** Adds a job whose artifact is used. */
  need(id: string): void {
    this.#needs.add(id);
  }

  #checkOrigin(value: Expression, option: string): void {
    const { owner, matrix } = this.#settings;
    if (!belongsTo(value, owner)) {
      throw this.error(
        option,
        `${value.toString()} is of another automation. A workflow sees its own jobs and inputs only.`,
      );
    }
    if (matricesOf(value).some((token) => token !== matrix?.token)) {
      throw this.error(
        option,
        `${value.toString()} is of a matrix that the job does not have: a matrix has values in its own job only. Give the job this \`matrix\`.`,
      );
    }
  }

  #checkText(text: string, option: string, key: ExpressionKey): void {
    const expressions = this.#orExplain(text, option, () => expressionsIn(text));
    for (const expression of expressions) this.expression(expression, option, key);
  }

  /** Checks an expression that is written without `${{ }}`, and records what it reads. */
  expression(expression: string, option: string, key: ExpressionKey): void {
    const quotation = hasExpression(expression) ? expression : `\${{ ${expression} }}`;
    const reads = this.#orExplain(quotation, option, () => readsOf(parseInserted(expression)));
    if (key !== "anywhere") this.#checkAvailable(expression, reads, option, key);
    this.#checkMatrix(reads, option);
    this.#settings.owner.reads.push({ place: this.place(option), expression, reads });
    for (const id of keysOf(reads, "needs")) this.#needs.add(id);
  }

  #checkAvailable(expression: string, reads: Reads, option: string, key: ContextKey): void {
    const { contexts, functions } = contextOffer(key);
    const context = reads.contexts.find((name) => !contexts.includes(name));
    if (context !== undefined) {
      throw this.error(
        option,
        `\${{ ${expression} }} reads ${JSON.stringify(context)}, which GitHub does not offer there, but ${quotedList(contexts)}.${reason(key, context)}${didYouMean(context, contexts)}`,
      );
    }
    if (reads.paths.some(([first, name]) => first === "secrets" && (name ?? anyName) === anyName)) {
      throw this.error(
        option,
        `\${{ ${expression} }} reads all secrets at once. Name the one that the step needs: secrets.NAME.`,
      );
    }
    if (reads.functions.includes("hashfiles") && !functions.includes("hashFiles")) {
      throw this.error(option, "hashFiles() works in steps only, where there are files.");
    }
    const status = statusFunctions.find((name) => reads.functions.includes(name));
    if (status !== undefined && !functions.includes(status)) {
      throw this.error(option, `${status}() works in conditions only.`);
    }
  }

  #orExplain<Value>(quotation: string, option: string, read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw this.error(option, `${quotation} is nothing that GitHub can read: ${error.message}`);
    }
  }

  #checkMatrix(reads: Reads, option: string): void {
    if (!reads.contexts.includes("matrix")) return;
    const { matrix } = this.#settings;
    if (matrix === undefined) {
      throw this.error(
        option,
        "it reads a matrix that the job does not have: a matrix has values in its own job only. Give the job the `matrix`.",
      );
    }
    const { keys } = matrix;
    const unknownKey = keysOf(reads, "matrix").find(
      (key) => keys?.every((other) => other.toLowerCase() !== key.toLowerCase()) === true,
    );
    if (keys === undefined || unknownKey === undefined) return;
    throw this.error(
      option,
      `the job's matrix has no ${JSON.stringify(unknownKey)}. It has ${quotedList(keys)}.${didYouMean(unknownKey, keys)}`,
    );
  }
}

function reason(key: ContextKey, context: string): string {
  if (key === "jobs.<job_id>.if" && context === "matrix") {
    return " A condition is read once, before the matrix makes its jobs.";
  }
  if (context === "secrets") return " A secret belongs to the task that uses it: declare it there.";
  return "";
}
