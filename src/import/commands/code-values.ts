/** Which of the values of an expression a shell would read as more than a text, so that no variable means the same. */
import type { KnownValues } from "./known-values.ts";
import type { Quoting } from "./placeholder.ts";
import { type Immovable, immovable } from "./value-source.ts";

/** Characters with a meaning to the shell, by where the value stands. */
type CodePatterns = Readonly<Partial<Record<Quoting, RegExp>>>;

/** White space and patterns for files are read in the value of a variable, too: 2.6 of POSIX. */
export const posixCode: CodePatterns = {
  word: /['"\\$`;|&<>()\n]|(?:^|\s)[#~]|\{[^{}]*(?:,|\.\.)[^{}]*\}/,
  expanding: /["$`]|\\[\\\n]/,
  literal: /'/,
  comment: /\n/,
};

/** A variable is always one argument. */
export const powershellCode: CodePatterns = {
  word: /[\s,'"`$;|&<>(){}]|^[#@]/,
  expanding: /["$`]/,
  literal: /'/,
  comment: /\n/,
};

/** Undefined where no known value is code. */
export function codeValue(
  expression: string,
  { texts }: KnownValues,
  pattern: RegExp | undefined,
): Immovable | undefined {
  const code = texts.find((text) => pattern?.test(text) === true);
  if (code === undefined) return undefined;
  const value = JSON.stringify(code);
  return immovable("as code", `\${{ ${expression} }} may be ${value}, which the shell reads`);
}

/** Whether all values are words without a meaning to the shell. */
export function isPlain({ texts, isComplete }: KnownValues): boolean {
  return isComplete && texts.every((text) => /^[\w./@:+, -]*$/.test(text));
}
