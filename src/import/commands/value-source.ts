/** A command whose expressions are placeholders. */
import type { KnownValues } from "./known-values.ts";
import type { Quoting } from "./placeholder.ts";

export interface Source {
  readonly text: string;
  readonly quotings: ReadonlyMap<number, Quoting>;
  readonly expressions: readonly string[];
  readonly known: (expression: string) => KnownValues;
}

/** The name of the variable for an expression, and whether it stands where a shell splits its value into words. */
export type NameOf = (expression: string, isSplit?: boolean) => string;

/** Why a command cannot do without its expressions. */
export interface Immovable {
  readonly kind: string;
  readonly reason: string;
}

export function immovable(kind: string, reason: string): Immovable {
  return { kind: `expression in a command: ${kind}`, reason };
}
