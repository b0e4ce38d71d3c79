import { UsageError } from "../problems/usage-error.ts";

declare const valueType: unique symbol;

/**
 * A value that is known only when the workflow runs, such as another job's output.
 * It stands where a value would, and becomes a GitHub expression in the workflow.
 */
export interface Reference<Value = unknown> {
  /** The GitHub expression, without `${{ }}`: `needs.build.outputs.version`. */
  readonly expression: string;
  /** Ids of the jobs whose results it reads: a job that uses it needs them. */
  readonly jobs: readonly string[];
  /** `${{ needs.build.outputs.version }}`, so that it can stand in a template string. */
  toString(): string;
  /** Never present at run time: it carries the type. */
  readonly [valueType]?: Value;
}

class ContextReference implements Reference {
  readonly expression: string;
  readonly jobs: readonly string[];
  /** The automation that made it; a reference means nothing in another one. */
  readonly owner: object;

  constructor(expression: string, jobs: readonly string[], owner: object) {
    this.expression = expression;
    this.jobs = jobs;
    this.owner = owner;
  }

  toString(): string {
    return `\${{ ${this.expression} }}`;
  }

  /** `reference == "x"` would compare objects, once, here; the condition belongs into the workflow. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.toString();
    throw new UsageError(
      `\${{ ${this.expression} }} has no value yet: it is known only when the workflow runs, so it can be neither compared nor calculated with here.`,
    );
  }
}

/** `needs.<job>.outputs.<output>`, with index syntax where a name is no identifier. */
export function contextReference<Value>(
  context: string,
  properties: readonly string[],
  jobs: readonly string[],
  owner: object,
): Reference<Value> {
  return new ContextReference(contextExpression(context, properties), jobs, owner);
}

/** GitHub's property syntax allows letters, digits, `_` and `-`; any other name is an index, its quotes doubled. */
export function contextExpression(context: string, properties: readonly string[]): string {
  const isIdentifier = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_-]*$/.test(name);
  return properties.reduce(
    (text, name) =>
      isIdentifier(name) ? `${text}.${name}` : `${text}['${name.replaceAll("'", "''")}']`,
    context,
  );
}

export function isReference(value: unknown): value is Reference {
  return value instanceof ContextReference;
}

/** Whether `reference` was made while `owner` was being declared. */
export function belongsTo(reference: Reference, owner: object): boolean {
  return reference instanceof ContextReference && reference.owner === owner;
}
