/** Kinds of starts, which run different code: V8's data of one kind would slow down another. */
import { wireVariable } from "../events/wire-variables.ts";
import { builtInCommands } from "./built-in-commands.ts";

/**
 * The hidden command that the completion scripts call, with the words after the program's name up to the cursor.
 * No task or automation can have this name: ids must not start with two underscores.
 */
export const completeCommand = "__complete";

/** By the command line alone: the app is not loaded yet. */
export function startKind(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): string {
  const end = args.indexOf("--");
  const before = end === -1 ? args : args.slice(0, end);
  const command = before.find((word) => !word.startsWith("-"));
  if (command === completeCommand) return "complete";
  if (command === undefined || before.includes("--help") || before.includes("-h")) return "help";
  if (command in builtInCommands) return command;
  return env[wireVariable] === undefined ? "task" : "job";
}
