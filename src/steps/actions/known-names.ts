/** What the types of `uses()` say of an action, for those who write TypeScript: whether that will compile. */
import { wholeExpression } from "../../expression/language/template.ts";
import { shippedNames } from "./shipped/shipped-names.ts";

export interface ActionNames {
  readonly inputs: ReadonlyMap<string, KnownInput>;
  /** Undefined where there may be more than are declared. */
  readonly outputs: readonly string[] | undefined;
}

interface KnownInput {
  readonly isRequired: boolean;
  /** Whether it is for true and false alone. */
  readonly isFlag: boolean;
}

/**
 * Undefined for an action that does not come with recompose.
 *
 * @param action As `uses()` takes it: `owner/name@v6.1.0`.
 */
export function namesOf(action: string): ActionNames | undefined {
  const [, name = "", ref = "", release = ref] =
    /^([^@]*)@([^#]*?)\s*(?:#\s*(.*))?$/.exec(action) ?? [];
  const keys = [action, `${name}@${release.split(".")[0]}`];
  const key = keys.find((each) => Object.hasOwn(shippedNames, each)) ?? "";
  const row = shippedNames[key];
  if (row === undefined) return undefined;
  const [inputs = "", outputs = ""] = (shippedNames[row] ?? row).split("|");
  return {
    inputs: new Map(wordsOf(inputs).map(knownInput)),
    outputs: outputs.includes("*") ? undefined : wordsOf(outputs),
  };
}

/** Whether `uses(action, { with: inputs })` compiles, with the values as YAML has them. */
export function takesInputs(action: string, inputs: Readonly<Record<string, unknown>>): boolean {
  const names = namesOf(action);
  if (names === undefined) return true;
  const isTaken = ([name, value]: readonly [string, unknown]): boolean => {
    const input = names.inputs.get(name);
    return input !== undefined && (!input.isFlag || isFlagValue(value));
  };
  return (
    Object.entries(inputs).every(isTaken) &&
    [...names.inputs].every(([name, { isRequired }]) => !isRequired || Object.hasOwn(inputs, name))
  );
}

function knownInput(word: string): readonly [string, KnownInput] {
  const name = word.replace(/[!?]+$/, "");
  const marks = word.slice(name.length);
  return [name, { isRequired: marks.includes("!"), isFlag: marks.includes("?") }];
}

/** Of a text with more than one expression in it TypeScript knows nothing but that it is a text. */
function isFlagValue(value: unknown): boolean {
  if (typeof value !== "string") return typeof value === "boolean";
  return /^(?:true|True|TRUE|false|False|FALSE)$/.test(value) || isWholeExpression(value);
}

function isWholeExpression(text: string): boolean {
  try {
    return wholeExpression(text.trim()) !== undefined;
  } catch {
    return false;
  }
}

function wordsOf(text: string): readonly string[] {
  return text.split(" ").filter((word) => word !== "");
}
