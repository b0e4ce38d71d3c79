/** A command for a POSIX shell with variables in place of expressions. */
import { codeValue, isPlain, posixCode } from "../code-values.ts";
import { placeholderIndex } from "../placeholder.ts";
import { type Immovable, immovable, type NameOf, type Source } from "../value-source.ts";
import { continuesName } from "../variable-for.ts";

export function posixText(source: Source, nameOf: NameOf): string | Immovable {
  const { text, quotings, expressions, known } = source;
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
    if (quoting === "command" && mayBeCode(source, at, expression)) {
      const line = lineOfCode(text, at);
      if (line === undefined) {
        return immovable("as code", `\${{ ${expression} }} is itself a command`);
      }
      result += `eval "${withVariables(line, source, nameOf)}"`;
      at += line.length - 1;
      continue;
    }
    const code = codeValue(expression, known(expression), posixCode[quoting]);
    if (code !== undefined) return code;
    const next = text.charAt(at + 1);
    const isSplit = quoting === "word" || quoting === "command";
    const variable = variableOf(nameOf(expression, isSplit), next);
    if (quoting !== "literal") result += variable;
    else if (result.endsWith("'") && text.charAt(at - 1) === "'" && next === "'") {
      result = `${result.slice(0, -1)}"$${nameOf(expression)}"`;
      at += 1;
    } else result += `'"$${nameOf(expression)}"'`;
  }
  return result;
}

function variableOf(name: string, next: string): string {
  return continuesName(next) ? `\${${name}}` : `$${name}`;
}

/** Whether a value that begins a command may be more than the name of a program: a path has a slash. */
function mayBeCode({ text, known }: Source, at: number, expression: string): boolean {
  return text.charAt(at + 1) !== "/" && !isPlain(known(expression));
}

/**
 * The rest of a line that a value begins, where `eval` reads the line as the shell would have: there is nothing in it that
 * double quotes change, and nothing that goes on behind it (`eval` in 2.15 of POSIX).
 */
function lineOfCode(text: string, at: number): string | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  const line = text.slice(at, end === -1 ? text.length : end).trimEnd();
  const isWhole = text.slice(start, at).trim() === "" && !text.slice(0, start).endsWith("\\\n");
  return isWhole && /^[\w\p{Co}=./:@+,% -]*$/u.test(line) ? line : undefined;
}

function withVariables(line: string, { expressions }: Source, nameOf: NameOf): string {
  return line
    .split("")
    .map((character, index) => {
      const expression = expressions[placeholderIndex(character) ?? -1];
      return expression === undefined
        ? character
        : variableOf(nameOf(expression), line.charAt(index + 1));
    })
    .join("");
}
