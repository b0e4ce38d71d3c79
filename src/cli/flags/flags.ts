/** Reads a command's arguments by Node's own tokenizer, with an error for each argument that does not fit. */
import { parseArgs } from "node:util";
import { UsageError } from "../../problems/usage-error.ts";
import { type FindOwner, unknownFlag } from "./unknown-flag.ts";

export interface Flag {
  /** Without dashes. */
  readonly name: string;
  /** Other spellings, such as an input's name as it stands in code. */
  readonly aliases?: readonly string[];
  /** One letter. */
  readonly short?: string;
  /** What people may type for it that is not a flag here. Errors then name this one. */
  readonly guesses?: readonly string[];
  /**
   * `switch`: `--name`, `--no-name`, `--name=true`. `value`: `--name=x`, `--name x`.
   * `option`: `--name` alone, for what can only be turned on. `list`: a value, any number of times.
   */
  readonly kind: "switch" | "value" | "option" | "list";
}

export interface ParsedFlags {
  /** The text of each flag on the command line, by its name; `true` and `false` for a switch without a value. */
  readonly values: ReadonlyMap<string, string | boolean>;
  /** All values of each `list`. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
  /** What follows `--`; undefined without one. */
  readonly rest: readonly string[] | undefined;
}

/** Both spellings of a switch in one word, as git's manual writes them: `--[no-]skip-docs`. */
export function switchName(name: string): string {
  return `--[no-]${name}`;
}

export function takesValue({ kind }: Flag): boolean {
  return kind === "value" || kind === "list";
}

interface Spelling {
  readonly flag: Flag;
  /** For `--no-name`. */
  readonly negated: boolean;
}

/**
 * @param seeMore The command that explains these flags, for errors: `./run lint --help`.
 * @param findOwner Knows the options of other commands, for an error that says whose option it is.
 * @throws UsageError for an unknown flag, a flag given twice, a missing value, or a value where none belongs.
 */
export function parseFlags(
  args: readonly string[],
  flags: readonly Flag[],
  seeMore: string,
  findOwner?: FindOwner,
): ParsedFlags {
  const spellings = spellingsOf(flags);
  // Node loads its parser when it is called. Most commands get no arguments.
  const tokens =
    args.length === 0
      ? []
      : parseArgs({
          args: [...args],
          options: parserOptions(spellings, flags),
          strict: false,
          allowPositionals: true,
          tokens: true,
        }).tokens;
  const values = new Map<string, string | boolean>();
  const lists = new Map<string, string[]>();
  const positionals: string[] = [];
  let rest: string[] | undefined;
  for (const token of tokens) {
    if (token.kind === "option-terminator") {
      rest = args.slice(token.index + 1);
      break;
    }
    if (token.kind === "positional") {
      positionals.push(token.value);
      continue;
    }
    const spelling = spellings.get(token.name);
    if (spelling === undefined) throw unknownFlag(token.rawName, spellings, seeMore, findOwner);
    const { flag } = spelling;
    const inline = token.inlineValue === true ? token.value : undefined;
    const value = valueOf(spelling, token.rawName, inline ?? token.value, inline !== undefined);
    if (flag.kind === "list") {
      lists.set(flag.name, [...(lists.get(flag.name) ?? []), String(value)]);
    } else if (values.has(flag.name)) {
      throw new UsageError(`--${flag.name} was given twice. Give it once.`, [seeMore]);
    } else {
      values.set(flag.name, value);
    }
  }
  return { values, lists, positionals, rest };
}

function spellingsOf(flags: readonly Flag[]): Map<string, Spelling> {
  const spellings = new Map<string, Spelling>();
  for (const flag of flags) {
    for (const name of [flag.name, ...(flag.aliases ?? [])]) {
      spellings.set(name, { flag, negated: false });
      if (flag.kind !== "switch") continue;
      for (const no of [`no-${name}`, `no_${name}`]) {
        if (!spellings.has(no)) spellings.set(no, { flag, negated: true });
      }
    }
  }
  // A flag may have the name of another one's negation. It comes first, also if it was declared later.
  for (const flag of flags) spellings.set(flag.name, { flag, negated: false });
  return spellings;
}

interface ParserOption {
  readonly type: "string" | "boolean";
  readonly short?: string;
}

function parserOptions(
  spellings: ReadonlyMap<string, Spelling>,
  flags: readonly Flag[],
): Record<string, ParserOption> {
  const options = new Map<string, ParserOption>();
  for (const [name, { flag }] of spellings) {
    options.set(name, { type: takesValue(flag) ? "string" : "boolean" });
  }
  for (const { name, short } of flags) {
    if (short !== undefined) options.set(name, { type: "boolean", short });
  }
  // To assign a property named `__proto__` would not add it.
  return Object.fromEntries(options);
}

function valueOf(
  { flag, negated }: Spelling,
  spelling: string,
  text: string | undefined,
  isInline: boolean,
): string | boolean {
  if (takesValue(flag)) {
    // In `--name --other` a value is missing, most likely; a negative number is a value.
    if (text === undefined || (!isInline && /^-[^\d.]/.test(text))) {
      throw new UsageError(`${spelling} needs a value.`, [`${spelling}=…`]);
    }
    return text;
  }
  if (text === undefined) return !negated;
  if (negated || flag.kind === "option") {
    throw new UsageError(`${spelling} takes no value, but was given ${JSON.stringify(text)}.`, [
      spelling,
    ]);
  }
  return text;
}
