/** How a task ended. The promise of a task never rejects: an error is a value that the caller reads. */

/** What `run` may return instead of a plain value. */
export interface Ok<Value> {
  readonly [outcome]: "ok";
  /** What the task returns. */
  readonly value: Value;
}

export interface Err {
  readonly [outcome]: "err";
  /** Why the task failed. */
  readonly error: Error;
}

const outcome: unique symbol = Symbol("recompose.outcome");

/**
 * Ends the task as succeeded, without a value.
 *
 * @example task({ name: "check", run: () => ok() })
 */
export function ok(): Ok<undefined>;
/**
 * Ends the task as succeeded, with a value for the task that calls it.
 *
 * @example task({ name: "count", run: () => ok(42) })
 */
export function ok<Value>(value: Value): Ok<Value>;
export function ok(value?: unknown): Ok<unknown> {
  return { [outcome]: "ok", value };
}

/**
 * Ends the task as failed, with a message for the person who reads the output.
 *
 * @example task({ name: "check", run: () => err("There is no CHANGELOG.md.") })
 */
export function err(message: string | Error): Err {
  return { [outcome]: "err", error: typeof message === "string" ? new Error(message) : message };
}

export function isOk(value: unknown): value is Ok<unknown> {
  return outcomeOf(value) === "ok";
}

export function isErr(value: unknown): value is Err {
  return outcomeOf(value) === "err";
}

function outcomeOf(value: unknown): unknown {
  return typeof value === "object" && value !== null && outcome in value
    ? value[outcome]
    : undefined;
}

/** The value of a success, from what `run` returns. */
export type ReturnedValue<Returned> =
  Returned extends Ok<infer Value> ? Value : Returned extends Err ? never : Returned;

/** The result of a task that succeeded. */
export interface Success<Value, Output extends string, ArtifactName extends string> {
  /** Whether it succeeded. */
  readonly ok: true;
  /** Whether it failed. */
  readonly failed: false;
  /** What `run` returned. */
  readonly value: Value;
  /** What `setOutput` set, as texts. */
  readonly outputs: Readonly<Record<Output, string>>;
  /** Absolute paths. */
  readonly artifacts: Readonly<Record<ArtifactName, string>>;
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  /** The value. */
  unwrap(): Value;
}

/**
 * The result of a task that failed. The task that called it fails with it, unless it reads `ok`, `failed` or `error`, or
 * calls `unwrap()`.
 */
export interface Failure<Output extends string, ArtifactName extends string> {
  /** Whether it succeeded. */
  readonly ok: false;
  /** Whether it failed. */
  readonly failed: true;
  /** What was thrown, or given to `err`. */
  readonly error: Error;
  /** What was set before it failed. */
  readonly outputs: Readonly<Partial<Record<Output, string>>>;
  /** What was saved before it failed: absolute paths. */
  readonly artifacts: Readonly<Partial<Record<ArtifactName, string>>>;
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  /** Throws the error: the calling task fails with it. */
  unwrap(): never;
}

/** How a task ended, with what it put out: what calling a task gives. */
export type Result<
  Value = unknown,
  Output extends string = string,
  ArtifactName extends string = string,
> = Success<Value, Output, ArtifactName> | Failure<Output, ArtifactName>;

/** Remembers whether code has read how the task ended. A failure that no code reads fails the calling task. */
export class ObservedResult {
  readonly outputs: Readonly<Record<string, string>>;
  readonly artifacts: Readonly<Record<string, string>>;
  readonly durationMs: number;
  readonly value: unknown;
  readonly #error: Error | undefined;
  #isObserved = false;

  /** @param error Undefined for a success. */
  constructor(
    error: Error | undefined,
    parts: Pick<ObservedResult, "value" | "outputs" | "artifacts" | "durationMs">,
  ) {
    this.#error = error;
    this.value = parts.value;
    this.outputs = parts.outputs;
    this.artifacts = parts.artifacts;
    this.durationMs = parts.durationMs;
  }

  get ok(): boolean {
    this.#isObserved = true;
    return this.#error === undefined;
  }

  get failed(): boolean {
    return !this.ok;
  }

  get error(): Error | undefined {
    this.#isObserved = true;
    return this.#error;
  }

  unwrap(): unknown {
    this.#isObserved = true;
    if (this.#error !== undefined) throw this.#error;
    return this.value;
  }

  /** The failure, if no code has read it. */
  unobservedError(): Error | undefined {
    return this.#isObserved ? undefined : this.#error;
  }
}
