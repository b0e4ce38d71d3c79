/**
 * The steps of an `action.yml`: which keys they have, and which kinds of values.
 * https://github.com/actions/runner/blob/main/src/Runner.Worker/action_yaml.json
 */
import type { WorkflowStep } from "../../model/workflow.ts";
import { defined } from "../../problems/defined.ts";
import { isMapping } from "../../problems/options.ts";
import { ownValue } from "../../problems/own-value.ts";
import { quotedList, shown } from "../../problems/wording.ts";
import { type ActionPlace, checkExpressions } from "./action-expressions.ts";

const commonKeys = ["name", "id", "if", "env", "continue-on-error"];
const commandKeys = [...commonKeys, "run", "shell", "working-directory"];
const actionKeys = [...commonKeys, "uses", "with"];

/** @param fail Throws an error that names the step. */
export function readStep(step: unknown, fail: (message: string) => never): WorkflowStep {
  if (!isMapping(step)) return fail(`it is ${shown(step)}`);
  const { uses, run, shell } = step;
  const isAction = typeof uses === "string";
  if (!isAction && typeof run !== "string") return fail("it has neither `uses` nor `run`");
  const keys = isAction ? actionKeys : commandKeys;
  const other = Object.keys(step).find((key) => !keys.includes(key));
  if (other !== undefined) {
    return fail(`it has \`${other}\`, which GitHub does not know there, but ${quotedList(keys)}`);
  }
  if (!isAction && typeof shell !== "string") {
    return fail("it has `run` without `shell`, which an action needs");
  }
  checkTexts(step);
  const common = {
    purpose: "other" as const,
    name: optionalText(step["name"]),
    id: optionalText(step["id"]),
    if: optionalText(step["if"]),
    env: optionalTexts(step["env"]),
    "continue-on-error": flagOf(step["continue-on-error"]),
  };
  if (isAction) return defined({ ...common, uses, with: optionalTexts(step["with"]) });
  const folder = optionalText(step["working-directory"]);
  return defined({
    ...common,
    run: textOf(run),
    shell: textOf(shell),
    "working-directory": folder,
  });
}

const places: Readonly<Record<string, ActionPlace>> = {
  if: "condition",
  id: "nowhere",
  uses: "nowhere",
};

/** @throws ExpressionError */
function checkTexts(step: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(step)) {
    const place = ownValue(places, key) ?? "step";
    const texts = isMapping(value) ? Object.values(textsOf(value)) : [textOf(value)];
    for (const text of texts) checkExpressions(text, place);
  }
}

function flagOf(value: unknown): boolean | string | undefined {
  return typeof value === "boolean" ? value : optionalText(value);
}

function optionalText(value: unknown): string | undefined {
  return value === undefined ? undefined : textOf(value);
}

function optionalTexts(values: unknown): Readonly<Record<string, string>> | undefined {
  return isMapping(values) ? textsOf(values) : undefined;
}

function textsOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]));
}

/** Numbers and booleans become texts, a key without a value an empty one. */
export function textOf(value: unknown): string {
  const isScalar = ["string", "number", "boolean"].includes(typeof value);
  return isScalar ? String(value as string | number | boolean) : "";
}
