/** What to write instead, where the program that `run()` was to start is a line for a shell. */

/** What only a shell reads: operators, redirections, expansions, quotes and globs. */
const shellSyntax = /[|&;<>()$`"'*?~#\\\n]/;
const assignment = /^([A-Za-z_]\w*)=(.*)$/;

/** Undefined where the name looks like that of a program. */
export function shellAdvice(command: string, args: readonly string[]): string | undefined {
  if (!/\s/.test(command) && !shellSyntax.test(command) && !assignment.test(command)) {
    return undefined;
  }
  const rule = "run() has no shell: it takes the program and each argument as a text of its own.";
  return `${rule} Write ${instead(command.trim(), args)}.`;
}

function instead(command: string, args: readonly string[]): string {
  const call = (words: readonly string[], options = ""): string =>
    `run(${[...words.map((word) => JSON.stringify(word)), ...(options === "" ? [] : [options])].join(", ")})`;
  const steps = command.split("&&").map((step) => step.trim());
  if (
    steps.every(
      (step) => step !== "" && !shellSyntax.test(step) && !assignment.test(firstWord(step)),
    )
  ) {
    return steps
      .map((step, index) => [...step.split(/\s+/), ...(index === steps.length - 1 ? args : [])])
      .map((words) => call(words))
      .join(", then ");
  }
  const words = [...command.split(/\s+/), ...args];
  const first = words.findIndex((word) => !assignment.test(word));
  if (first > 0 && !shellSyntax.test(command)) {
    const variables = words.slice(0, first).map((word) => {
      const [, name = "", value = ""] = assignment.exec(word) ?? [];
      return `${name}: ${JSON.stringify(value)}`;
    });
    return call(words.slice(first), `{ env: { ${variables.join(", ")} } }`);
  }
  // The words after the script are its arguments, from `$0` on.
  const rest = args.length === 0 ? [] : ["sh", ...args];
  return `${call(["sh", "-c", command, ...rest])} where a shell is to read it`;
}

function firstWord(text: string): string {
  return text.split(/\s+/, 1).join("");
}
