import type { App } from "../../app/app.ts";
import { sameCommand } from "../../app/names.ts";
import { shellArgument } from "../../problems/shell-word.ts";
import { UsageError } from "../../problems/usage-error.ts";
import { didYouMean } from "../../problems/wording.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";
import { globalFlags } from "../flags/global-flags.ts";
import { helpCommand, listedTasks } from "../program-context.ts";

/** The error, with what may have been meant. */
export function unknownCommand(
  command: string,
  app: App,
  args: readonly string[] = [],
): UsageError {
  const names = [
    ...[...listedTasks(app), ...app.automations].map(({ name }) => name),
    ...Object.keys(builtInCommands),
  ];
  const [next] = args;
  // After "npm run".
  if (command === "run" && names.some((name) => next !== undefined && sameCommand(name, next))) {
    const suggestion = [app.defaults.entryPoint, ...args.map(shellArgument)].join(" ");
    return new UsageError(`there is no command "run".`, [suggestion]);
  }
  const match = globalFlags.find(({ guesses }) => guesses?.includes(command));
  const suggestion =
    match === undefined ? didYouMean(command, names) : ` Did you mean --${match.name}?`;
  return new UsageError(`there is no command ${JSON.stringify(command)}.${suggestion}`, [
    helpCommand(app),
  ]);
}
