/**
 * The flags of an automation's inputs. Each has two: `--level` and `--input-level`. Where the first one is an option of
 * `./run AUTOMATION`, or the second one of another input, only `--input-ref` is the input's.
 */
import { flagName } from "../../inputs/flag.ts";
import type { Inputs } from "../../inputs/input.ts";
import { automationFlags } from "./automation-flags.ts";
import { commandFlags } from "./global-flags.ts";
import { type InputFlag, inputFlags } from "./input-flags.ts";

const runOptions: ReadonlySet<string> = new Set([
  ...Object.keys(automationFlags),
  ...commandFlags.flatMap(({ name, kind }) => (kind === "switch" ? [name, `no-${name}`] : [name])),
]);

export function automationInputFlags(inputs: Inputs): InputFlag[] {
  const flags = inputFlags(inputs);
  const longNames = new Set(flags.map(({ name }) => longName(name)));
  return flags.map((flag) => {
    const { name, inputName } = flag;
    const spellings = [longName(name), longName(inputName)];
    const isFree = !runOptions.has(name) && !longNames.has(name);
    const [first = name, ...aliases] = new Set([
      ...(isFree ? [name, inputName] : []),
      ...spellings,
    ]);
    return { ...flag, name: first, aliases };
  });
}

/** By the names of the inputs, with dashes. */
export function automationFlagNames(inputs: Inputs): (input: string) => string {
  const names = new Map(
    automationInputFlags(inputs).map(({ inputName, name }) => [inputName, `--${name}`]),
  );
  return (input) => names.get(input) ?? `--${flagName(input)}`;
}

function longName(name: string): string {
  return `input-${name}`;
}
