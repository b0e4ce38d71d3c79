import { UsageError } from "../../problems/usage-error.ts";
import type { DescribedFlag } from "./flag-table.ts";
import type { ParsedFlags } from "./flags.ts";

/** The flags that every command understands, before and after its name. */
export const commandFlags: readonly DescribedFlag[] = [
  {
    name: "help",
    short: "h",
    guesses: ["list", "ls", "tasks", "commands", "usage"],
    kind: "option",
    summary: "Say what the command does and takes",
  },
  { name: "debug", kind: "option", summary: "Print debug output and stack traces" },
  { name: "color", kind: "switch", summary: "Colours, whether or not there is a terminal" },
];

/** All flags that may stand before a command. After it, a task may have inputs such as `version`. */
export const globalFlags: readonly DescribedFlag[] = [
  ...commandFlags,
  {
    name: "version",
    guesses: ["v", "V", "version"],
    kind: "option",
    summary: "Print the version of recompose",
  },
  { name: "show-hidden", kind: "option", summary: "List hidden commands too" },
];

export interface GlobalOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly debug: boolean;
  readonly showHidden: boolean;
  /** Undefined if the command line does not say. */
  readonly color: boolean | undefined;
}

export function globalOptions(...parsedFlags: readonly ParsedFlags[]): GlobalOptions {
  const valueOf = (name: string): string | boolean | undefined =>
    parsedFlags.map(({ values }) => values.get(name)).findLast((value) => value !== undefined);
  const color = valueOf("color");
  if (typeof color === "string" && color !== "true" && color !== "false") {
    const text = `--color is true or false, not ${JSON.stringify(color)}.`;
    throw new UsageError(text, ["--color, or --no-color"]);
  }
  return {
    help: valueOf("help") === true,
    version: valueOf("version") === true,
    debug: valueOf("debug") === true,
    showHidden: valueOf("show-hidden") === true,
    color: color === undefined ? undefined : color !== false && color !== "false",
  };
}

/**
 * Whether to use colours: by the command line, then by NO_COLOR (https://no-color.org) and FORCE_COLOR, then by whether
 * there is a terminal that has colours.
 */
export function wantsColor(
  option: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (option !== undefined) return option;
  if (env["NO_COLOR"]) return false;
  const colorLevel = env["FORCE_COLOR"];
  if (colorLevel) return colorLevel !== "0" && colorLevel !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
