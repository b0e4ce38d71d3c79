/**
 * Moves the expressions of a command into variables of its step. In a command GitHub puts the value's text in place of the
 * expression, and the shell reads it as code; where the value is one word, or stands between quotes, a variable means the same.
 * https://docs.github.com/en/actions/concepts/security/script-injections
 */
import { segmentsOf } from "../../expression/language/template.ts";
import type { ShellKind } from "./effective-shell.ts";
import { placeholder, placeholderIndex, type Quoting } from "./placeholder.ts";
import { posixQuotings } from "./posix-quoting.ts";
import { powershellQuotings } from "./powershell-quoting.ts";
import { isPlainVariable, VariableNames } from "./variable-for.ts";

export interface Command {
  readonly run: string;
  readonly shell: ShellKind;
  /** The names in the step's own `env`. */
  readonly stepEnv: readonly string[];
  /** The names in the `env` of the job and the workflow. */
  readonly outerEnv: readonly string[];
  /** Whether all values that an expression may have are words without a meaning to the shell. */
  readonly isPlain: (expression: string) => boolean;
}

/** A command without expressions, and the variables that it needs. */
export interface MovedCommand {
  readonly run: string;
  /** Expressions, without `${{ }}`. */
  readonly env: Readonly<Record<string, string>>;
}

/** Why a command cannot do without its expressions. */
export interface Immovable {
  readonly kind: string;
  readonly reason: string;
}

export function moveValues(command: Command): MovedCommand | Immovable {
  const expressions: string[] = [];
  const text = segmentsOf(command.run)
    .map((segment) => {
      if ("text" in segment) return segment.text;
      expressions.push(segment.expression.trim());
      return placeholder(expressions.length - 1);
    })
    .join("");
  if (expressions.length === 0) return { run: command.run, env: {} };
  const quotings = quotingsFor(command.shell, text, expressions.length);
  if (quotings === undefined) {
    return immovable(command.shell, `no variable means the same to ${shellNames[command.shell]}`);
  }
  const names = new VariableNames(command);
  const writer = { text, quotings, expressions, isPlain: command.isPlain };
  const run =
    command.shell === "posix"
      ? posixText(writer, (expression) => names.of(expression))
      : command.shell === "cmd"
        ? textWith(writer, (expression) => `%${names.of(expression)}%`)
        : powershellText(writer, (expression) => names.of(expression));
  if (typeof run === "string") return { run, env: names.env };
  return run;
}

const shellNames: Readonly<Record<ShellKind, string>> = {
  posix: "a script whose quotes do not match",
  powershell: "a script whose quotes do not match",
  cmd: "cmd",
  several: "both PowerShell and bash, which run the command on different runners",
  other: "a program that recompose does not know as a shell",
};

function immovable(kind: string, reason: string): Immovable {
  return { kind: `expression in a command: ${kind}`, reason };
}

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

interface Source {
  readonly text: string;
  readonly quotings: ReadonlyMap<number, Quoting>;
  readonly expressions: readonly string[];
  readonly isPlain: (expression: string) => boolean;
}

type NameOf = (expression: string) => string;

function posixText(source: Source, nameOf: NameOf): string | Immovable {
  const { text, quotings, expressions, isPlain } = source;
  let result = "";
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const index = placeholderIndex(character);
    const expression = index === undefined ? undefined : expressions[index];
    if (index === undefined || expression === undefined) {
      result += character;
      continue;
    }
    const quoting = quotings.get(index) ?? "fixed";
    if (quoting === "fixed")
      return immovable(
        "fixed text",
        `the shell puts no variable in where \${{ ${expression} }} stands`,
      );
    if (quoting === "command" && !isPlain(expression)) {
      return immovable("as code", `\${{ ${expression} }} is itself a command`);
    }
    const next = text.charAt(at + 1);
    const variable = `$${isPlainVariable(next) ? `{${nameOf(expression)}}` : nameOf(expression)}`;
    if (quoting !== "literal") result += variable;
    else if (result.endsWith("'") && text.charAt(at - 1) === "'" && next === "'") {
      result = `${result.slice(0, -1)}"$${nameOf(expression)}"`;
      at += 1;
    } else result += `'"$${nameOf(expression)}"'`;
  }
  return result;
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

function powershellText(source: Source, nameOf: NameOf): string | Immovable {
  const { quotings, expressions } = source;
  const literals = [...quotings]
    .filter(([, quoting]) => quoting === "literal")
    .map(([index]) => index);
  // Between double quotes the other characters mean the same, unless they are these.
  const text = source.text.replaceAll(/'[^'"`$\n]*'/g, (all) =>
    literals.some((index) => all.includes(placeholder(index))) ? `"${all.slice(1, -1)}"` : all,
  );
  for (const [index, quoting] of quotings) {
    const expression = expressions[index] ?? "";
    const before = source.text.slice(0, source.text.indexOf(placeholder(index)));
    const isMoved =
      quoting !== "literal" ||
      text.charAt(before.length - (/[^']*$/.exec(before)?.[0].length ?? 0) - 1) === '"';
    if (quoting === "fixed" || !isMoved) {
      return immovable(
        "fixed text",
        `PowerShell puts no variable in where \${{ ${expression} }} stands`,
      );
    }
    if (quoting === "command")
      return immovable("as code", `\${{ ${expression} }} is code to PowerShell`);
  }
  return text
    .split("")
    .map((character, at) => {
      const expression = expressions[placeholderIndex(character) ?? -1];
      if (expression === undefined) return character;
      const next = text.charAt(at + 1);
      const variable = `env:${nameOf(expression)}`;
      return /[\w:.[(?]/.test(next) ? `\${${variable}}` : `$${variable}`;
    })
    .join("");
}
