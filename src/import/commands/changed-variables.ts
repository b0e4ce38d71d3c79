/** Whether a command may change a variable before it reads it, so that it no longer has the value from the workflow. */
import { segmentsOf } from "../../expression/language/template.ts";
import type { ShellKind } from "./effective-shell.ts";

/**
 * Every mention of a variable other than a read may change it: `read NAME`, `for NAME in`, `unset NAME`, `NAME=`. So may what
 * nobody sees from here: the commands of another file or of a text, and names in other variables.
 *
 * @param run With its expressions.
 */
export function mayChange(run: string, name: string, shell: ShellKind): boolean {
  const rules = rulesOf[shell];
  if (rules === undefined || rules.own.test(name)) return true;
  const text = commandText(run);
  const mention = new RegExp(`\\b${name}\\b`, rules.flags);
  return rules.unseen.test(text) || mention.test(text.replaceAll(rules.read(name), " "));
}

/** A command without its expressions. */
export function commandText(run: string): string {
  return segmentsOf(run)
    .map((segment) => ("text" in segment ? segment.text : " "))
    .join("");
}

interface Rules {
  /** Names that the shell itself gives values. */
  readonly own: RegExp;
  /** What may change any variable. */
  readonly unseen: RegExp;
  readonly read: (name: string) => RegExp;
  /** Of patterns for names: on Windows their case is no difference. */
  readonly flags: string;
}

const anyCase = "gi";

const rulesOf: Readonly<Partial<Record<ShellKind, Rules>>> = {
  // https://www.gnu.org/software/bash/manual/html_node/Shell-Variables.html; the runner adds to PATH.
  posix: {
    own: /^(?:BASH\w*|COLUMNS|COMP_\w+|DIRSTACK|EPOCH\w+|E?UID|FUNCNAME|GROUPS|HOST(?:NAME|TYPE)|IFS|LINENO|LINES|MACHTYPE|OLDPWD|OPT(?:ARG|ERR|IND)|OSTYPE|PATH|PIPESTATUS|PPID|PWD|RANDOM|REPLY|SECONDS|SHELLOPTS|SHLVL|SRANDOM|TE?MP|_)$/,
    unseen:
      /(?<![\w./-])(?:source|eval)\s|(?:^|[;&|({!`]|\b(?:then|do|else|if|elif|while|until))[ \t]*\.[ \t]+\S|\b(?:declare|export|getopts|let|local|mapfile|read|readarray|readonly|typeset|unset|printf[ \t]+-v)(?:[ \t]+[\w:-]+(?:=\S*)?)*[ \t]+["']?[$`]/m,
    read: (name) => new RegExp(`\\$(?:${name}\\b|\\{${name}(?!\\w|:?=)[^}]*\\})`, "g"),
    flags: "g",
  },
  powershell: {
    own: /^(?:PATH|PSModulePath|TE?MP)$/i,
    unseen:
      /\.ps1\b|(?<![\w-])(?:iex|invoke-expression|import-module|refreshenv|update-sessionenvironment|enter-vsdevshell)\b|setenvironmentvariable|env:["']?\$|(?:^|[;|({])[ \t]*[.&][ \t]+[$("']/im,
    read: (name) =>
      new RegExp(
        `\\$(?:env:${name}\\b|\\{env:${name}\\})(?!\\s*(?:[-+*/%]|\\?\\?)?=(?!=)|\\+\\+|--)`,
        anyCase,
      ),
    flags: anyCase,
  },
  cmd: {
    own: /^(?:CD|DATE|ERRORLEVEL|PATH|RANDOM|TE?MP|TIME)$/i,
    unseen: /\bcall\b|\.(?:bat|cmd)\b/i,
    read: (name) => new RegExp(`%${name}%`, anyCase),
    flags: anyCase,
  },
};
