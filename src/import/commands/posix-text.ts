/** A command for a POSIX shell with variables in place of expressions. */
import { codeValue, isPlain, posixCode } from "./code-values.ts";
import { placeholderIndex } from "./placeholder.ts";
import { type Immovable, immovable, type NameOf, type Source } from "./value-source.ts";
import { continuesName } from "./variable-for.ts";

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
    if (quoting === "command" && !isPlain(known(expression))) {
      return immovable("as code", `\${{ ${expression} }} is itself a command`);
    }
    const code = codeValue(expression, known(expression), posixCode[quoting]);
    if (code !== undefined) return code;
    const next = text.charAt(at + 1);
    const variable = `$${continuesName(next) ? `{${nameOf(expression)}}` : nameOf(expression)}`;
    if (quoting !== "literal") result += variable;
    else if (result.endsWith("'") && text.charAt(at - 1) === "'" && next === "'") {
      result = `${result.slice(0, -1)}"$${nameOf(expression)}"`;
      at += 1;
    } else result += `'"$${nameOf(expression)}"'`;
  }
  return result;
}
