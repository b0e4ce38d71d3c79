/** The inputs of a task or an automation: as a JSON Schema, and from JSON to the words of a command line. */
import { defined } from "../../problems/defined.ts";
import { isMapping } from "../../problems/options.ts";
import { ownValue } from "../../problems/own-value.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";
import type { InspectedInput, InspectedItem } from "../inspect/inspection.ts";
import { isWord, isWords } from "./tool-arguments.ts";

type JsonSchema = Readonly<Record<string, unknown>>;

type Command = Pick<InspectedItem, "kind" | "name" | "inputs">;

export function inputsSchema(inputs: readonly InspectedInput[]): JsonSchema {
  const required = inputs.filter(isRequired).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(inputs.map((input) => [input.name, inputSchema(input)])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function inputSchema({ type, choices, description, ...input }: InspectedInput): JsonSchema {
  const about = [description, notes[type]].filter((text) => text !== undefined).join(" ");
  return defined({
    ...(type === "choice" ? { enum: choices } : { type: jsonTypes[type] }),
    ...(type === "rest" && { items: { type: "string" } }),
    default: input.default,
    description: about || undefined,
  });
}

const jsonTypes = {
  string: "string",
  boolean: "boolean",
  number: "number",
  choice: "string",
  environment: "string",
  artifact: "string",
  rest: "array",
} satisfies Record<InspectedInput["type"], string>;

const notes: Partial<Record<InspectedInput["type"], string>> = {
  environment: "(a deployment environment)",
  artifact: "(the path of a file or folder)",
  rest: "(what follows -- on a command line)",
};

/**
 * @returns What stands behind the command.
 * @throws UsageError for an input that is missing, is not there, or has another type.
 */
export function inputWords(command: Command, values: unknown = {}): readonly string[] {
  const { inputs, name, kind } = command;
  const what = `the ${kind} ${JSON.stringify(name)}`;
  const example = exampleOf(
    inputs.some(isRequired) ? inputs.filter(isRequired) : inputs.slice(0, 1),
  );
  if (!isMapping(values)) {
    throw new UsageError(`inputs is an object, not ${shown(values)}.`, [example]);
  }
  const names = inputs.map((input) => input.name);
  for (const given of Object.keys(values)) {
    if (names.includes(given)) continue;
    const known = names.length === 0 ? "It has no inputs." : `Its inputs are ${quotedList(names)}.`;
    throw new UsageError(
      `${what} has no input ${JSON.stringify(given)}.${didYouMean(given, names)} ${known}`,
      names.length === 0 ? [] : [example],
    );
  }
  const missing = inputs
    .filter(isRequired)
    .filter(({ name: own }) => ownValue(values, own) === undefined);
  if (missing.length > 0) {
    throw new UsageError(
      `${what} needs ${missing.map((input) => `${JSON.stringify(input.name)}, ${wanted(input)}`).join("; ")}.`,
      [example],
    );
  }
  const given = inputs.filter((input) => ownValue(values, input.name) !== undefined);
  // What stands behind `--` comes last.
  const ordered = [...given].sort((a, b) => Number(a.type === "rest") - Number(b.type === "rest"));
  return ordered.flatMap((input) => wordsOf(input, ownValue(values, input.name)));
}

function wordsOf(input: InspectedInput, value: unknown): readonly string[] {
  const { name, type, choices = [], flag } = input;
  if (type === "rest" && isWords(value)) return ["--", ...value];
  const isFitting =
    type === "choice"
      ? choices.some((choice) => choice === value)
      : typeof value === jsonTypes[type];
  const isPossible = typeof value !== "string" || isWord(value);
  if (isFitting && isPossible) return [`${flag}=${String(value)}`];
  const near = type === "choice" && typeof value === "string" ? didYouMean(value, choices) : "";
  throw new UsageError(
    `the input ${JSON.stringify(name)} is ${wanted(input)}, not ${shown(value)}.${near}`,
    [exampleOf([input])],
  );
}

function wanted({ type, choices = [] }: InspectedInput): string {
  switch (type) {
    case "choice":
      return `one of ${quotedList(choices, "or")}`;
    case "rest":
      return "a list of texts";
    case "artifact":
      return "the path of a file or folder";
    case "environment":
      return "the name of an environment";
    case "string":
      return "a text";
    case "number":
    case "boolean":
      return `a ${type}`;
  }
}

/** What to pass. */
function exampleOf(inputs: readonly InspectedInput[]): string {
  const values = inputs.map((input) => [input.name, exampleValue(input)]);
  return `"inputs": ${JSON.stringify(Object.fromEntries(values))}`;
}

function isRequired({ required }: InspectedInput): boolean {
  return required;
}

function exampleValue({ type, choices = [], ...input }: InspectedInput): unknown {
  if (input.default !== undefined) return input.default;
  if (type === "rest") return ["…"];
  if (type === "number") return 3;
  return type === "boolean" ? true : (choices[0] ?? "…");
}
