/** What a run would do with each step, as far as it can be known before anything has run. */
import { join } from "node:path";
import { readsIn } from "../../expression/analysis/usage.ts";
import type { Contexts } from "../../expression/values/evaluate.ts";
import { wholeExpression } from "../../expression/language/template.ts";
import { isOwnAction, ownActionFolder } from "../../model/own-action.ts";
import type { Environment, LocalStep, StepPurpose, WorkflowStep } from "../../model/workflow.ts";
import { readCompositeAction } from "../composite/action-file.ts";
import { isToolSetup } from "../tools/tool-requests.ts";
import { conditionHolds, inSuccess, knownText } from "../values/known.ts";
import { isLeftOut, leftOutText, titleOf } from "../values/left-out.ts";
import type { PlannedCondition } from "./planned-admissions.ts";
import { laterContexts, laterFunctions } from "./planned-needs.ts";

/** What a step would do. */
export interface StepPlan {
  /** What it is there for. */
  readonly purpose: StepPurpose;
  /** Its name, else its action or the first line of its command. */
  readonly title: string;
  /** The command, or the action. */
  readonly text: string;
  /** Evaluated where the value is known now, otherwise as in the workflow. Secrets are never shown. */
  readonly env: Readonly<Record<string, string>>;
  /** Only where it has an `if`. */
  readonly condition?: PlannedCondition | undefined;
  /** Why it does not run here; undefined where it may. */
  readonly leftOut?: string | undefined;
  /** What stands in for an action here. */
  readonly local?: LocalStep | undefined;
  /** Of a composite action of the repository, with values as they are written. */
  readonly steps?: readonly StepPlan[] | undefined;
}

/** @param folder of the repository. */
export async function planSteps(
  steps: readonly WorkflowStep[],
  contexts: Contexts,
  folder: string,
): Promise<readonly StepPlan[]> {
  return Promise.all(steps.map((step) => planStep(step, contexts, folder, 0)));
}

/** GitHub's limit of composite actions within others: CompositeActionsMaxDepth in Constants.cs of actions/runner. */
const deepestAction = 10;

async function planStep(
  step: WorkflowStep,
  contexts: Contexts,
  folder: string,
  depth: number,
): Promise<StepPlan> {
  const inner = await actionSteps(step, folder);
  const isDone = inner !== undefined || !("uses" in step) || !isOwnAction(step);
  return {
    purpose: step.purpose,
    title: knownOr(titleOf(step), contexts),
    text: "run" in step ? step.run : step.uses.replace(/@.*/, ""),
    env: knownValues("with" in step ? { ...step.env, ...step.with } : (step.env ?? {}), contexts),
    condition: step.if === undefined ? undefined : plannedCondition(step.if, contexts),
    leftOut:
      isLeftOut(step) || (!isDone && step.local === undefined) ? leftOutReason(step) : undefined,
    local: step.local,
    steps:
      inner === undefined || depth === deepestAction
        ? undefined
        : await Promise.all(inner.map((own) => planStep(own, {}, folder, depth + 1))),
  };
}

function leftOutReason(step: WorkflowStep): string {
  return isToolSetup(step) ? "left out: this machine has it" : leftOutText(step);
}

/** Of a composite action; undefined for any other, and where its file cannot be read, which the run will say. */
async function actionSteps(
  step: WorkflowStep,
  folder: string,
): Promise<readonly WorkflowStep[] | undefined> {
  if (!("uses" in step) || !isOwnAction(step) || step.local !== undefined) return undefined;
  const path = join(folder, ownActionFolder(step));
  return readCompositeAction(path).then(
    (action) => action?.steps,
    () => undefined,
  );
}

function plannedCondition(text: string, contexts: Contexts): PlannedCondition {
  const own = { ...laterContexts, ...contexts };
  const functions = { ...laterFunctions, ...inSuccess };
  const holds = attempt(() => conditionHolds(text, own, functions));
  return {
    expression: wholeExpression(text) ?? text,
    value: holds === undefined ? "unknown" : holds ? "true" : "false",
  };
}

function knownValues(env: Environment, contexts: Contexts): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, knownOr(String(value), contexts)]),
  );
}

/** As it is written, where it reads a value that only a run brings: an output, a secret, a folder of the runner. */
function knownOr(text: string, contexts: Contexts): string {
  return readsToken(text) ? text : (attempt(() => knownText(text, contexts)) ?? text);
}

function readsToken(text: string): boolean {
  return readsIn(text).paths.some(
    ([context, name]) => context === "github" && name?.toLowerCase() === "token",
  );
}

/** Undefined where it fails. */
function attempt<Value>(compute: () => Value): Value | undefined {
  try {
    return compute();
  } catch {
    return undefined;
  }
}
