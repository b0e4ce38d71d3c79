/**
 * A step that uses a composite action of the repository.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/Handlers/CompositeActionHandler.cs
 */
import type { Unknown } from "../../expression/values/unknown.ts";
import type { ActionStep } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";
import type { CompositeAction } from "./action-file.ts";
import type { OwnVariables, StepScope } from "../job/step-scope.ts";

export interface CompositeOptions {
  readonly folder: string;
  /** Names in event paths, below that of the job. */
  readonly path: readonly string[];
  readonly showsSteps: boolean;
  readonly ownEnv: OwnVariables;
  /** How many actions the step is within. */
  readonly depth: number;
  /** Whether its failure fails no job. */
  readonly isTolerated: boolean;
  /** Replaces the expressions in a text of the step. */
  readonly textOf: (text: string) => string;
  readonly warn: (text: string) => void;
  readonly run: (scope: StepScope) => Promise<void>;
  /** The text of an output, which may read the action's steps and inputs. */
  readonly outputText: (text: string, scope: StepScope) => string | Unknown;
  readonly onOutputs: (outputs: Readonly<Record<string, string | Unknown>>) => void;
}

/** CompositeActionsMaxDepth: https://github.com/actions/runner/blob/main/src/Runner.Common/Constants.cs */
const mostLevels = 9;

/** @throws Error where a step of it failed. */
export async function runComposite(
  step: ActionStep,
  action: CompositeAction,
  options: CompositeOptions,
): Promise<void> {
  const { folder, path, showsSteps, ownEnv, depth, isTolerated } = options;
  if (depth >= mostLevels) {
    throw new Error(`Composite action depth exceeded max depth ${mostLevels}`);
  }
  const inputs = inputsOf(step, action, options);
  const scope: StepScope = {
    path,
    showsSteps,
    steps: {},
    action: { inputs, folder, env: ownEnv, depth: depth + 1, isTolerated },
    failure: undefined,
  };
  await options.run(scope);
  const outputs = Object.entries(action.outputs).map(
    ([name, text]) => [name, options.outputText(text, scope)] as const,
  );
  options.onOutputs(Object.fromEntries(outputs));
  if (scope.failure !== undefined) throw new Error(scope.failure);
}

/** Inputs are texts. One that the action does not have brings a warning (ActionRunner.cs in actions/runner). */
function inputsOf(
  { with: settings = {} }: ActionStep,
  { inputs }: CompositeAction,
  { textOf, warn }: CompositeOptions,
): Readonly<Record<string, string>> {
  const names = Object.keys(inputs);
  const isInput = (name: string): boolean =>
    names.some((other) => other.toLowerCase() === name.toLowerCase());
  const others = Object.keys(settings).filter((name) => !isInput(name));
  if (others.length > 0) {
    warn(
      `Unexpected input(s) '${others.join("', '")}', valid inputs are ['${names.join("', '")}']`,
    );
  }
  const valueOf = (name: string): string => {
    const key = Object.keys(settings).find((other) => other.toLowerCase() === name.toLowerCase());
    const value = key === undefined ? undefined : ownValue(settings, key);
    return textOf(String(value ?? inputs[name] ?? ""));
  };
  return Object.fromEntries([...names, ...others].map((name) => [name, valueOf(name)]));
}
