/**
 * The form of a table of keys: a row for each option, in the order in which the keys are printed. Whoever adds an option
 * adds its row, or the table does not compile.
 */
import type { ContextRule } from "../../github/context-availability.ts";
import type { OptionReader } from "./option-reader.ts";

/** Where a value is read: the option, as errors name it, and what its expressions may read. */
export interface ReadAt {
  readonly option: string;
  readonly contexts: ContextRule;
  readonly reader: OptionReader;
}

/** An option that becomes a key of the workflow. */
interface KeyRow<Option, Key, Value> {
  /** In GitHub's words. */
  readonly key: Key;
  /** What its expressions may read, parts of it perhaps more; without it there are no expressions. */
  readonly contexts?: ContextRule;
  /** From the option to the key; undefined where nothing is to be written. */
  readonly read: (value: Option, at: ReadAt) => Value | undefined;
  /** A local run says that it does not apply it. */
  readonly here?: "not applied";
}

/** An option that `job()` or `automation()` reads itself, because it is more than its value; without a key where it makes none. */
interface OwnRow<Key> {
  readonly key?: Key;
}

export type KeyTable<Options, Keys> = {
  readonly [Option in keyof Options]-?:
    | OwnRow<keyof Keys>
    | {
        readonly [Key in keyof Keys]-?: KeyRow<
          Exclude<Options[Option], undefined>,
          Key,
          Exclude<Keys[Key], undefined>
        >;
      }[keyof Keys];
};

/** What all tables have in common. */
export type AnyTable = Readonly<Record<string, { readonly key?: string; readonly here?: string }>>;

/** Reads the options that have a reader, in the order of the table. */
export function readKeys<Options extends object, Keys extends object>(
  table: KeyTable<Options, Keys>,
  options: Options,
  reader: OptionReader,
): Partial<Keys> {
  const keys: [keyof Keys, unknown][] = [];
  for (const option of Object.keys(table) as (keyof Options & string)[]) {
    const row = table[option];
    const value = options[option];
    if (value === undefined || !("read" in row)) continue;
    const { key, contexts = "none" } = row;
    // The table holds that the reader is one for this option.
    const read = row.read as (value: unknown, at: ReadAt) => unknown;
    keys.push([key, read(value, { option, contexts, reader })]);
  }
  return Object.fromEntries(keys.filter(([, value]) => value !== undefined)) as Partial<Keys>;
}

/** The same keys in the order of the table, without those that are undefined. */
export function inKeyOrder<Keys extends object>(
  table: AnyTable,
  keys: { readonly [Key in keyof Keys]: Keys[Key] | undefined },
): Keys {
  const values = keys as Readonly<Record<string, unknown>>;
  const ordered: Record<string, unknown> = {};
  for (const { key } of Object.values(table)) {
    if (key !== undefined && values[key] !== undefined) ordered[key] = values[key];
  }
  return ordered as Keys;
}

/** The option that becomes a key; undefined where none does. */
export function optionOf(table: AnyTable, key: string): string | undefined {
  return Object.keys(table).find((option) => table[option]?.key === key);
}

export const text = (value: unknown, { option, contexts, reader }: ReadAt): string =>
  reader.text(value, option, contexts);

export const flag = (value: unknown, { option, contexts, reader }: ReadAt): boolean | string =>
  reader.flag(value, option, contexts);

/** Undefined for none at all. */
export function variables(
  values: Readonly<Record<string, unknown>>,
  { option, contexts, reader }: ReadAt,
): Readonly<Record<string, string | number | boolean>> | undefined {
  const read = reader.variables(values, option, contexts);
  return Object.keys(read).length === 0 ? undefined : read;
}
