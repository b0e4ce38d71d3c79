/** Which commands a person means who types into the picker, and which of them most likely. */
import { fold } from "../problems/nearest.ts";

export interface SearchedCommand {
  readonly name: string;
  readonly description: string;
  /** The group's title, or the kind of command. */
  readonly section: string;
}

/** Whether each word of the query is in the command's texts. */
export function isFound(query: string, command: SearchedCommand): boolean {
  return distance(query, command) !== undefined;
}

/** All commands, those that are found first: by name before those by description, by a beginning before those by a middle. */
export function bestFirst<Command extends SearchedCommand>(
  query: string,
  commands: readonly Command[],
): readonly Command[] {
  const distances = new Map(commands.map((command) => [command, distance(query, command)]));
  const of = (command: Command): number => distances.get(command) ?? Number.MAX_VALUE;
  return commands.toSorted((a, b) => of(a) - of(b));
}

/** 0 for the name itself. Undefined where a word is nowhere. */
function distance(query: string, command: SearchedCommand): number | undefined {
  const name = fold(command.name);
  const description = fold(command.description);
  const section = fold(command.section);
  let sum = 0;
  for (const word of query.split(/\s+/).map(fold)) {
    const isMatch = [
      name === word,
      name.startsWith(word),
      wordBegins(name, word),
      name.includes(word),
      wordBegins(description, word),
      description.includes(word),
      section.includes(word),
    ];
    const best = isMatch.indexOf(true);
    if (best === -1) return undefined;
    sum += best;
  }
  return sum;
}

function wordBegins(text: string, beginning: string): boolean {
  return text.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(beginning));
}
