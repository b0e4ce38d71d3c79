/** Where in a command a value stands, as the shell would read it. */

/**
 * `word`: outside of quotes. `command`: there, and the first word of a command. `expanding`: where the shell puts in the
 * value of a variable and reads nothing else, as between double quotes. `literal`: between single quotes. `fixed`: where the
 * shell would not put in a variable, and quotes cannot end. `comment`: nothing reads it.
 */
export type Quoting = "word" | "command" | "expanding" | "literal" | "fixed" | "comment";

/** What stands for the values in a command, one character each: Unicode's private use area. */
const first = 0xe000;
const last = 0xf8ff;

export function placeholder(index: number): string {
  return String.fromCharCode(first + index);
}

/** The index of the value that a character stands for. */
export function placeholderIndex(character: string): number | undefined {
  const code = character.charCodeAt(0);
  return code >= first && code <= last ? code - first : undefined;
}

/** How many there are in a text. More or fewer than its values: it has such characters of its own. */
export function placeholdersIn(text: string): number {
  return text.split("").filter((each) => placeholderIndex(each) !== undefined).length;
}
