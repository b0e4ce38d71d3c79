import { UsageError } from "../problems/usage-error.ts";
import type { Inputs } from "./input.ts";

/** The command-line spelling of an input's name: `skip_tests` and `skipTests` are `skip-tests`. */
export function flagName(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll("_", "-")
    .toLowerCase();
}

/** Names that every command understands, which no input may take. */
export const reservedFlags: readonly string[] = ["help", "debug", "color", "json"];

const inputNamePattern = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** Names that cannot be told apart on a command line are a mistake where they are declared. */
export function checkInputNames(inputs: Inputs, owner: string): void {
  const flags = new Map<string, string>();
  for (const [name, input] of Object.entries(inputs)) {
    if (!inputNamePattern.test(name)) {
      throw new UsageError(
        `${owner}: the input name ${JSON.stringify(name)} is not valid: it starts with a letter or "_", then letters, digits, "_" and "-".`,
      );
    }
    if (input.kind === "rest") continue;
    const flag = flagName(name);
    if (reservedFlags.includes(flag)) {
      throw new UsageError(
        `${owner}: the input ${JSON.stringify(name)} would be --${flag}, which every command has. Rename the input.`,
      );
    }
    const other = flags.get(flag);
    if (other !== undefined) {
      throw new UsageError(
        `${owner}: the inputs ${JSON.stringify(other)} and ${JSON.stringify(name)} would both be --${flag}. Rename one of them.`,
      );
    }
    flags.set(flag, name);
  }
}
