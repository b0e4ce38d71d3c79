/** The names of tasks, and of the constants that hold them. */
import { sameCommand } from "../../../app/names.ts";
import { builtInCommands } from "../../../start/built-in-commands.ts";

export interface TaskName {
  readonly name: string;
  readonly constant: string;
}

/** Gives names that neither JavaScript, recompose nor an earlier call has. */
export class TaskNames {
  /** @param automations names of automations, which are those of their constants */
  constructor(automations: readonly string[]) {
    this.#names.push(...automations);
    for (const constant of automations) this.#constants.add(constant);
  }

  readonly #names: string[] = [...Object.keys(builtInCommands), "help", "run"];
  readonly #constants = new Set([...keywords, ...functions]);

  take(wanted: string): TaskName {
    const name = firstFree(wanted, "_", (each) =>
      this.#names.every((other) => !sameCommand(each, other)),
    );
    this.#names.push(name);
    return { name, constant: this.constant(name) };
  }

  constant(wanted: string): string {
    const plain = wanted.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, next: string = "") =>
      next.toUpperCase(),
    );
    const start = /^[A-Za-z_]/.test(plain) ? plain : `_${plain}`;
    const constant = firstFree(start, "", (each) => !this.#constants.has(each));
    this.#constants.add(constant);
    return constant;
  }
}

function firstFree(wanted: string, joint: string, isFree: (name: string) => boolean): string {
  if (isFree(wanted)) return wanted;
  const word = joint === "" ? "Task" : "task";
  const choices = Array.from(
    { length: 99 },
    (_, index) => `${word}${index === 0 ? "" : index + 1}`,
  );
  const ending = choices.find((choice) => isFree(`${wanted}${joint}${choice}`));
  return `${wanted}${joint}${ending ?? word}`;
}

/** What a module may not declare. https://tc39.es/ecma262/#prod-ReservedWord */
const keywords =
  "arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof undefined var void while with yield".split(
    " ",
  );

/** What the module imports, or a person would. */
const functions =
  "app automation cache cacheRust checkout group hashFiles job matrix onPullRequest onPush out run runner runs setup shell step task uses".split(
    " ",
  );
