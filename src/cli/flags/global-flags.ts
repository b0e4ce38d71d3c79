import { UsageError } from "../../problems/usage-error.ts";
import type { DescribedFlag } from "./flag-table.ts";
import type { ParsedFlags } from "./flags.ts";

/** The flags that every command understands, before and after its name. */
export const commandFlags: readonly DescribedFlag[] = [
  {
    name: "help",
    short: "h",
    soughtAs: ["list", "ls", "tasks", "commands", "usage"],
    kind: "option",
    summary: "Say what the command does and takes",
  },
  { name: "debug", kind: "option", summary: "Print debug output and stack traces" },
  {
    name: "color",
    kind: "switch",
    summary: "Colours, whether or not there is a terminal",
  },
];

/** All flags that may stand before a command. The others are left to tasks: many have an input `version`. */
export const globalFlags: readonly DescribedFlag[] = [
  ...commandFlags,
  {
    name: "version",
    soughtAs: ["v", "V", "version"],
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
  /** Undefined where the command line does not say. */
  readonly color: boolean | undefined;
}

export function globalOptions(...parsed: readonly ParsedFlags[]): GlobalOptions {
  const given = (name: string): string | boolean | undefined =>
    parsed.map(({ values }) => values.get(name)).findLast((value) => value !== undefined);
  const color = given("color");
  if (typeof color === "string" && color !== "true" && color !== "false") {
    const text = `--color is true or false, not ${JSON.stringify(color)}.`;
    throw new UsageError(text, ["--color, or --no-color"]);
  }
  return {
    help: given("help") === true,
    version: given("version") === true,
    debug: given("debug") === true,
    showHidden: given("show-hidden") === true,
    color: color === undefined ? undefined : color !== false && color !== "false",
  };
}

/**
 * Whether to use colours: what the command line says, then NO_COLOR (https://no-color.org) and FORCE_COLOR,
 * then whether there is a terminal that has them.
 */
export function wantsColor(
  option: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): boolean {
  if (option !== undefined) return option;
  if (env["NO_COLOR"]) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
