/** A command for PowerShell with variables in place of expressions. */
import { pathOf } from "../../../expression/analysis/usage.ts";
import { parse } from "../../../expression/language/parser.ts";
import { codeValue, powershellCode } from "../code-values.ts";
import { isOneWord } from "../one-word.ts";
import { placeholder, placeholderIndex, type Quoting } from "../placeholder.ts";
import { type Immovable, immovable, type NameOf, type Source } from "../value-source.ts";

export function powershellText(source: Source, nameOf: NameOf): string | Immovable {
  const { quotings, expressions, known } = source;
  const moved = new Map<number, Quoting>(quotings);
  const text = source.text
    .replaceAll(programPath, (all, space: string, path: string) =>
      isFolder(expressions[valuesIn(path)[0] ?? -1])
        ? take(all, `${space}& "${path}"`, moved)
        : all,
    )
    // Between double quotes the other characters mean the same, unless they are these.
    .replaceAll(/'([^'"`$\n]*)'/g, (all, content: string) =>
      valuesIn(content).some((index) => quotings.get(index) === "literal")
        ? take(all, `"${content}"`, moved)
        : all,
    );
  for (const [index, expression] of expressions.entries()) {
    const quoting = moved.get(index) ?? "fixed";
    if (quoting === "command") {
      return immovable("as code", `\${{ ${expression} }} is code to PowerShell`);
    }
    if (quoting === "fixed" || quoting === "literal") {
      return immovable(
        "fixed text",
        `PowerShell puts no variable in where \${{ ${expression} }} stands`,
      );
    }
    const written = quotings.get(index) ?? quoting;
    const code = codeValue(expression, known(expression), powershellCode[written]);
    if (code !== undefined) return code;
    const words = written === "word" ? severalWords(source, index, expression) : undefined;
    if (words !== undefined) return words;
  }
  return text
    .split("")
    .map((character, at) => {
      const expression = expressions[placeholderIndex(character) ?? -1];
      if (expression === undefined) return character;
      const variable = `env:${nameOf(expression)}`;
      return /[\w:.[(?/\\-]/.test(text.charAt(at + 1)) ? `\${${variable}}` : `$${variable}`;
    })
    .join("");
}

/**
 * PowerShell reads the spaces of a value in the command, and none of a variable, which is one argument even where it is empty.
 * https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_parsing#passing-arguments-to-native-commands
 */
function severalWords(
  { text, known }: Source,
  index: number,
  expression: string,
): Immovable | undefined {
  const { texts, isComplete } = known(expression);
  const at = text.indexOf(placeholder(index));
  const isWhole = /\s/.test(text.charAt(at - 1)) && /^(?:\s|$)/.test(text.slice(at + 1));
  if (isWhole && texts.includes("")) {
    return immovable(
      "no word",
      `\${{ ${expression} }} may be empty, and an empty variable is an argument to PowerShell`,
    );
  }
  const line = text.slice(text.lastIndexOf("\n", at) + 1, at);
  if (isWhole && cmdlet.test(line) && texts.some((value) => value.startsWith("-"))) {
    return immovable(
      "as code",
      `\${{ ${expression} }} may name a parameter, which PowerShell does not read in a variable`,
    );
  }
  // Known values with spaces were found to be code.
  if (isComplete || isOneWord(expression)) return undefined;
  return immovable(
    "several words",
    `\${{ ${expression} }} may be several words, and a variable is one argument to PowerShell: put double quotes around what is one, or add \`shell: bash\` to the step`,
  );
}

/** A line with a command of PowerShell's own: `Get-Item`. Other programs read their arguments themselves. */
const cmdlet = /^[ \t]*[A-Z][a-z]+-[A-Z]\w+\s/;

/** A line that is nothing but the path of a program, in a folder that a value names. */
const programPath = /^([ \t]*)(\p{Co}[\w./\\-]+)(?=[ \t]*$)/gmu;

/** Notes that the values in a part of the command stand between double quotes now. */
function take(part: string, text: string, moved: Map<number, Quoting>): string {
  for (const index of valuesIn(part)) moved.set(index, "expanding");
  return text;
}

function valuesIn(text: string): readonly number[] {
  return text.split("").flatMap((character) => placeholderIndex(character) ?? []);
}

function isFolder(expression: string | undefined): boolean {
  if (expression === undefined) return false;
  return ["github.workspace", "runner.temp", "runner.tool_cache"].includes(
    (pathOf(parse(expression)) ?? []).join("."),
  );
}
