/** The options that tasks and automations share, and those of `./run TASK`, beside its inputs. */
import { flagName } from "../../inputs/flag.ts";
import type { Inputs } from "../../inputs/input.ts";
import {
  type DescribedFlag,
  type FlagRow,
  flagsOf,
  type FlagValues,
  readFlags,
} from "./flag-table.ts";
import type { ParsedFlags } from "./flags.ts";

export const jsonFlag = {
  kind: "option",
  summary: "Print events, one JSON object a line",
} satisfies FlagRow;

export const repeatingFlags = {
  watch: {
    guesses: ["w"],
    kind: "option",
    summary: "Run again whenever files change that git does not ignore",
  },
  notify: {
    kind: "option",
    summary: "Ring, and tell the desktop, when a run of more than 10 seconds ends",
  },
} satisfies Readonly<Record<string, FlagRow>>;

const taskFlags = { json: jsonFlag, ...repeatingFlags };

/** Without those whose name an input of the task has: there the word means the input. */
export function taskOptions(inputs: Inputs): readonly DescribedFlag[] {
  const taken = takenNames(inputs);
  return flagsOf(taskFlags).filter(({ name }) => !taken.has(name));
}

export function readTaskFlags(
  inputs: Inputs,
  parsedFlags: ParsedFlags,
  cwd: string,
): FlagValues<typeof taskFlags> {
  const taken = takenNames(inputs);
  const { json, watch, notify } = readFlags(taskFlags, parsedFlags, cwd);
  return { json, watch: watch && !taken.has("watch"), notify: notify && !taken.has("notify") };
}

function takenNames(inputs: Inputs): ReadonlySet<string> {
  return new Set(Object.keys(inputs).map(flagName));
}
