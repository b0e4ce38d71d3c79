/** The functions of a noxfile.py that are sessions. The file is read, and never run. */
import { pythonLines, type PythonLine, type PythonToken } from "./python-lines.ts";
import { pythonValue, splitAtCommas, textOf } from "./python-values.ts";

export interface NoxSession {
  /** Undefined where only Python can work it out. */
  readonly name: string | undefined;
  /** The name of the function. */
  readonly calls: string;
  /** The versions of a list; `unknown` where only Python can work it out. */
  readonly pythons: readonly string[] | "unknown";
  readonly isParametrized: boolean;
  readonly description?: string | undefined;
  readonly line: number;
  /** What it stands in, but for the file. */
  readonly within?: { readonly word: string; readonly line: number } | undefined;
}

interface Block {
  readonly word: string;
  readonly indent: number;
  readonly line: number;
}

type Constants = Map<string, string | readonly string[]>;

export function readNoxSessions(text: string): readonly NoxSession[] {
  const sessions: NoxSession[] = [];
  const names = new ImportedNames();
  const constants: Constants = new Map();
  let blocks: readonly Block[] = [];
  let decorators: PythonLine[] = [];
  const lines = pythonLines(text);
  for (const [index, current] of lines.entries()) {
    const { tokens, indent, line } = current;
    blocks = blocks.filter((block) => block.indent < indent);
    const word = tokens[0]?.text ?? "";
    if (word === "@") {
      decorators.push(current);
      continue;
    }
    const at = word === "async" ? 1 : 0;
    const made = decorators.find(({ tokens: own }) => names.isSession(pathOf(own)));
    if (made !== undefined && tokens[at]?.text === "def") {
      const within =
        blocks.find((block) => /^(?:def|class|async)$/.test(block.word)) ?? blocks.at(-1);
      const isParametrized = decorators.some(({ tokens: own }) => names.isParametrize(pathOf(own)));
      const calls = tokens[at + 1]?.text ?? "";
      const description = descriptionOf(current, lines[index + 1]);
      const options = optionsOf(made.tokens, constants, calls);
      sessions.push({ calls, ...options, isParametrized, description, line: made.line, within });
    }
    decorators = [];
    if (/^(?:import|from)$/.test(word)) names.add(tokens);
    else if (indent === 0) addConstant(tokens, constants);
    if (tokens.at(-1)?.text === ":" && !/^(?:else|elif)$/.test(word)) {
      blocks = [...blocks, { word, indent, line }];
    } else if (/^(?:else|elif)$/.test(word)) blocks = [...blocks, { word: "if", indent, line }];
  }
  return sessions;
}

/** What the file calls nox, and what it has of nox by another name. */
class ImportedNames {
  /** `nox.session`, by the names of the file. */
  readonly #sessions = new Set<string>();
  readonly #parametrize = new Set<string>();

  add(tokens: readonly PythonToken[]): void {
    const [first, module] = tokens;
    const rest = tokens.filter(({ text }) => text !== "(" && text !== ")");
    if (first?.text === "import") {
      for (const part of splitAtCommas(rest.slice(1))) {
        const [name, as, alias] = part;
        if (!isNox(name?.text)) continue;
        if (as === undefined || as.text === "as")
          this.#addModule(alias?.text ?? String(name?.text));
      }
    } else if (isNox(module?.text) && tokens[2]?.text === "import") {
      for (const [name, , alias] of splitAtCommas(rest.slice(3))) {
        const own = alias?.text ?? name?.text ?? "";
        if (name?.text === "session") this.#sessions.add(own);
        if (name?.text === "parametrize") this.#parametrize.add(own);
      }
    }
  }

  isSession(path: string): boolean {
    return this.#sessions.has(path);
  }

  isParametrize(path: string): boolean {
    return this.#parametrize.has(path);
  }

  #addModule(name: string): void {
    this.#sessions.add(`${name}.session`);
    this.#parametrize.add(`${name}.parametrize`);
  }
}

/** Sessions of these packages are nox's: https://nox-poetry.readthedocs.io/, https://github.com/dantebben/nox-uv */
function isNox(module: string | undefined): boolean {
  return module === "nox" || module === "nox_poetry" || module === "nox_uv";
}

/** `nox.session` of `@nox.session(…)`. */
function pathOf(decorator: readonly PythonToken[]): string {
  const end = decorator.findIndex(({ text }) => text === "(");
  const path = decorator.slice(1, end === -1 ? undefined : end);
  return path.map(({ text }) => text).join("");
}

function optionsOf(
  decorator: readonly PythonToken[],
  constants: Constants,
  calls: string,
): Pick<NoxSession, "name" | "pythons"> {
  const start = decorator.findIndex(({ text }) => text === "(");
  let name: string | undefined = calls;
  let pythons: NoxSession["pythons"] = [];
  for (const [word, equals, ...tokens] of start === -1
    ? []
    : splitAtCommas(decorator.slice(start + 1, -1))) {
    const isOption = equals?.text === "=";
    if (word?.text === "**") [name, pythons] = [undefined, "unknown"];
    if (isOption && word?.text === "name") {
      const value = pythonValue(tokens, constants);
      name = typeof value === "string" ? value : value === null ? calls : undefined;
    }
    if (isOption && /^py(?:thon)?$/.test(word?.text ?? "")) {
      const value = pythonValue(tokens, constants);
      // A single version gives no name of its own.
      if (value === undefined) pythons = "unknown";
      else pythons = Array.isArray(value) ? (value as readonly string[]) : [];
    }
  }
  return { name, pythons };
}

/** The first line of the string that the function begins with. */
function descriptionOf(
  { tokens, indent }: PythonLine,
  next: PythonLine | undefined,
): string | undefined {
  let depth = 0;
  const colon = tokens.findIndex(({ kind, text }) => {
    if (kind === "sign" && /^[([{]$/.test(text)) depth += 1;
    if (kind === "sign" && /^[)\]}]$/.test(text)) depth -= 1;
    return kind === "sign" && text === ":" && depth === 0;
  });
  const inline = tokens.slice(colon + 1);
  const body =
    inline.length > 0 ? inline : next !== undefined && next.indent > indent ? next.tokens : [];
  const [first = ""] = textOf(body)?.trim().split("\n", 1) ?? [];
  return first.trim().replaceAll(/\s+/g, " ") || undefined;
}

/** `NAME = value`, `NAME: type = value`. */
function addConstant(tokens: readonly PythonToken[], constants: Constants): void {
  const [name, second] = tokens;
  if (name?.kind !== "name" || (second?.text !== "=" && second?.text !== ":")) return;
  const at = tokens.findIndex(({ kind, text }) => kind === "sign" && text === "=");
  const value = at === -1 ? undefined : pythonValue(tokens.slice(at + 1), constants);
  if (value === undefined || value === null) constants.delete(name.text);
  else constants.set(name.text, value);
}
