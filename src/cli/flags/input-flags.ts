/** The flags of declared inputs, and their values from a command line. */
import { resolve } from "node:path";
import { flagName } from "../../inputs/flag.ts";
import type { Inputs } from "../../inputs/input.ts";
import { readInput } from "../../inputs/read.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { quotedList } from "../../problems/wording.ts";
import type { Flag, ParsedFlags } from "./flags.ts";

export function inputFlags(inputs: Inputs): Flag[] {
  return Object.entries(inputs)
    .filter(([, input]) => input.kind !== "rest")
    .map(([name, input]) => ({
      name: flagName(name),
      aliases: name === flagName(name) ? [] : [name],
      kind: input.kind === "boolean" ? "switch" : "value",
    }));
}

/**
 * The inputs that the command line gives; those it leaves out have their defaults.
 *
 * @param cwd Base of relative artifact paths: the folder in which the command was typed.
 * @param seeMore The command that explains the inputs.
 * @throws UsageError for a required input that is missing and a value that does not fit.
 */
export function readInputs(
  inputs: Inputs,
  parsed: ParsedFlags,
  cwd: string,
  seeMore: string,
): Record<string, unknown> {
  checkUnnamed(parsed, inputs, seeMore);
  const given = new Map<string, unknown>();
  const missing: string[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    if (input.kind === "rest") {
      if (parsed.rest !== undefined) given.set(name, parsed.rest);
      continue;
    }
    const written = parsed.values.get(flagName(name));
    if (typeof written === "boolean") given.set(name, written);
    else if (written !== undefined) {
      given.set(
        name,
        readInput(input, name, written, (path) => resolve(cwd, path)),
      );
    } else if (input.required) missing.push(`--${flagName(name)}`);
  }
  if (missing.length > 0) {
    throw new UsageError(`missing ${quotedList(missing).replaceAll('"', "")}.`, [
      ...missing.map((flag) => `${flag}=…`),
      seeMore,
    ]);
  }
  return Object.fromEntries(given);
}

function checkUnnamed(parsed: ParsedFlags, inputs: Inputs, seeMore: string): void {
  const [extra] = parsed.positionals;
  if (extra !== undefined) {
    const [only, ...others] = inputFlags(inputs);
    const isMeant = only?.kind === "value" && others.length === 0;
    throw new UsageError(
      `unexpected argument ${JSON.stringify(extra)}: inputs are given by name.`,
      [...(isMeant ? [`--${only.name}=${extra}`] : []), seeMore],
    );
  }
  const takesRest = Object.values(inputs).some((input) => input.kind === "rest");
  if (parsed.rest !== undefined && parsed.rest.length > 0 && !takesRest) {
    throw new UsageError('nothing here takes arguments after "--".', [seeMore]);
  }
}
