/** GitHub's functions (actions/runner, src/Sdk/DTExpressions2/Expressions2/Sdk/Functions); all but the lazy `case`. */
import { equals, isPrimitive, stringOf } from "./coercion.ts";
import { ExpressionError } from "./expression-error.ts";
import { readJson, writeJson } from "./json.ts";
import { Dictionary, foldCase, type Value } from "./value.ts";

type Builtin = (...parameters: readonly Value[]) => Value;

/** By the name in lower case. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["contains", contains],
  ["startswith", byText((text, start) => text.startsWith(start))],
  ["endswith", byText((text, end) => text.endsWith(end))],
  ["format", format],
  ["join", join],
  ["tojson", (value = null) => writeJson(value)],
  ["fromjson", fromJson],
]);

function contains(search: Value = null, item: Value = null): Value {
  if (isPrimitive(search)) return byText((text, part) => text.includes(part))(search, item);
  return search instanceof Dictionary ? false : search.some((each) => equals(each, item));
}

/** False for objects and arrays; without regard to case. */
function byText(holds: (text: string, other: string) => boolean): Builtin {
  return (text = null, other = null) =>
    isPrimitive(text) &&
    isPrimitive(other) &&
    holds(foldCase(stringOf(text)), foldCase(stringOf(other)));
}

/** `{0}` is the first value, `{{` and `}}` are braces. */
function format(template: Value = null, ...values: readonly Value[]): Value {
  const text = stringOf(template);
  return text.replace(/\{\{|\}\}|\{(\d+)\}|[{}]/g, (found, index: string | undefined) => {
    if (found === "{{" || found === "}}") return found.charAt(0);
    const value = index === undefined ? undefined : values[Number(index)];
    if (index === undefined) throw failed(`The following format string is invalid: ${text}`);
    if (value === undefined) {
      throw failed(
        `The following format string references more arguments than were supplied: ${text}`,
      );
    }
    return stringOf(value);
  });
}

function join(items: Value = null, separator: Value = ","): Value {
  if (isPrimitive(items)) return stringOf(items);
  if (items instanceof Dictionary) return "";
  return items.map(stringOf).join(isPrimitive(separator) ? stringOf(separator) : ",");
}

function fromJson(text: Value = null): Value {
  try {
    return readJson(stringOf(text));
  } catch (error) {
    throw failed(`Error reading JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function failed(message: string): ExpressionError {
  return new ExpressionError("evaluation", message);
}
