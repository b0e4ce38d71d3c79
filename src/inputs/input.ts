/** Declares the inputs of tasks and automations. `read.ts` reads their values from a command line. */
import type { Artifact } from "./artifact.ts";

declare const valueType: unique symbol;

/** What the functions below return. `Value` is the type of the value in `run`. */
export interface Input<Value = unknown, Required extends boolean = boolean> {
  readonly kind: InputKind;
  readonly required: Required;
  readonly description?: string | undefined;
  readonly default?: string | number | boolean | undefined;
  /** The choices of a choice input. */
  readonly choices?: readonly string[] | undefined;
  /** Never present at run time: it carries the type. */
  readonly [valueType]?: Value;
}

export type InputKind =
  | "string"
  | "boolean"
  | "number"
  | "choice"
  | "environment"
  | "artifact"
  | "rest";

export type Inputs = Readonly<Record<string, Input>>;

/** Inputs none of which is required. */
export interface OptionalInputs {
  readonly [name: string]: Input<unknown, false>;
}

/** The type of an input's value. */
export type ValueOf<I> = I extends Input<infer Value> ? Value : never;

/** The names of the required inputs. */
export type RequiredNames<I extends Inputs> = {
  [Name in keyof I]: I[Name]["required"] extends true ? Name : never;
}[keyof I];

/** What `run` receives: every input, with its default if the caller left it out. */
export type InputValues<I extends Inputs> = { readonly [Name in keyof I]: ValueOf<I[Name]> };

/** What a caller gives: the required inputs, and any of the others. An artifact may be given as its path. */
export type InputArguments<I extends Inputs> = {
  readonly [Name in RequiredNames<I>]: Given<ValueOf<I[Name]>>;
} & {
  readonly [Name in Exclude<keyof I, RequiredNames<I>>]?: Given<ValueOf<I[Name]>> | undefined;
};

type Given<Value> = Value extends Artifact ? Artifact | string : Value;

interface Described {
  /** One line for `--help` and for the form that GitHub shows. */
  readonly description?: string | undefined;
}

interface Defaulted<Value> extends Described {
  /** The value if the caller leaves the input out. Without a default the input is required. */
  readonly default: Value;
}

/** Any text. */
export function stringInput(options?: Described & { default?: undefined }): Input<string, true>;
export function stringInput(options: Defaulted<string>): Input<string, false>;
export function stringInput(
  options: Described & { default?: string | undefined } = {},
): Input<string> {
  return { kind: "string", required: options.default === undefined, ...options };
}

/** `true` or `false`. The default is `false`, as for a box on GitHub without a tick. */
export function boolInput(
  options: Described & { readonly default?: boolean } = {},
): Input<boolean, false> {
  return { kind: "boolean", required: false, ...options, default: options.default ?? false };
}

/** A finite number. */
export function numberInput(options?: Described & { default?: undefined }): Input<number, true>;
export function numberInput(options: Defaulted<number>): Input<number, false>;
export function numberInput(
  options: Described & { default?: number | undefined } = {},
): Input<number> {
  return { kind: "number", required: options.default === undefined, ...options };
}

/** One of these texts. */
export function choiceInput<const Choices extends readonly string[]>(
  choices: Choices,
  options?: Described & { default?: undefined },
): Input<Choices[number], true>;
export function choiceInput<const Choices extends readonly string[]>(
  choices: Choices,
  options: Defaulted<NoInfer<Choices[number]>>,
): Input<Choices[number], false>;
export function choiceInput(
  choices: readonly string[],
  options: Described & { default?: string | undefined } = {},
): Input<string> {
  return { kind: "choice", required: options.default === undefined, choices, ...options };
}

/** The name of a deployment environment. GitHub's form offers those of the repository. */
export function environmentInput(
  options?: Described & { default?: undefined },
): Input<string, true>;
export function environmentInput(options: Defaulted<string>): Input<string, false>;
export function environmentInput(
  options: Described & { default?: string | undefined } = {},
): Input<string> {
  return { kind: "environment", required: options.default === undefined, ...options };
}

/** A file or folder that another job or the caller provides; `path` is absolute. */
export function artifactInput(options: Described = {}): Input<Artifact, true> {
  return { kind: "artifact", required: true, ...options };
}

/** Everything after `--` on the command line, as it was typed. */
export function restInput(options: Described = {}): Input<string[], false> {
  return { kind: "rest", required: false, ...options };
}
