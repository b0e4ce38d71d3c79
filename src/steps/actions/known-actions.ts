/** Finds the types of an action by its name and release. */
import type { ShippedActions } from "./shipped/shipped-actions.ts";
import type { ActionValue } from "./action-values.ts";

/**
 * The actions whose inputs and outputs `uses()` checks, beside those that come with recompose. A project declares more:
 * `./run actions add OWNER/NAME` writes them into `recompose-actions.d.ts`. A key is an action with its major version or a
 * branch, or a folder of the repository.
 *
 * @example
 * declare module "recompose-ci" {
 *   interface KnownActions {
 *     "owner/name@v1": { inputs: { level?: ActionValue; strict: ActionFlag }; outputs: "report" };
 *   }
 * }
 */
export interface KnownActions {}

/** An action that nobody has described: its inputs have any names, and so have its outputs. */
interface UnknownAction {
  /** Any names, with any values. */
  readonly inputs: Readonly<Record<string, ActionValue>>;
  /** Any names. */
  readonly outputs: string;
}

/** What is known of an action. What a project says comes before what recompose brings. */
type ActionTypes<Action extends string> = string extends Action
  ? UnknownAction
  : Action extends keyof KnownActions
    ? KnownActions[Action]
    : Action extends keyof ShippedActions
      ? ShippedActions[Action]
      : Action extends `${infer Name}@${infer Ref}`
        ? TypesOfRelease<Name, VersionOf<Ref>>
        : UnknownAction;

/** The release of a commit stands behind it: `8f4b… # v6.1.0`. */
type VersionOf<Ref extends string> = Ref extends `${string}#${infer Version}`
  ? WithoutSpaces<Version>
  : Ref;

type WithoutSpaces<Text extends string> = Text extends ` ${infer Rest}`
  ? WithoutSpaces<Rest>
  : Text;

type MajorOf<Version extends string> = Version extends `${infer Major}.${string}` ? Major : Version;

type TypesOfRelease<
  Name extends string,
  Version extends string,
> = TypesOfKey<`${Name}@${MajorOf<Version>}`>;

type TypesOfKey<Key extends string> = Key extends keyof KnownActions
  ? KnownActions[Key]
  : Key extends keyof ShippedActions
    ? ShippedActions[Key]
    : UnknownAction;

/** Any action; an editor offers the known ones. */
export type ActionName = keyof KnownActions | keyof ShippedActions | (string & {});

/** The inputs that an action has. */
export type InputsOf<Action extends string> =
  ActionTypes<Action> extends { readonly inputs: infer Inputs } ? Readonly<Inputs> : never;

/** The names of the outputs that an action has. */
export type OutputsOf<Action extends string> =
  ActionTypes<Action> extends { readonly outputs: infer Outputs extends string } ? Outputs : never;
