/**
 * GitHub's functions (actions/runner, src/Sdk/Expressions/Sdk/Functions). They evaluate an argument only when they need
 * it, so an error in another one does not matter.
 */
import { equals, isPrimitive, stringOf, textOf } from "./coercion.ts";
import { evaluationError } from "../language/expression-error.ts";
import { readJson } from "./json-reader.ts";
import { writeJson } from "./json-writer.ts";
import { attempt, joinTexts, known, Unknown, unknownFrom } from "./unknown.ts";
import { Dictionary, foldCase, type Item, unknownIn } from "./value.ts";

export type LazyItem = () => Item;
type Builtin = (...parameters: readonly LazyItem[]) => Item;

/** By the name in lower case. */
export const builtins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ["contains", contains],
  ["startswith", byText((text, start) => text.startsWith(start))],
  ["endswith", byText((text, end) => text.endsWith(end))],
  ["format", format],
  ["join", join],
  ["tojson", toJson],
  ["fromjson", fromJson],
  ["case", firstThatHolds],
]);

const nothing: LazyItem = () => null;

const includesText = byText((text, part) => text.includes(part));

function contains(search: LazyItem = nothing, item: LazyItem = nothing): Item {
  const items = search();
  if (items instanceof Unknown || isPrimitive(items)) return includesText(() => items, item);
  if (items instanceof Dictionary || items.length === 0) return false;
  const value = item();
  if (value instanceof Unknown) return unknownFrom(value);
  if (items.some((each) => !(each instanceof Unknown) && equals(each, value))) return true;
  const unknown = items.find((each) => each instanceof Unknown);
  return unknown === undefined ? false : unknownFrom(unknown);
}

/** Compares without regard to case. False for objects and arrays. */
function byText(holds: (text: string, other: string) => boolean): Builtin {
  return (first = nothing, second = nothing) => {
    const text = first();
    if (text instanceof Unknown) return unknownFrom(text, attempt(second, text));
    if (!isPrimitive(text)) return false;
    const other = second();
    if (other instanceof Unknown) return unknownFrom(other);
    return isPrimitive(other) && holds(foldCase(stringOf(text)), foldCase(stringOf(other)));
  };
}

/** `{{`, `}}`, `{0}`, `{0:specifiers}` with `}}` inside, and any other brace. */
const placeholder = /\{\{|\}\}|\{(\d+)(?:\}|:((?:[^}]|\}\})*)\}(?!\}))|[{}]/g;

/** `{0}` is the first value, `{{` and `}}` are braces. Reads the whole template before it evaluates any value. */
function format(template: LazyItem = nothing, ...values: readonly LazyItem[]): Item {
  const argument = template();
  if (argument instanceof Unknown) return new Unknown(argument.reason, { mayFail: true });
  const text = stringOf(argument);
  const pieces: (() => string | Unknown)[] = [];
  let end = 0;
  for (const { 0: mark, 1: digits, 2: specifiers, index } of text.matchAll(placeholder)) {
    const before = text.slice(end, index);
    end = index + mark.length;
    pieces.push(() => before);
    if (mark === "{{" || mark === "}}") pieces.push(() => mark.charAt(0));
    // GitHub reads an index as one byte.
    else if (digits === undefined || Number(digits) > 255) {
      throw evaluationError(`The following format string is invalid: ${text}`);
    } else {
      const value = values[Number(digits)];
      if (value === undefined) {
        throw evaluationError(
          `The following format string references more arguments than were supplied: ${text}`,
        );
      }
      pieces.push(() => formatItem(value(), specifiers?.replaceAll("}}", "}") ?? ""));
    }
  }
  return joinTexts([...pieces, () => text.slice(end)].map((piece) => piece()));
}

/** GitHub has no format specifiers. */
function formatItem(value: Item, specifiers: string): string | Unknown {
  if (specifiers !== "")
    throw evaluationError(`The format specifiers '${specifiers}' are not valid`);
  return textOf(value);
}

/** Evaluates the separator only for two items or more. */
function join(list: LazyItem = nothing, separator: LazyItem = () => ","): Item {
  const items = list();
  if (items instanceof Unknown) return unknownFrom(items, attempt(separator, items));
  if (isPrimitive(items)) return stringOf(items);
  if (items instanceof Dictionary) return "";
  const between = items.length > 1 ? separator() : ",";
  if (between instanceof Unknown) return unknownFrom(between);
  return joinTexts(items.map(textOf), isPrimitive(between) ? stringOf(between) : ",");
}

function toJson(argument: LazyItem = nothing): Item {
  const value = argument();
  const unknown = unknownIn(value);
  return unknown === undefined ? writeJson(known(value)) : unknownFrom(unknown);
}

function fromJson(argument: LazyItem = nothing): Item {
  const text = argument();
  if (text instanceof Unknown) return new Unknown(text.reason, { mayFail: true });
  try {
    return readJson(stringOf(text));
  } catch (error) {
    throw evaluationError(
      `Error reading JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** `case(condition, value, condition, value, otherwise)`. */
function firstThatHolds(...parameters: readonly LazyItem[]): Item {
  for (let index = 0; index + 1 < parameters.length; index += 2) {
    const condition = parameters[index]?.();
    if (condition instanceof Unknown) return new Unknown(condition.reason, { mayFail: true });
    if (typeof condition !== "boolean") {
      throw evaluationError("case predicate must evaluate to a boolean value");
    }
    if (condition) return parameters[index + 1]?.() ?? null;
  }
  return parameters.at(-1)?.() ?? null;
}
