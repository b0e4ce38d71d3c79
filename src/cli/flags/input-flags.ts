/** The flags of inputs, and their values from a command line. */
import { resolve } from "node:path";
import { flagName } from "../../inputs/flag.ts";
import type { Input, Inputs } from "../../inputs/input.ts";
import { readInput } from "../../inputs/read.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { quotedList } from "../../problems/wording.ts";
import type { Flag, ParsedFlags } from "./flags.ts";

export interface InputFlag extends Flag {
  /** The name of the input, as in code. */
  readonly inputName: string;
  readonly input: Input;
}

/** Those of a task. An automation's are in `automation-input-flags.ts`. */
export function inputFlags(inputs: Inputs): InputFlag[] {
  return Object.entries(inputs)
    .filter(([, input]) => input.kind !== "rest")
    .map(([inputName, input]) => ({
      inputName,
      name: flagName(inputName),
      aliases: inputName === flagName(inputName) ? [] : [inputName],
      kind: input.kind === "boolean" ? "switch" : "value",
      input,
    }));
}

/**
 * The inputs on the command line, without those that it leaves out.
 *
 * @param flags Of the inputs.
 * @param cwd The folder in which the command was typed: the base of relative paths of artifacts.
 * @param seeMore The command that explains the inputs.
 * @throws UsageError for a required input that is missing, and for a value of another type.
 */
export function readInputs(
  inputs: Inputs,
  flags: readonly InputFlag[],
  parsedFlags: ParsedFlags,
  cwd: string,
  seeMore: string,
): Record<string, unknown> {
  checkUnnamed(parsedFlags, inputs, flags, seeMore);
  const values = new Map<string, unknown>();
  const missingFlags: string[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    if (input.kind === "rest") {
      if (parsedFlags.rest !== undefined) values.set(name, parsedFlags.rest);
      continue;
    }
    const flag = flags.find(({ inputName }) => inputName === name)?.name ?? flagName(name);
    const value = parsedFlags.values.get(flag);
    if (typeof value === "boolean") values.set(name, value);
    else if (value !== undefined) {
      values.set(
        name,
        readInput(input, `--${flag}`, value, (path) => resolve(cwd, path)),
      );
    } else if (input.required) missingFlags.push(`--${flag}`);
  }
  if (missingFlags.length > 0) {
    throw new UsageError(`missing ${quotedList(missingFlags).replaceAll('"', "")}.`, [
      ...missingFlags.map((flag) => `${flag}=…`),
      seeMore,
    ]);
  }
  return Object.fromEntries(values);
}

function checkUnnamed(
  parsedFlags: ParsedFlags,
  inputs: Inputs,
  [only, ...others]: readonly InputFlag[],
  seeMore: string,
): void {
  const [extra] = parsedFlags.positionals;
  if (extra !== undefined) {
    const hints = [seeMore];
    if (only?.kind === "value" && others.length === 0) hints.unshift(`--${only.name}=${extra}`);
    const text = `unexpected argument ${JSON.stringify(extra)}: inputs are given by name.`;
    throw new UsageError(text, hints);
  }
  const takesRest = Object.values(inputs).some((input) => input.kind === "rest");
  if (parsedFlags.rest !== undefined && parsedFlags.rest.length > 0 && !takesRest) {
    throw new UsageError('nothing here takes arguments after "--".', [seeMore]);
  }
}
