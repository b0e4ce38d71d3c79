/** The flags of a command as a table: a row for each says what it takes, how it is read, and what completes it. */
import type { Flag, ParsedFlags } from "./flags.ts";

/** A flag with one line for `--help`. */
export interface DescribedFlag extends Flag {
  readonly summary: string;
  /** What its value is one of, for the completion of a word. */
  readonly completedBy?: "files" | "automations" | "jobs" | "events";
}

export interface FlagRow extends Omit<DescribedFlag, "name"> {
  /** Turned on, or a value, once or any number of times. */
  readonly kind: "option" | "value" | "list";
  /** From what was typed to the value; without it the text is the value. `cwd` is the base of a path. */
  readonly read?: (text: string, cwd: string) => unknown;
}

type FlagTable = Readonly<Record<string, FlagRow>>;

type Value<Row> = Row extends { readonly read: (text: string, cwd: string) => infer Read }
  ? Read
  : string;

/** By the names of the flags: whether an `option` is on, what a `value` is, if it was given, all that a `list` has. */
export type FlagValues<Table extends FlagTable> = {
  readonly [Name in keyof Table]: Table[Name]["kind"] extends "option"
    ? boolean
    : Table[Name]["kind"] extends "list"
      ? readonly Value<Table[Name]>[]
      : Value<Table[Name]> | undefined;
};

export function flagsOf(table: FlagTable): readonly DescribedFlag[] {
  return Object.entries(table).map(([name, row]) => ({ name, ...row }));
}

/** @throws UsageError for a value that its flag does not take. */
export function readFlags<Table extends FlagTable>(
  table: Table,
  { values, lists }: ParsedFlags,
  cwd: string,
): FlagValues<Table> {
  const readers = Object.entries<FlagRow>(table).map(([name, row]) => {
    const { kind, read: readOne = (text) => text } = row;
    if (kind === "list") return [name, (lists.get(name) ?? []).map((text) => readOne(text, cwd))];
    const value = values.get(name);
    if (kind === "option") return [name, value === true];
    return [name, typeof value === "string" ? readOne(value, cwd) : undefined];
  });
  return Object.fromEntries(readers) as FlagValues<Table>;
}
