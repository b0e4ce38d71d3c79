/** Commands that are one program with its arguments. */
import { isValidId } from "../../github/name-rules.ts";

/** Words of a shell, and what leads a command that is no program. */
const shellWords =
  /^(?:\.|:|\[|alias|bg|break|cd|command|continue|echo|eval|exec|exit|export|fg|for|if|local|printf|read|return|set|shift|source|sudo|test|time|trap|true|type|ulimit|umask|unset|until|wait|while)$/;

/** What puts the tools of a task on the machine, and so comes before any task. */
const installs =
  /^(?:(?:npm|pnpm|yarn|bun) (?:ci|i|install|add)\b|yarn$|corepack |pip3? |python3? -m (?:pip|venv)|uv (?:sync|pip|venv|tool install|python)|poetry install|pipx |apt(?:-get)? |brew |choco |gem |bundle install|rustup |cargo install|go (?:install|mod download)|dotnet (?:restore|tool)|git |gh |curl |wget |mkdir |cp |mv |rm |chmod )/;

/**
 * The words of a command. Undefined for one that a shell has to read, that is none, or that installs something.
 *
 * @returns Words without their quotes.
 */
export function commandWords(command: string): readonly string[] | undefined {
  const line = command.trim();
  if (/\n/.test(line) || installs.test(line)) return undefined;
  const words: string[] = [];
  const pattern = /(?:'([^']*)'|"([^"$`\\]*)"|([\w@%+=:,./-]+))(\s+|$)/y;
  while (pattern.lastIndex < line.length) {
    const match = pattern.exec(line);
    if (match === null) return undefined;
    words.push(match[1] ?? match[2] ?? match[3] ?? "");
  }
  const [program = ""] = words;
  // A variable before a program is the shell's.
  return program === "" || program.includes("=") || shellWords.test(program) ? undefined : words;
}

/** What leads to a command: the runner of a package manager, of an environment, a flag. */
const leaders =
  /^(?:npm|pnpm|yarn|bun|npx|bunx|uvx?|poetry|hatch|pdm|pipenv|python3?|node|cargo|go|make|just|tox|nox|bundle|mvn|gradle|dotnet|deno|run|exec|dlx|task|x|-.*|\.)$/;

/** `lint` for `npm run lint`, `pytest` for `uv run pytest`, `clippy` for `cargo clippy --all`. */
export function taskNameOf(words: readonly string[], taken: readonly string[]): string {
  const last = words.findIndex((word) => !leaders.test(word));
  const plain = (words[last] ?? words[0] ?? "")
    .replace(/^.*\//, "")
    .replace(/\.(?:sh|js|mjs|cjs|ts|py|rb|exe)$/, "")
    .replaceAll(/[^A-Za-z0-9_]+/g, "_")
    .replaceAll(/^_+|_+$/g, "");
  const wanted = isValidId(plain) ? plain : "command";
  const isTaken = (text: string): boolean =>
    taken.some((other) => other.replaceAll("-", "_").toLowerCase() === text.toLowerCase());
  let name = wanted;
  for (let count = 2; isTaken(name); count += 1) name = `${wanted}_${count}`;
  return name;
}
