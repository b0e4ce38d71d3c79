/** The flags of a command as a table. A row says what the flag takes, how to read it, and what completes it. */
import type { Flag, ParsedFlags } from "./flags.ts";

/** A flag with one line for `--help`. */
export interface DescribedFlag extends Flag {
  readonly summary: string;
  /** For completion: what its values are names of. */
  readonly completedBy?: "files" | "automations" | "jobs" | "events";
}

export interface FlagRow extends Omit<DescribedFlag, "name"> {
  /** Turned on, or a value, once or any number of times. */
  readonly kind: "option" | "value" | "list";
  /** Makes the value from the text on the command line. Default: the text. `cwd` is the base of a path. */
  readonly read?: (text: string, cwd: string) => unknown;
}

export type FlagTable = Readonly<Record<string, FlagRow>>;

type Value<Row> = Row extends { readonly read: (text: string, cwd: string) => infer Read }
  ? Read
  : string;

/** By names of flags. An `option` is true or false; a `value` is undefined if it is not on the command line. */
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
  const entries = Object.entries<FlagRow>(table).map(([name, row]) => {
    const { kind, read: readOne = (text) => text } = row;
    if (kind === "list") return [name, (lists.get(name) ?? []).map((text) => readOne(text, cwd))];
    const value = values.get(name);
    if (kind === "option") return [name, value === true];
    return [name, typeof value === "string" ? readOne(value, cwd) : undefined];
  });
  return Object.fromEntries(entries) as FlagValues<Table>;
}
