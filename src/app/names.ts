/** The names of commands. */
import type { Automation } from "../automation/automation.ts";
import { tasksOf } from "../automation/declaration.ts";
import { UsageError } from "../problems/usage-error.ts";
import { builtInCommands } from "../start/built-in-commands.ts";
import type { TaskInfo } from "../task/definition.ts";

export type BuiltInName = keyof typeof builtInCommands;

/** Whether two names are the same command. Case, `_` and `-` make no difference. */
export function sameCommand(a: string, b: string): boolean {
  return fold(a) === fold(b);
}

function fold(name: string): string {
  return name.replaceAll("_", "-").toLowerCase();
}

/** The built-in command of that name. */
export function builtInName(command: string): BuiltInName | undefined {
  return (Object.keys(builtInCommands) as BuiltInName[]).find((name) => sameCommand(name, command));
}

/**
 * @throws UsageError where two commands have the same name. An automation with one job may have the name of its task:
 *   the command is then the task.
 */
export function checkNames(
  tasks: readonly TaskInfo[],
  automations: readonly Pick<Automation, "name" | "jobs">[],
): void {
  const owners = new Map<
    string,
    { readonly what: string; readonly name: string; readonly task?: TaskInfo | undefined }
  >();
  for (const name of Object.keys(builtInCommands)) {
    owners.set(fold(name), { what: "a built-in command", name });
  }
  const take = (what: string, name: string, task?: TaskInfo): void => {
    const other = owners.get(fold(name));
    if (other !== undefined) {
      throw new UsageError(
        `app(): ${what} cannot be named ${JSON.stringify(name)}: ${other.what} has the name ${JSON.stringify(other.name)}. Rename one of them.`,
      );
    }
    owners.set(fold(name), { what, name, task });
  };
  for (const task of tasks) {
    if (owners.get(fold(task.name))?.task === task) {
      throw new UsageError(`app(): the task ${JSON.stringify(task.name)} is listed twice.`);
    }
    take("a task", task.name, task);
  }
  for (const { name, jobs } of automations) {
    const namesake = owners.get(fold(name))?.task;
    const steps = jobs.flatMap((job) => job.steps);
    const isTaskOfSameName = steps.length === 1 && jobs.flatMap(tasksOf)[0] === namesake;
    if (isTaskOfSameName) continue;
    take("an automation", name);
  }
}

/** @throws UsageError for a called automation whose workflow nobody would write. */
export function checkCalls(automations: readonly Pick<Automation, "name" | "jobs">[]): void {
  for (const { name, jobs } of automations) {
    for (const { id, called } of jobs) {
      // An automation that is declared late is not the same object for its callers.
      if (called === undefined || automations.some((other) => other.name === called.name)) continue;
      throw new UsageError(
        `app(): the job ${JSON.stringify(id)} of the automation ${JSON.stringify(name)} calls ${JSON.stringify(called.name)}, which \`automations\` does not list, so its workflow would not be written.`,
        [`automations: [${name}, ${called.name}]`],
      );
    }
  }
}
