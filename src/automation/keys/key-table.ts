/**
 * The type of a table of keys: a row for each option, in the order in which the keys are printed. Without a row for each
 * option the table does not compile.
 */
import { contextKey, type ContextKey } from "../../github/context-availability.ts";
import type { Environment } from "../../model/workflow.ts";
import type { OptionReader } from "./option-reader.ts";

/** Where a value stands: the option, as errors name it, and the key whose contexts its expressions may read. */
export interface ReadAt {
  readonly option: string;
  readonly contexts: ContextKey;
  readonly reader: OptionReader;
}

/** An option that becomes a key of the workflow. */
interface KeyRow<Option, Key, Value> {
  /** GitHub's name of the key. */
  readonly key: Key;
  /** Makes the key's value of the option's; undefined leaves the key out. */
  readonly read: (value: Option, at: ReadAt) => Value | undefined;
  /** A local run does not apply the key, and says so. */
  readonly here?: "not applied";
}

/** An option that `job()` or `automation()` reads itself. It may have no key. */
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

export type AnyTable = Readonly<Record<string, { readonly key?: string; readonly here?: string }>>;

/** A key that recompose writes without an option of its own. */
export interface OtherKey {
  /** What to use in its place. */
  readonly instead: string;
  /** The option that comes closest to it. */
  readonly option?: string;
}

/**
 * Reads the options that have a reader, in the order of the table.
 *
 * @param path Where the keys stand in the workflow, with a point at its end.
 */
export function readKeys<Options extends object, Keys extends object>(
  table: KeyTable<Options, Keys>,
  options: Options,
  reader: OptionReader,
  path: "" | "jobs.<job_id>.",
): Partial<Keys> {
  const keys: [keyof Keys, unknown][] = [];
  for (const option of Object.keys(table) as (keyof Options & string)[]) {
    const row = table[option];
    const value = options[option];
    if (value === undefined || !("read" in row)) continue;
    const { key } = row;
    const contexts = contextKey(`${path}${String(key)}`);
    // The type of the table makes sure that `read` takes the value of this option.
    const readValue = row.read as (value: unknown, at: ReadAt) => unknown;
    keys.push([key, readValue(value, { option, contexts, reader })]);
  }
  return Object.fromEntries(keys.filter(([, value]) => value !== undefined)) as Partial<Keys>;
}

/** The same keys in the order of the table, without those that are undefined. */
export function inKeyOrder<Keys extends object>(
  table: AnyTable,
  keys: { readonly [Key in keyof Keys]: Keys[Key] | undefined },
): Keys {
  const values = keys as Readonly<Record<string, unknown>>;
  const result: Record<string, unknown> = {};
  for (const { key } of Object.values(table)) {
    if (key !== undefined && values[key] !== undefined) result[key] = values[key];
  }
  return result as Keys;
}

/** The option for a key. */
export function optionOf(table: AnyTable, key: string): string | undefined {
  return Object.keys(table).find((option) => table[option]?.key === key);
}

export const text = (value: unknown, { option, contexts, reader }: ReadAt): string =>
  reader.text(value, option, contexts);

export const flag = (value: unknown, { option, contexts, reader }: ReadAt): boolean | string =>
  reader.flag(value, option, contexts);

/** Undefined where there are no variables. */
export function variables(
  values: Readonly<Record<string, unknown>>,
  { option, contexts, reader }: ReadAt,
): Environment | undefined {
  const result = reader.variables(values, option, contexts);
  return Object.keys(result).length === 0 ? undefined : result;
}
