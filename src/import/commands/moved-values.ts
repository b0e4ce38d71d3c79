/**
 * Moves the expressions of a command into variables of its step. In a command GitHub puts the value's text in place of the
 * expression, and the shell reads it as code; where the value is one word, or stands between quotes, a variable means the same.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
import { segmentsOf } from "../../expression/language/template.ts";
import type { ShellKind } from "./effective-shell.ts";
import type { KnownValues } from "./known-values.ts";
import { isOneWord } from "./one-word.ts";
import { openDocuments } from "./shells/open-documents.ts";
import { placeholder, placeholderIndex, placeholdersIn, type Quoting } from "./placeholder.ts";
import { posixQuotings } from "./shells/posix-quoting.ts";
import { posixText } from "./shells/posix-text.ts";
import { powershellText } from "./shells/powershell-text.ts";
import { type Immovable, immovable, type NameOf, type Source } from "./value-source.ts";
import { powershellQuotings } from "./shells/powershell-quoting.ts";
import { VariableNames } from "./variable-for.ts";

export interface Command {
  readonly run: string;
  readonly shell: ShellKind;
  /** The names in the step's own `env`. */
  readonly stepEnv: readonly string[];
  /** The names in the `env` of the job and the workflow. */
  readonly outerEnv: readonly string[];
  /** The values of an expression that are written in the workflow. */
  readonly known: (expression: string) => KnownValues;
}

/** A command without expressions, and the variables that it needs. */
export interface MovedCommand {
  readonly run: string;
  /** Expressions, without `${{ }}`. */
  readonly env: Readonly<Record<string, string>>;
  /** Those whose values may have quotes, which the shell read before, and does not in a variable. */
  readonly withQuotes: readonly string[];
}

export function moveValues(command: Command): MovedCommand | Immovable {
  const expressions: string[] = [];
  const written = segmentsOf(command.run)
    .map((segment) => {
      if ("text" in segment) return segment.text;
      expressions.push(segment.expression.trim());
      return placeholder(expressions.length - 1);
    })
    .join("");
  if (expressions.length === 0) return { run: command.run, env: {}, withQuotes: [] };
  if (placeholdersIn(written) !== expressions.length) {
    return immovable("private characters", "it has icons of Unicode's private use area");
  }
  const text = command.shell === "posix" ? openDocuments(written) : written;
  const quotings = quotingsFor(command.shell, text, expressions.length);
  if (quotings === undefined) {
    const remedy = command.shell === "several" ? ": add `shell: bash` to the step" : "";
    return immovable(
      command.shell,
      `no variable means the same to ${shellNames[command.shell]}${remedy}`,
    );
  }
  const names = new VariableNames(command);
  const withQuotes = new Set<string>();
  const nameOf: NameOf = (expression, isSplit = false) => {
    const isKnown = command.known(expression).isComplete || isOneWord(expression);
    if (isSplit && !isKnown) withQuotes.add(expression);
    return names.of(expression);
  };
  const writer = { text, quotings, expressions, known: command.known };
  const run =
    command.shell === "posix"
      ? posixText(writer, nameOf)
      : command.shell === "cmd"
        ? textWith(writer, (expression) => `%${nameOf(expression)}%`)
        : powershellText(writer, nameOf);
  if (typeof run === "string") return { run, env: names.env, withQuotes: [...withQuotes] };
  return run;
}

const shellNames: Readonly<Record<ShellKind, string>> = {
  posix: "a script whose quotes do not match",
  powershell: "a script whose quotes do not match",
  cmd: "cmd",
  several: "both PowerShell and bash, which run the command on different runners",
  other: "a program that recompose does not know as a shell",
};

function quotingsFor(
  shell: ShellKind,
  text: string,
  count: number,
): ReadonlyMap<number, Quoting> | undefined {
  if (shell === "posix") return posixQuotings(text);
  if (shell === "powershell") return powershellQuotings(text);
  // cmd puts in the text of a variable before it reads anything, as GitHub does with an expression.
  if (shell !== "cmd") return undefined;
  return new Map(Array.from({ length: count }, (_, index) => [index, "expanding"]));
}

function textWith({ text, expressions }: Source, variable: NameOf): string {
  return text
    .split("")
    .map((character) => {
      const expression = expressions[placeholderIndex(character) ?? -1];
      return expression === undefined ? character : variable(expression);
    })
    .join("");
}
