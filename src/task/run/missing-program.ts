/** The advice where `run()` got a line for a shell as the name of a program. */

/** Characters with a meaning for a shell: operators, redirections, expansions, quotes and globs. */
const shellSyntax = /[|&;<>()$`"'*?~#\\\n]/;
const assignment = /^([A-Za-z_]\w*)=(.*)$/;

/** Commands that are part of a shell: there are no programs of these names. */
const builtIns = new Set(
  ". alias cd eval exec exit export popd pushd read set shift source trap ulimit umask unset wait".split(
    " ",
  ),
);

/** Undefined where the name looks like that of a program. */
export function shellAdvice(command: string, args: readonly string[]): string | undefined {
  const isName = !/\s/.test(command) && !shellSyntax.test(command) && !assignment.test(command);
  if (isName && !builtIns.has(command)) return undefined;
  const rule = "run() has no shell: it takes the program and each argument as a text of its own.";
  return `${rule} Write ${instead(command.trim(), args)}.`;
}

function instead(command: string, args: readonly string[]): string {
  const isPlain = (text: string): boolean =>
    text !== "" && !shellSyntax.test(text) && !assignment.test(firstWord(text));
  const steps = command.split("&&").map((step) => step.trim());
  const calls = steps.map((step, index) => [
    ...step.split(/\s+/),
    ...(index === steps.length - 1 ? args : []),
  ]);
  const [[first, folder, ...others] = [], ...behind] = calls;
  const isMove = first === "cd" && folder !== undefined && others.length === 0;
  const programs = isMove ? behind : calls;
  const names = programs.map(([name]) => name ?? "");
  if (steps.every(isPlain) && !names.some((name) => builtIns.has(name))) {
    const option = isMove ? `{ cwd: ${JSON.stringify(folder)} }` : "";
    return programs.length === 0
      ? `${option} behind the arguments of the program that is to run there`
      : programs.map((words) => call(words, option)).join(", then ");
  }
  const words = [...command.split(/\s+/), ...args];
  const start = words.findIndex((word) => !assignment.test(word));
  if (start > 0 && !shellSyntax.test(command) && !builtIns.has(words[start] ?? "")) {
    const variables = words.slice(0, start).map((word) => {
      const [, name = "", value = ""] = assignment.exec(word) ?? [];
      return `${name}: ${JSON.stringify(value)}`;
    });
    return call(words.slice(start), `{ env: { ${variables.join(", ")} } }`);
  }
  // Only bash has `source`.
  const shell = words.includes("source") ? "bash" : "sh";
  // `sh -c` passes the words after the script as `$0`, `$1` and so on. A built-in command needs them in the script.
  const script = builtIns.has(command) ? words.join(" ") : command;
  const rest = args.length === 0 || script !== command ? [] : [shell, ...args];
  return `${call([shell, "-c", script, ...rest])} where a shell is to read it`;
}

function call(words: readonly string[], options = ""): string {
  const parts = words.map((word) => JSON.stringify(word));
  return `run(${[...parts, ...(options === "" ? [] : [options])].join(", ")})`;
}

function firstWord(text: string): string {
  return text.split(/\s+/, 1).join("");
}
