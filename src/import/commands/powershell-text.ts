/** A command for PowerShell with variables in place of expressions. */
import { pathOf } from "../../expression/analysis/usage.ts";
import { parse } from "../../expression/language/parser.ts";
import { codeValue, powershellCode } from "./code-values.ts";
import { placeholderIndex, type Quoting } from "./placeholder.ts";
import { type Immovable, immovable, type NameOf, type Source } from "./value-source.ts";

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
