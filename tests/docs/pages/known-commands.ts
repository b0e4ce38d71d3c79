/** Whether a command line of a page is one that the program takes. */
import { sameCommand } from "../../../src/app/names.ts";
import { builtInName } from "../../../src/app/names.ts";
import { builtIns } from "../../../src/cli/built-ins.ts";
import { automationFlags } from "../../../src/cli/flags/automation-flags.ts";
import { flagsOf } from "../../../src/cli/flags/flag-table.ts";
import { type Flag, type ParsedFlags, parseFlags } from "../../../src/cli/flags/flags.ts";
import { commandFlags, globalFlags } from "../../../src/cli/flags/global-flags.ts";
import { taskOptions } from "../../../src/cli/flags/run-flags.ts";
import type {
  InspectedAutomation,
  InspectedInput,
  InspectedTask,
} from "../../../src/cli/inspect/inspection.ts";

/** A task or an automation, as `inspect --json` tells of it. */
export type KnownCommand = Pick<InspectedTask | InspectedAutomation, "kind" | "name" | "inputs">;

/** What is wrong with the words behind the program's name; undefined where nothing is. */
export function mistakeIn(
  args: readonly string[],
  commands: readonly KnownCommand[],
): string | undefined {
  const at = args.findIndex((word) => !word.startsWith("-"));
  const before = at === -1 ? args : args.slice(0, at);
  const [command, ...rest] = at === -1 ? [] : args.slice(at);
  try {
    parseFlags(before, globalFlags, "");
    if (command === undefined) return undefined;
    const builtIn = builtInName(command);
    if (builtIn !== undefined) {
      const { flags = [], positionals = [], choices } = builtIns[builtIn];
      const [first, ...others] = parseFlags(rest, [...flags, ...commandFlags], "").positionals;
      if (first === undefined) return undefined;
      if (choices?.includes(first) === false) return `${command} takes no ${first}`;
      const isEach = positionals.at(-1)?.endsWith("…") === true;
      return isEach || others.length < positionals.length ? undefined : `${command} takes less`;
    }
    return mistakeInApp(command, rest, commands);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A page may show several of one name: one of them has to take the rest. */
function mistakeInApp(
  command: string,
  rest: readonly string[],
  commands: readonly KnownCommand[],
): string | undefined {
  const named = commands.filter(({ name }) => sameCommand(name, command));
  if (named.length === 0) return `there is no command ${command}`;
  const mistakes = named.map((known) => {
    try {
      const { positionals, rest: others } = parseFlags(rest, flagsFor(known), "");
      return strayWord(known, positionals, others);
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  });
  return mistakes.includes(undefined) ? undefined : mistakes[0];
}

function strayWord(
  { name, inputs }: KnownCommand,
  positionals: ParsedFlags["positionals"],
  rest: ParsedFlags["rest"],
): string | undefined {
  if (positionals.length > 0) return `${name} takes no ${positionals[0]}`;
  const takesRest = inputs.some(({ type }) => type === "rest");
  return rest === undefined || takesRest ? undefined : `${name} takes nothing behind --`;
}

function flagsFor({ kind, inputs }: KnownCommand): readonly Flag[] {
  const own = inputs.filter(({ type }) => type !== "rest").map(flagOf);
  const options = kind === "task" ? taskOptions({}) : flagsOf(automationFlags);
  const taken = new Set(own.map(({ name }) => name));
  return [...own, ...[...options, ...commandFlags].filter(({ name }) => !taken.has(name))];
}

function flagOf({ name, flag, type }: InspectedInput): Flag {
  const long = flag.slice(2);
  return { name: long, aliases: [name], kind: type === "boolean" ? "switch" : "value" };
}
