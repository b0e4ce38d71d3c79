/** Texts of several lines, indented like the code around them. */
import { UsageError } from "../problems/usage-error.ts";
import { shown } from "../problems/wording.ts";
import { isExpression, type PrintedExpression } from "./step.ts";

/**
 * A text of several lines as it stands, without the line break at its beginning and the indentation that all its lines
 * share. Backslashes are kept: only `` \` `` and `\${` stand for a backtick and `${`.
 *
 * @throws UsageError for a value that is no text, number or reference.
 * @example
 * shell(dedent`
 *   sed -i 's/\r$//' script.sh
 *   ./script.sh --all
 * `)
 */
export function dedent(
  texts: TemplateStringsArray,
  ...values: readonly (string | number | PrintedExpression)[]
): string {
  if (!Array.isArray(texts) || texts.raw === undefined) {
    throw new UsageError(
      `dedent stands before a template string, without parentheses, and was called with ${shown(texts)}.`,
      ["shell(dedent`…`)"],
    );
  }
  const raw = texts.raw.map((text, index) => unescaped(text, index === texts.raw.length - 1));
  const indentation = sharedIndentation(raw);
  return raw
    .map((text, index) => {
      const own = text.replaceAll(`\n${indentation}`, "\n");
      const isFirst = index === 0;
      const isLast = index === raw.length - 1;
      const begun = isFirst ? own.replace(/^[ \t]*\n/, "") : own;
      // The closing backtick stands on a line of its own, which may be further to the left.
      const whole = isLast ? begun.replace(/\n[ \t]+$/, "\n") : begun;
      return isLast ? whole : whole + valueText(values[index]);
    })
    .join("");
}

function valueText(value: unknown): string {
  if (typeof value === "string" || typeof value === "number" || isExpression(value)) {
    return String(value);
  }
  throw new UsageError(`dedent: a value is a text, a number or a reference, not ${shown(value)}.`);
}

/** Of all lines with something on them, but for the one behind the opening backtick. */
function sharedIndentation(raw: readonly string[]): string {
  // A value is something on its line.
  const [, ...lines] = raw.join("x").split("\n");
  const indentations = lines
    .filter((line) => /[^ \t]/.test(line))
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  return indentations.reduce(
    (shared, other) => shared.slice(0, commonLength(shared, other)),
    indentations[0] ?? "",
  );
}

function commonLength(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

/**
 * Before a backtick, `${` and the end, JavaScript needs a backslash before each of theirs that is meant: 2n + 1 of them
 * stand for n and the character, and 2n for n before a value.
 */
function unescaped(text: string, isLast: boolean): string {
  const inner = text.replaceAll(/\\((?:\\\\)*)(`|\$\{)/g, (_, pairs: string, character: string) => {
    return pairs.slice(pairs.length / 2) + character;
  });
  return isLast ? inner : inner.replace(/(?:\\\\)+$/, (pairs) => pairs.slice(pairs.length / 2));
}
