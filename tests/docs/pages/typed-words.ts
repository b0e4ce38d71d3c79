/** The commands in lines of a shell, as words. */

/**
 * The simple commands of a script, each as its words, with the line that each begins in, from 0. Of `$(…)` and `<(…)` what
 * is within is a command, too.
 */
export function commandsIn(script: string): readonly { words: readonly string[]; line: number }[] {
  const commands: { words: string[]; line: number }[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let line = 0;
  let start = 0;
  const endWord = (): void => {
    if (word !== undefined) words.push(word);
    word = undefined;
  };
  const endCommand = (): void => {
    endWord();
    if (words.length > 0) commands.push({ words, line: start });
    words = [];
  };
  const part =
    /'([^']*)'|"((?:\\.|[^"\\])*)"|\\\n|\\(.)|(?<=^|\s)#.*|(\$\(|<\(|&&|\|\||[;|&()\n])|([^\S\n]+)|(.)/gs;
  for (const [text, quoted, doubled, escaped, separator, space, other] of script.matchAll(part)) {
    const literal = quoted ?? doubled ?? escaped ?? other;
    if (literal !== undefined) {
      if (words.length === 0 && word === undefined) start = line;
      word = (word ?? "") + literal;
    } else if (separator !== undefined) endCommand();
    else if (space !== undefined) endWord();
    line += text.split("\n").length - 1;
  }
  endCommand();
  return commands;
}

const program = /^(?:(?:\.{1,2}\/|[\w-]+\/)+run|recompose)$/;

/**
 * What recompose gets of a command; undefined where the command is another.
 *
 * @throws Error for `npx recompose init`, which is another package
 */
export function argumentsOf(words: readonly string[]): readonly string[] | undefined {
  const start = words.findIndex((word) => !/^\w+=|^(?:source|time|exec)$/.test(word));
  const [first = "", ...rest] = words.slice(start).filter((word) => !/^\d?[<>]/.test(word));
  if (program.test(first)) return rest;
  if (first !== "npx") return undefined;
  const [name = "", ...others] = rest.filter((word) => word !== "--yes");
  if (name === "recompose" && others.length > 0)
    throw new Error("npx recompose fetches another package");
  return /^recompose-ci(?:@|$)/.test(name) ? others : undefined;
}
