/** What a function for a step knows of its action: enough to make the step, and to find the options of one that is there. */
import { yamlKey } from "../github/name-rules.ts";
import { type ReadInput, stepWithInputs } from "./input-table.ts";
import type { StepOptions } from "./step-options.ts";
import type { StepValue, UsesStep } from "./step.ts";

export interface SetupAction {
  /** The name of the function: `setupNode`. */
  readonly call: string;
  /** `actions/setup-node`. */
  readonly action: string;
  /** The input of the version, which is the first argument. That for a file has `-file` behind: `{ versionFile }`. */
  readonly version?: string;
  /** Whether the version may be left out. */
  readonly optionalVersion?: true;
  /** Whether the first argument may be a list of versions. */
  readonly severalVersions?: true;
  /** How each option is read, in the order of the inputs. */
  readonly table: Readonly<Record<string, ReadInput>>;
  /** Inputs by their options, where they are not called like them: `run_install`. */
  readonly otherNames?: Readonly<Record<string, string>>;
  /** What the action does by itself about flags that are the opposite here where nobody gives them. */
  readonly ownDefaults?: Readonly<Record<string, boolean>>;
  /** The first major version of the action that does so; those before do the opposite. Default: all do. */
  readonly ownDefaultsSince?: number;
  /** Values of options that are printed where nobody gives them. */
  readonly printedDefaults?: Readonly<Record<string, string>>;
  /** The option that decides about those instead, where it is a text: `cache` of setupNode(). */
  readonly decidedBy?: string;
}

interface SetupStepSettings {
  readonly options: StepOptions;
  /** The inputs that no option has. */
  readonly first?: Readonly<Record<string, StepValue>>;
}

/** The step of a function. */
export function setupStep<Known extends string>(
  { call, action, table, otherNames, ownDefaults = {}, printedDefaults, decidedBy }: SetupAction,
  { options, first = {} }: SetupStepSettings,
): UsesStep<Known> {
  const given = (options ?? {}) as Readonly<Record<string, unknown>>;
  const isDecided = decidedBy !== undefined && typeof given[decidedBy] === "string";
  const defaults = Object.fromEntries(
    Object.entries(ownDefaults).map(([option, value]) => [option, isDecided ? undefined : !value]),
  );
  return stepWithInputs<StepOptions, Known>(action, {
    table,
    options,
    caller: `${call}()`,
    first,
    defaults: { ...defaults, ...printedDefaults },
    otherNames,
  });
}

/** The input of an option: `fetch-depth` for `fetchDepth`. */
export function inputOf({ otherNames = {} }: SetupAction, option: string): string {
  return otherNames[option] ?? yamlKey(option);
}

/**
 * What an action does by itself, by its inputs: they need not be said.
 *
 * @param major Its release: 4 for `v4.1.0`. Undefined where nobody knows it.
 */
export function ownInputs(
  action: SetupAction,
  major: number | undefined,
): Readonly<Record<string, boolean>> {
  const { ownDefaults = {}, ownDefaultsSince = 0 } = action;
  if (ownDefaultsSince > 0 && major === undefined) return {};
  const isOld = major !== undefined && major < ownDefaultsSince;
  return Object.fromEntries(
    Object.entries(ownDefaults).map(([option, value]) => [
      inputOf(action, option),
      isOld ? !value : value,
    ]),
  );
}
