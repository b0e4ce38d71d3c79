/** Names of automations for workflows, as commands of the app. */
import { sameCommand } from "../../app/names.ts";
import { automationName } from "../../import/translate/workflow-plan.ts";
import { builtInCommands } from "../../start/built-in-commands.ts";

/**
 * The name of each file's automation: that of the file, `init-workflow` where a command has it, `ci-2` where another file
 * has it.
 *
 * @param taken Names of the commands that the app has.
 */
export function importNames(
  files: readonly string[],
  taken: readonly string[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const commands = [...Object.keys(builtInCommands), ...taken];
  for (const file of files) {
    const plain = automationName(file);
    const isCommand = commands.some((command) => sameCommand(command, plain));
    const wanted = isCommand ? `${plain}-workflow` : plain;
    const isTaken = (name: string): boolean =>
      [...commands, ...names.values()].some((other) => sameCommand(other, name));
    let name = wanted;
    for (let count = 2; isTaken(name); count += 1) name = `${wanted}-${count}`;
    names.set(file, name);
  }
  return names;
}
