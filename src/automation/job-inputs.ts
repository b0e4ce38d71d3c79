/** What a job gives its task. */
import { isCondition, isReference } from "../expression/reference.ts";
import { checkMapping } from "../problems/options.ts";
import { checkGivenNames, checkValue } from "../inputs/check.ts";
import type { Input } from "../inputs/input.ts";
import type { TaskInfo } from "../task/definition.ts";
import { ArtifactReference } from "./artifact-reference.ts";
import type { Declaration, JobInputValue } from "./declaration.ts";
import type { OptionReader } from "./option-reader.ts";
import { at, DeclarationError, type Place } from "./place.ts";

/** The inputs that have a value, each checked against the task's declaration. */
export function readJobInputs(
  info: TaskInfo,
  given: Readonly<Record<string, unknown>>,
  place: Place,
  declaration: Declaration,
  reader: OptionReader,
): Readonly<Record<string, JobInputValue>> {
  const declared = info.inputs ?? {};
  at({ ...place, option: "inputs" }, () => {
    checkMapping(given, "it");
    checkGivenNames(declared, given, "its task");
  });
  const inputs: Record<string, JobInputValue> = {};
  for (const [name, value] of Object.entries(given)) {
    const input = declared[name];
    if (input === undefined || value === undefined) continue;
    const at = { ...place, option: `inputs.${name}` };
    inputs[name] =
      value instanceof ArtifactReference || input.kind === "artifact"
        ? readArtifact(input, value, at, declaration, reader)
        : readValue(input, name, value, at, reader);
  }
  return inputs;
}

function readArtifact(
  input: Input,
  value: unknown,
  place: Place,
  declaration: Declaration,
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
  if (value.owner !== declaration) {
    throw new DeclarationError(
      place,
      `the artifact is of a job of another automation. A workflow sees its own jobs only.`,
    );
  }
  reader.need(value.job);
  return value;
}

function readValue(
  input: Input,
  name: string,
  value: unknown,
  place: Place,
  reader: OptionReader,
): JobInputValue {
  const option = `inputs.${name}`;
  if (isReference(value) || isCondition(value)) {
    if (input.kind === "rest") {
      throw new DeclarationError(place, "it takes a list; a reference is one text.", [
        "[`${reference}`]",
      ]);
    }
    return reader.text(value, option, "step");
  }
  // A template string with a reference in it has no value to check yet.
  if (typeof value === "string" && value.includes("${{")) return reader.text(value, option, "step");
  at(place, () => checkValue(input, name, value, "its task"));
  if (Array.isArray(value)) return value.map((item) => reader.text(item, option, "step"));
  return value as JobInputValue;
}
