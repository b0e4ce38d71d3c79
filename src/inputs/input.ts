/** Declares the inputs of tasks and automations. `read.ts` reads their values from a command line. */
import type { Artifact } from "./artifact.ts";

declare const valueType: unique symbol;

/** What the functions below return. `Value` is the type of the input's value in `run`. */
export interface Input<Value = unknown, Required extends boolean = boolean> {
  /** What its values are. */
  readonly kind: InputKind;
  /** Whether every caller has to give it. */
  readonly required: Required;
  /** Whether GitHub asks for a value although there is a default. */
  readonly requiredOnGitHub?: true;
  /** One line for `--help`, and for the form that GitHub shows. */
  readonly description?: string | undefined;
  /** The value if the caller leaves it out. */
  readonly default?: string | number | boolean | undefined;
  /** The choices of a choice input. */
  readonly choices?: readonly string[] | undefined;
  /** Never present at run time: it carries the type. */
  readonly [valueType]?: Value;
}

/** What the values of an input are. */
export type InputKind =
  | "string"
  | "boolean"
  | "number"
  | "choice"
  | "environment"
  | "artifact"
  | "rest";

/** Inputs by their names: `{ release: boolInput() }`. */
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

/** What `run` gets: every input, with its default if the caller left it out. */
export type InputValues<I extends Inputs> = { readonly [Name in keyof I]: ValueOf<I[Name]> };

/** What a caller passes: the required inputs, and any of the others. A path may stand for an artifact. */
export type InputArguments<I extends Inputs> = {
  readonly [Name in RequiredNames<I>]: Argument<ValueOf<I[Name]>>;
} & {
  readonly [Name in Exclude<keyof I, RequiredNames<I>>]?: Argument<ValueOf<I[Name]>> | undefined;
};

type Argument<Value> = Value extends Artifact ? Artifact | string : Value;

interface InputOptions {
  /** One line for `--help` and for the form that GitHub shows. Default: none. */
  readonly description?: string | undefined;
}

interface OptionsWithDefault<Value> extends InputOptions {
  /** The value if the caller leaves the input out. Without a default the input is required. */
  readonly default: Value;
  /** Whether GitHub asks for a value all the same: its form is not sent without one, and a caller has to pass one. Default: false. */
  readonly required?: boolean;
}

/** What the functions below have in common. */
function input<Options extends { readonly required?: boolean }>(
  { required, ...options }: Options,
  hasDefault: boolean,
): Omit<Options, "required"> & { readonly required: boolean; readonly requiredOnGitHub?: true } {
  return {
    required: !hasDefault,
    ...(required === true && hasDefault && { requiredOnGitHub: true }),
    ...options,
  };
}

/**
 * Any text. It has no default, so that every caller has to give it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example stringInput({ description: "What to publish" })
 */
export function stringInput(options?: InputOptions & { default?: undefined }): Input<string, true>;
/**
 * Any text, with a default for callers that leave it out.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example stringInput({ default: "latest" })
 */
export function stringInput(options: OptionsWithDefault<string>): Input<string, false>;
export function stringInput(
  options: InputOptions & { default?: string | undefined; required?: boolean } = {},
): Input<string> {
  return { kind: "string", ...input(options, options.default !== undefined) };
}

/**
 * `true` or `false`. Default: `false`, as for a box on GitHub without a tick.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example boolInput({ description: "Publish for real" })
 */
export function boolInput(
  options: InputOptions & Partial<OptionsWithDefault<boolean>> = {},
): Input<boolean, false> {
  const { required: _required, ...others } = input(options, true);
  return { kind: "boolean", required: false, ...others, default: options.default ?? false };
}

/**
 * A finite number. It has no default, so that every caller has to give it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example numberInput()
 */
export function numberInput(options?: InputOptions & { default?: undefined }): Input<number, true>;
/**
 * A finite number, with a default for callers that leave it out.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example numberInput({ default: 3 })
 */
export function numberInput(options: OptionsWithDefault<number>): Input<number, false>;
export function numberInput(
  options: InputOptions & { default?: number | undefined; required?: boolean } = {},
): Input<number> {
  return { kind: "number", ...input(options, options.default !== undefined) };
}

/**
 * One of these texts. It has no default, so that every caller has to give it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example choiceInput(["debug", "release"])
 */
export function choiceInput<const Choices extends readonly string[]>(
  choices: Choices,
  options?: InputOptions & { default?: undefined },
): Input<Choices[number], true>;
/**
 * One of these texts, with a default for callers that leave it out.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example choiceInput(["debug", "release"], { default: "debug" })
 */
export function choiceInput<const Choices extends readonly string[]>(
  choices: Choices,
  options: OptionsWithDefault<NoInfer<Choices[number]>>,
): Input<Choices[number], false>;
export function choiceInput(
  choices: readonly string[],
  options: InputOptions & { default?: string | undefined; required?: boolean } = {},
): Input<string> {
  return { kind: "choice", choices, ...input(options, options.default !== undefined) };
}

/**
 * The name of a deployment environment. GitHub's form offers those of the repository. It has no default, so that every
 * caller has to give it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example environmentInput()
 */
export function environmentInput(
  options?: InputOptions & { default?: undefined },
): Input<string, true>;
/**
 * The name of a deployment environment. GitHub's form offers those of the repository. A caller that leaves it out gets
 * the default.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_dispatchinputs
 *
 * @example environmentInput({ default: "staging" })
 */
export function environmentInput(options: OptionsWithDefault<string>): Input<string, false>;
export function environmentInput(
  options: InputOptions & { default?: string | undefined; required?: boolean } = {},
): Input<string> {
  return { kind: "environment", ...input(options, options.default !== undefined) };
}

/**
 * A file or folder that another job or the caller provides; `path` is absolute.
 *
 * @example task({ name: "publish", inputs: { package: artifactInput() }, run: ({ package: file }) => run("npm", "publish", file.path) })
 */
export function artifactInput(options: InputOptions = {}): Input<Artifact, true> {
  return { kind: "artifact", required: true, ...options };
}

/**
 * Everything after `--` on the command line, as it was typed. Default: none.
 *
 * @example task({ name: "test", inputs: { files: restInput() }, run: ({ files }) => run("vitest", ...files) })
 */
export function restInput(options: InputOptions = {}): Input<string[], false> {
  return { kind: "rest", required: false, ...options };
}
