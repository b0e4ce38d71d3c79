/** What the text of a script runs: commands, and other scripts. Read as a shell would split it, never run. */

export interface ScriptCommand {
  /** `eslint`, without what only starts it: `npx`, `cross-env`, `CI=true`. */
  readonly program: string;
  readonly args: readonly string[];
  /** Other scripts that it runs instead, as patterns of their names: `test:*`. */
  readonly scripts?: readonly string[];
  /** What the script that it runs is told: `--fix` of `npm run lint -- --fix`. */
  readonly passed?: readonly string[];
}

/** The commands of a script in order, whatever stands between them: `&&`, `;`, `|`. */
export function scriptCommands(text: string): readonly ScriptCommand[] {
  return shellWords(text).map(commandOf);
}

/** Words by command, without their quotes. Variables and substitutions stay as they are. */
function shellWords(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  const token = /\s+|&&|\|\||[;|&\n]|(?:[^\s"'\\;|&]|\\.|"(?:[^"\\]|\\.)*"|'[^']*'|["'\\])+/g;
  for (const [match] of text.matchAll(token)) {
    if (/^(?:&&|\|\||[;|&]|\s*\n\s*)$/.test(match)) commands.push([]);
    else if (match.trim() !== "") commands.at(-1)?.push(unquoted(match));
  }
  return commands.filter((words) => words.length > 0);
}

function unquoted(word: string): string {
  return word.replaceAll(
    /"((?:[^"\\]|\\.)*)"|'([^']*)'/g,
    (_, double: string | undefined, single: string | undefined) =>
      double?.replaceAll(/\\(.)/g, "$1") ?? single ?? "",
  );
}

/** Programs that start another one, with the options of theirs that take a value. */
const starters: Readonly<Record<string, readonly string[]>> = {
  npx: ["-p", "--package"],
  bunx: [],
  c8: ["-r", "--reporter", "-x", "--exclude", "-n", "--include"],
  nyc: ["-r", "--reporter"],
  "cross-env": [],
  "cross-env-shell": [],
  env: [],
  dotenv: ["-e", "-f"],
  time: [],
};

/** Subcommands of package managers that start a program. */
const execWords = new Set(["exec", "dlx", "x"]);

function commandOf(words: readonly string[]): ScriptCommand {
  const [program = "", ...args] = words;
  if (/^\w+=/.test(program)) return commandOf(args);
  if (Object.hasOwn(starters, program)) {
    const withValue = starters[program] ?? [];
    let start = 0;
    while (args[start]?.startsWith("-") === true) {
      start += withValue.includes(args[start] ?? "") ? 2 : 1;
    }
    const rest = args.slice(start);
    if (rest.length > 0) return commandOf(rest);
  }
  const isManager = /^(?:npm|pnpm|yarn|bun)$/.test(program);
  if (isManager && execWords.has(args[0] ?? "")) {
    return commandOf(args.slice(1).filter((word) => word !== "--"));
  }
  if (program === "deno" && args[0] === "task") {
    const [name, ...passed] = args.slice(1).filter((word) => word !== "--quiet");
    return name === undefined ? { program, args } : { program, args, scripts: [name], passed };
  }
  const scripts = isManager ? managerScripts(program, args) : runnerScripts(program, args);
  if (scripts === undefined) return { program, args };
  const passed = isManager ? passedArguments(program, args, scripts) : [];
  return { program, args, scripts, passed };
}

/** All but npm pass on what stands behind the name. */
function passedArguments(
  program: string,
  args: readonly string[],
  [script]: readonly string[],
): readonly string[] {
  const separator = args.indexOf("--");
  if (separator !== -1) return args.slice(separator + 1);
  const index = args.findIndex((word) => word === script || /^(?:t|tst)$/.test(word));
  return program === "npm" ? [] : args.slice(index + 1);
}

/** Subcommands of npm, pnpm, Yarn and Bun that are no names of scripts. */
const ownCommands = new Set(
  [
    "install i ci add remove publish version pack link login audit update up dedupe workspace workspaces",
    "config set cache init create info view why list ls outdated rebuild prune node plugin patch deploy fetch",
  ].flatMap((names) => names.split(" ")),
);

function managerScripts(program: string, args: readonly string[]): readonly string[] | undefined {
  const words = args.filter((word) => !/^-(?!-$)/.test(word));
  const [first = "", second] = words.slice(0, words.indexOf("--") + 1 || undefined);
  if (/^(?:run|run-script|rum)$/.test(first)) return second === undefined ? undefined : [second];
  if (/^(?:test|t|tst)$/.test(first)) return program === "bun" ? undefined : ["test"];
  if (first === "start") return ["start"];
  // Only these take the name of a script without `run`.
  if (program === "npm" || first === "" || ownCommands.has(first)) return undefined;
  return [first];
}

/** https://github.com/bcomnes/npm-run-all2, and what concurrently takes for the name of a script: https://github.com/open-cli-tools/concurrently */
function runnerScripts(program: string, args: readonly string[]): readonly string[] | undefined {
  if (/^(?:run-s|run-p|npm-run-all2?)$/.test(program)) {
    return args.filter((word) => !word.startsWith("-")).map((word) => word.split(" ", 1).join(""));
  }
  if (program !== "concurrently" && program !== "conc") return undefined;
  const commands = args.filter((word) => /^(?:(?:npm|pnpm|yarn|bun)(?::|\s))/.test(word));
  const names = commands.map((word) =>
    /^\w+:/.test(word) ? [word.replace(/^\w+:/, "")] : scriptCommands(word)[0]?.scripts,
  );
  return names.length === 0 || names.includes(undefined)
    ? undefined
    : names.flatMap((list) => list ?? []);
}

/** Names of scripts that a pattern of npm-run-all names: `*` stops at a colon, `**` does not. */
export function matchingScripts(pattern: string, names: readonly string[]): readonly string[] {
  if (!pattern.includes("*")) return names.filter((name) => name === pattern);
  const source = pattern
    .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*|\*/g, (stars) => (stars === "**" ? ".*" : "[^:]*"));
  const expression = new RegExp(`^${source}$`);
  return names.filter((name) => expression.test(name));
}
