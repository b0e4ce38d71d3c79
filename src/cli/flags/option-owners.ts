/** Whose an option is that a task or an automation was given by mistake. */
import type { App } from "../../app/app.ts";
import { flagName } from "../../inputs/flag.ts";
import type { Inputs } from "../../inputs/input.ts";
import { quotedList } from "../../problems/wording.ts";
import { helpCommand, listedTasks } from "../program-context.ts";
import { automationFlags } from "./automation-flags.ts";
import type { OptionOwner } from "./unknown-flag.ts";

interface Command {
  readonly name: string;
  readonly inputs?: Inputs | undefined;
}

/** For a task: automations have options of their own, and inputs. */
export function automationOwner(app: App, name: string): OptionOwner | undefined {
  if (!Object.hasOwn(automationFlags, name)) {
    return inputOwner(app, app.automations, "automation", name);
  }
  const [first] = app.automations;
  return { owner: "automations", seeMore: first && helpCommand(app, first.name) };
}

/** For an automation: tasks have inputs. */
export function taskOwner(app: App, name: string): OptionOwner | undefined {
  return inputOwner(app, listedTasks(app), "task", name);
}

function inputOwner(
  app: App,
  commands: readonly Command[],
  kind: string,
  name: string,
): OptionOwner | undefined {
  const owners = commands.filter(({ inputs = {} }) =>
    Object.keys(inputs).some((input) => flagName(input) === name),
  );
  const [first] = owners;
  if (first === undefined) return undefined;
  const kinds = owners.length === 1 ? kind : `${kind}s`;
  const names = quotedList(owners.map((each) => each.name));
  return { owner: `the ${kinds} ${names}`, seeMore: helpCommand(app, first.name) };
}
