import type { Expression } from "../../expression/build/algebra.ts";
import { ExpressionError } from "../../expression/language/expression-error.ts";
import {
  belongsTo,
  conditionExpression,
  isCondition,
  isReference,
  matricesOf,
  stepsOf,
} from "../../expression/build/reference.ts";
import { parseInserted } from "../../expression/language/parser.ts";
import {
  expressionsIn,
  hasExpression,
  wholeExpression,
} from "../../expression/language/template.ts";
import { numberExpression } from "../../expression/analysis/number-expression.ts";
import { keysOf, type Reads, readsIn, readsOf } from "../../expression/analysis/usage.ts";
import { checkList, checkMapping, checkOptions } from "../../problems/options.ts";
import { shown } from "../../problems/wording.ts";
import type { ContextKey } from "../../github/context-availability.ts";
import { readsOnlyMatrix } from "../../steps/command-values.ts";
import { checkVariableNames } from "../../steps/variable-names.ts";
import type { Environment } from "../../model/workflow.ts";
import type { Declaration } from "../declaration.ts";
import { at, DeclarationError, type Place } from "../place.ts";
import type { Shape } from "../matrix/matrix-shape.ts";
import {
  availabilityProblem,
  caseProblem,
  characterProblem,
  lateValue,
  matrixProblem,
} from "./expression-checks.ts";
import type { NumberKind } from "./values/number-kinds.ts";
import { objectInText } from "../matrix/object-in-text.ts";
import type { StepOrder } from "./step-order.ts";

/** `anywhere` is a place in `extra`, where this program does not know what GitHub allows. */
export type ExpressionKey = ContextKey | "anywhere";

export interface ReaderSettings {
  readonly place: Place;
  /** References have to belong to it. It records what the expressions read. */
  readonly owner: Declaration;
  /** The job's matrix, if it has one. */
  readonly matrix?: { readonly token: unknown; readonly shape: Shape } | undefined;
  /** The steps of the job. */
  readonly steps?: StepOrder | undefined;
}

/** Turns options into text, checks the expressions in it, and collects the jobs that they read. */
export class OptionReader {
  readonly #settings: ReaderSettings;
  readonly #needs = new Set<string>();
  /** The step whose options are read. */
  #step: Pick<Place, "step" | "index"> | undefined;

  constructor(settings: ReaderSettings) {
    this.#settings = settings;
  }

  place(option: string): Place {
    const { place } = this.#settings;
    return this.#step === undefined ? { ...place, option } : { ...place, ...this.#step, option };
  }

  /** Reads the options of a step: errors name it, if it has a name, and expressions may read the steps before it. */
  inStep<Value>(step: string | undefined, position: number, read: () => Value): Value {
    const { steps } = this.#settings;
    this.#step = step === undefined ? undefined : { step, index: position };
    steps?.moveTo(position);
    try {
      return read();
    } finally {
      this.#step = undefined;
      steps?.moveToEnd();
    }
  }

  /** Checks that a reference may stand where its text already does. */
  origin(value: unknown, option: string): void {
    if (isReference(value) || isCondition(value)) this.#checkOrigin(value, option);
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
      return this.#plainText(value, option, key);
    }
    if (isReference(value) || isCondition(value)) {
      this.#checkOrigin(value, option);
      this.expression(value.expression, option, key);
      return this.#plainText(value.toString(), option, key);
    }
    throw this.error(option, `it is a text or a reference, not ${shown(value)}.`);
  }

  #plainText(text: string, option: string, key: ExpressionKey): string {
    const problem = objectInText(text, key, this.#settings.matrix?.shape);
    if (problem === undefined) return text;
    throw this.error(option, problem);
  }

  /** A text that is not empty. */
  filledText(value: unknown, option: string, key: ContextKey): string {
    const text = this.text(value, option, key);
    if (text.trim() !== "") return text;
    throw this.error(option, "it is empty.");
  }

  /** A command, whose expressions have values of the job's matrix only: those that are written there. */
  command(command: string, option: string): void {
    this.text(command, option, "jobs.<job_id>.steps[].run");
    if (!readsOnlyMatrix(command)) {
      throw this.error(
        option,
        `the command has an expression, whose value the shell would read as code. Pass it in \`env\`.`,
      );
    }
    const late = lateValue(readsIn(command), this.#settings.matrix?.shape);
    const problem = `the command has the value ${late}, which only the run knows: the shell would read it as code. Pass it in \`env\`.`;
    this.#refuse(late && problem, option);
  }

  /** The text of the condition of a step, without `${{ }}`. */
  stepCondition(value: unknown, option: string): string {
    return this.condition(value, option, "jobs.<job_id>.steps[].if");
  }

  /** The text of a condition, without `${{ }}`. */
  condition(value: unknown, option: string, key: ContextKey = "jobs.<job_id>.if"): string {
    if (!isCondition(value)) {
      const hint = isReference(value)
        ? 'compare it: .eq("…")'
        : 'environment.eq("prod"), not(skip_tests), expr`…`';
      throw this.error(option, `it takes a condition, not ${shown(value)}.`, [hint]);
    }
    this.#checkOrigin(value, option);
    const text = conditionExpression(value);
    this.expression(text, option, key);
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
    this.#refuse(caseProblem(entries.map(([name]) => name)), option);
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

  /** Adds a job whose artifact is used. False for one of another automation. */
  need(id: string, owner: object): boolean {
    if (owner === this.#settings.owner) this.#needs.add(id);
    return owner === this.#settings.owner;
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
    const { steps } = this.#settings;
    const stepProblem = stepsOf(value).flatMap((step) => steps?.problemOf(step) ?? [])[0];
    this.#refuse(stepProblem && `${value.toString()} reads ${stepProblem}`, option);
  }

  #refuse(problem: string | undefined, option: string): void {
    if (problem !== undefined) throw this.error(option, problem);
  }

  #checkText(text: string, option: string, key: ExpressionKey): void {
    this.#refuse(characterProblem(text), option);
    const expressions = this.#orExplain(text, option, () => expressionsIn(text));
    for (const expression of expressions) this.expression(expression, option, key);
  }

  /** Checks an expression that is written without `${{ }}`, and records what it reads. */
  expression(expression: string, option: string, key: ExpressionKey): void {
    const quotation = hasExpression(expression) ? expression : `\${{ ${expression} }}`;
    const reads = this.#orExplain(quotation, option, () => readsOf(parseInserted(expression)));
    const problem =
      (key === "anywhere" ? undefined : availabilityProblem(expression, reads, key)) ??
      matrixProblem(reads, this.#settings.matrix) ??
      this.#stepProblem(expression, reads);
    this.#refuse(problem, option);
    this.#settings.owner.reads.push({ place: this.place(option), expression, reads });
    for (const id of keysOf(reads, "needs")) this.#needs.add(id);
  }

  #orExplain<Value>(quotation: string, option: string, read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      throw this.error(option, `${quotation} is nothing that GitHub can read: ${error.message}`);
    }
  }

  #stepProblem(expression: string, reads: Reads): string | undefined {
    const { steps } = this.#settings;
    const paths = reads.paths.filter(([context]) => context === "steps");
    const [problem] = paths.flatMap((path) => steps?.problemOfPath(path) ?? []);
    return problem === undefined ? undefined : `\${{ ${expression} }} reads ${problem}`;
  }
}
