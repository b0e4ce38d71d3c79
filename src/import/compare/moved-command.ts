/**
 * Whether a command says the same as one with expressions, which are variables of its step now. This is read from the two
 * texts alone, so that a fault of what moves them (`commands/moved-values.ts`) shows.
 */
import { segmentsOf } from "../../expression/language/template.ts";
import { mayChange } from "../commands/changed-variables.ts";
import type { ShellKind } from "../commands/effective-shell.ts";
import { isValueName } from "../commands/value-name.ts";

/** The two steps with such a command. */
export interface TwoCommands {
  readonly before: string;
  readonly after: string;
  readonly shell: ShellKind;
  /** The variables that only the second step has. */
  readonly added: Readonly<Record<string, unknown>>;
  /** Brings a text with `${{ }}` into normal form. */
  readonly normal: (text: string) => string;
  /** Whether an expression is never several words, whatever the run makes of it. */
  readonly isWord: (expression: string) => boolean;
}

export function saysTheSame(two: TwoCommands): boolean {
  const { after, shell } = two;
  if (shell === "powershell" && !hasOnlyWords(two)) return false;
  return isMoved(two) || (shell === "posix" && isMoved({ ...two, after: withoutEval(after) }));
}

/**
 * A value that stands outside of quotes may be several arguments to PowerShell, or none; a variable is always one.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing#passing-arguments-to-native-commands
 */
function hasOnlyWords({ before, isWord }: TwoCommands): boolean {
  const segments = segmentsOf(before);
  const expressions = segments.flatMap((segment) =>
    "text" in segment ? [] : [segment.expression.trim()],
  );
  const marks = segments
    .map((segment) => ("text" in segment ? segment.text : mark))
    .join("")
    .replaceAll(powershellQuoted, (part) => part.replaceAll(mark, quotedMark))
    .match(/[\u{e000}\u{e001}]/gu);
  return expressions.every((expression, index) => marks?.[index] !== mark || isWord(expression));
}

/** Texts between quotes, those of several lines (`@"`), and comments. */
const powershellQuoted =
  /@(["'])[ \t]*\n[^]*?\n\1@|'(?:[^']|'')*'|"(?:[^"`]|`[^]|"")*"|<#[^]*?#>|(?<!\S)#[^\n]*/g;

/**
 * `eval "$COMMAND arguments"` reads its text as the shell read the line with the value in it (2.15 of POSIX), unless double
 * quotes change something in it.
 */
function withoutEval(command: string): string {
  return command.replaceAll(/^([ \t]*)eval "(\$[\w${}=./:@+,% -]+)"(?=[ \t]*$)/gm, "$1$2");
}

function isMoved({ before, after, shell, added, normal }: TwoCommands): boolean {
  const forms = formsOf[shell];
  if (forms === undefined) return before === after;
  const segments = segmentsOf(before);
  const expressions = segments.flatMap((segment) =>
    "text" in segment ? [] : [normal(`\${{ ${segment.expression} }}`)],
  );
  const written = segments.map((segment) => ("text" in segment ? segment.text : mark)).join("");
  const template = (shell === "posix" ? withOpenDocuments(written) : written)
    .split(mark)
    .map(escape)
    .join(mark);
  const pattern = template
    .replaceAll(forms.program, `& "$&"`)
    .replaceAll(forms.quoted, `['"]$1['"]`)
    .replaceAll(mark, forms.variable);
  const found = new RegExp(`^${pattern}$`).exec(after)?.slice(1) ?? [];
  const names = new Set(found);
  return (
    found.length === expressions.length &&
    // Another name may be one that programs of the step read.
    Object.keys(added).every((name) => names.has(name) && isValueName(name)) &&
    found.every((name, index) =>
      Object.hasOwn(added, name)
        ? added[name] === expressions[index]
        : expressions[index] === `\${{ env.${name} }}` && !mayChange(before, name, shell),
    )
  );
}

/**
 * A here-document without the quotes of its word says the same, with backslashes before what the shell would read in it
 * (2.7.4 of POSIX).
 */
function withOpenDocuments(command: string): string {
  return command.replaceAll(
    /(<<-?[ \t]*)(['"])(\w+)\2([^\n]*\n)((?:[^\n]*\n)*?)(?=[ \t]*\3(?:\n|$))/g,
    (all: string, operator: string, _quote, word: string, rest: string, body: string) =>
      body.includes(mark) ? operator + word + rest + body.replaceAll(/[\\$`]/g, "\\$&") : all,
  );
}

/** Stands for an expression. */
const mark = "\u{e000}";
const quotedMark = "\u{e001}";

interface Forms {
  /** A pattern for a variable, with its name in a group. */
  readonly variable: string;
  /** Texts between single quotes that may stand between double quotes, where the rest of them means the same. */
  readonly quoted: RegExp;
  /** Lines that are the path of a program, which needs `&` before it once it is between quotes. */
  readonly program: RegExp;
}

const never = /(?!)/g;

/** Not behind a `$`, whose variable it would belong to, nor behind a backslash, which would quote its `$`. */
const freePosix = "(?<!\\$|(?<!\\\\)(?:\\\\{2})*\\\\)";
const freePowershell = "(?<!\\$|(?<!`)(?:``)*`)";

/** `$NAME`, `${NAME}`, and `'"$NAME"'` within single quotes. */
const posix: Forms = {
  variable: `(?:'"(?=\\$\\w+"'))?${freePosix}\\$\\{?([A-Z_][A-Z0-9_]*)\\}?(?:(?<=\\$\\w+)"')?`,
  quoted: /'(\u{e000})'/gu,
  program: never,
};

const formsOf: Readonly<Partial<Record<ShellKind, Forms>>> = {
  posix,
  powershell: {
    variable: `${freePowershell}\\$\\{?env:([A-Z_][A-Z0-9_]*)\\}?`,
    quoted: /'([^'"`$\n]*\u{e000}[^'"`$\n]*)'/gu,
    program: /(?<=^[ \t]*)\u{e000}[\w./\\-]+(?=[ \t]*$)/gmu,
  },
  cmd: { variable: `%([A-Z_][A-Z0-9_]*)%`, quoted: never, program: never },
};

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
