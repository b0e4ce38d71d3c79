/** The option `inputs` of a job. */
import { isCondition, isReference } from "../../expression/build/reference.ts";
import { numberExpression } from "../../expression/analysis/number-expression.ts";
import { hasExpression, wholeExpression } from "../../expression/language/template.ts";
import { readsIn } from "../../expression/analysis/usage.ts";
import { checkMapping } from "../../problems/options.ts";
import { checkArgumentNames, checkValue } from "../../inputs/check.ts";
import { quotedList, shown } from "../../problems/wording.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import type { WorkflowMatrix, YamlValue } from "../../model/workflow.ts";
import { ownValue } from "../../problems/own-value.ts";
import { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import { matrixPath, valuesAt } from "../../matrix/workflow-matrix.ts";
import type { Declaration, JobInputValue } from "../declaration.ts";
import { needArtifact } from "./values/needed-artifact.ts";
import type { OptionReader } from "./option-reader.ts";
import { at, DeclarationError, type Place } from "../place.ts";

/** A value that only the run knows reaches the command through the `env` of its step. */
const commandKey = "jobs.<job_id>.steps[].env";

export interface InputReading {
  readonly declaration: Declaration;
  readonly reader: OptionReader;
  readonly matrix: WorkflowMatrix | string | undefined;
  /** Whether they are the inputs of a called workflow. Default: of a task. */
  readonly isCall?: boolean;
}

/** The inputs that have a value, each checked against their declarations. */
export function readJobInputs(
  declarations: Inputs,
  values: Readonly<Record<string, unknown>>,
  reading: InputReading,
): Readonly<Record<string, JobInputValue>> {
  const { declaration, reader, matrix } = reading;
  at(reader.place("inputs"), () => {
    checkMapping(values, "it");
    checkArgumentNames(declarations, values, ownerOf(reading));
  });
  const inputs = new Map<string, JobInputValue>();
  for (const [name, value] of Object.entries(values)) {
    const input = ownValue(declarations, name);
    if (input === undefined || value === undefined) continue;
    const at = reader.place(`inputs.${name}`);
    const isArtifact = value instanceof ArtifactReference || input.kind === "artifact";
    inputs.set(
      name,
      isArtifact
        ? readArtifact(input, value, at, reader)
        : readValue(input, name, value, at, reading),
    );
    for (const item of matrixValues(value, matrix)) checkMatrixValue(input, item, at);
    const source = declaration.inputs.get(value);
    if (source !== undefined) checkSource(input, source, at);
  }
  return Object.fromEntries(inputs);
}

function readArtifact(
  input: Input,
  value: unknown,
  place: Place,
  reader: OptionReader,
): ArtifactReference {
  if (!(value instanceof ArtifactReference)) {
    throw new DeclarationError(place, "it takes an artifact of another job.", [
      `${place.option?.replace(".", ": { ")}: otherJob.artifact("…") }`,
    ]);
  }
  if (input.kind !== "artifact") {
    throw new DeclarationError(place, `it takes a ${input.kind}, not an artifact.`);
  }
  needArtifact(value, place.option ?? "inputs", reader);
  return value;
}

function ownerOf({ isCall = false }: InputReading): string {
  return isCall ? "the automation" : "its task";
}

/**
 * A called workflow takes numbers and booleans only as such, and outputs are texts (ConvertToInputValueDefinedType in
 * https://github.com/actions/runner/blob/main/src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs).
 */
function typedText(text: string, { kind }: Input): string {
  const expression = wholeExpression(text.trim());
  if (expression === undefined || kind !== "number") return text;
  return `\${{ ${numberExpression(expression)} }}`;
}

/** A secret is declared by the task: its value never stands on a command line. */
function withoutSecrets(text: string, place: Place): string {
  if (!readsIn(text).contexts.includes("secrets")) return text;
  throw new DeclarationError(
    place,
    "a secret does not reach a task as an input. Declare it at the task, which reads it with getSecret().",
    ['task({ secrets: ["TOKEN"], … })'],
  );
}

function readValue(
  input: Input,
  name: string,
  value: unknown,
  place: Place,
  reading: InputReading,
): JobInputValue {
  const option = `inputs.${name}`;
  const { reader, isCall = false } = reading;
  const text = (each: unknown): string =>
    isCall
      ? typedText(reader.text(each, option, "jobs.<job_id>.with.<name>"), input)
      : withoutSecrets(reader.text(each, option, commandKey), place);
  if (isReference(value) || isCondition(value)) {
    if (input.kind === "rest") {
      throw new DeclarationError(place, "it takes a list; a reference is one text.", [
        "[`${reference}`]",
      ]);
    }
    return text(value);
  }
  // Only the run knows the value of a template string with a reference in it.
  if (typeof value === "string" && hasExpression(value)) return text(value);
  at(place, () => checkValue(input, name, value, ownerOf(reading)));
  if (Array.isArray(value)) return value.map(text);
  return value as JobInputValue;
}

/** Checks that an input of the automation has only values that the task takes. */
function checkSource({ kind, choices = [] }: Input, source: Input, place: Place): void {
  const isText = ["string", "choice", "environment"].includes(kind);
  if (!isText && source.kind !== kind) {
    throw new DeclarationError(
      place,
      `it is a ${kind}, and the automation's input for it a ${source.kind}.`,
    );
  }
  const other =
    kind === "choice" ? source.choices?.find((choice) => !choices.includes(choice)) : undefined;
  if (other === undefined) return;
  throw new DeclarationError(
    place,
    `it is one of ${quotedList(choices, "or")}, and the automation's input for it has the choice ${JSON.stringify(other)}.`,
  );
}

/** The values of a reference to the matrix; none where only the run knows them. */
function matrixValues(
  value: unknown,
  matrix: WorkflowMatrix | string | undefined,
): readonly YamlValue[] {
  const text = isReference(value) ? String(value) : value;
  const path = typeof text === "string" ? matrixPath(text) : undefined;
  return path === undefined || matrix === undefined ? [] : (valuesAt(matrix, path) ?? []);
}

/** The task gets the value of each combination as a text on its command line. */
function checkMatrixValue({ kind, choices = [] }: Input, value: YamlValue, place: Place): void {
  if (typeof value === "object" && value !== null) {
    throw new DeclarationError(
      place,
      `it is a text on a command line, and the matrix has ${shown(value)} for it.`,
      ["toJSON(m.config)", "m.config.name"],
    );
  }
  const text = String(value);
  const problem =
    kind === "choice" && !choices.includes(text)
      ? `one of ${quotedList(choices, "or")}`
      : kind === "boolean" && !/^(?:true|false)$/.test(text)
        ? "true or false"
        : kind === "number" && !(text.trim() !== "" && Number.isFinite(Number(text)))
          ? "a number"
          : undefined;
  if (problem === undefined) return;
  throw new DeclarationError(
    place,
    `it is ${problem}, and the matrix has the value ${JSON.stringify(value)} for it.`,
  );
}
