/** Properties and items: `of[key]` and `of.*` (Operators/Index.cs in actions/runner). */
import { isPrimitive, numberOf, stringOf } from "./coercion.ts";
import { attempt, Unknown, unknownFrom } from "./unknown.ts";
import { Dictionary, FilteredArray, type Item, type Value } from "./value.ts";

/** Null where there is no such property or index. Evaluates the key only if `of` is an object or array. */
export function valueAt(of: Item, key: () => Item): Item {
  if (of instanceof Unknown) return unknownFrom(of, attempt(key, of));
  if (isPrimitive(of)) return null;
  const name = key();
  if (name instanceof Unknown) return unknownFrom(name);
  if (!(of instanceof FilteredArray)) return itemAt(of, name) ?? null;
  const items: Item[] = [];
  for (const item of of) {
    // It may or may not have the property, so the number of items is unknown.
    if (item instanceof Unknown) return unknownFrom(item);
    const inner = itemAt(item, name);
    if (inner !== undefined) items.push(inner);
  }
  return FilteredArray.from(items);
}

/** The values of an object or array. For a filtered array: the values of each of its items. */
export function filteredValues(of: Item): Item {
  if (of instanceof Unknown) return unknownFrom(of);
  if (!(of instanceof FilteredArray)) return FilteredArray.from(itemsOf(of));
  const items: Item[] = [];
  for (const item of of) {
    if (item instanceof Unknown) return unknownFrom(item);
    items.push(...itemsOf(item));
  }
  return FilteredArray.from(items);
}

function itemAt(of: Value, key: Value): Item | undefined {
  if (of instanceof Dictionary) return isPrimitive(key) ? of.get(stringOf(key)) : undefined;
  return isPrimitive(of) ? undefined : of[Math.floor(numberOf(key))];
}

function itemsOf(of: Value): readonly Item[] {
  if (of instanceof Dictionary) return of.values();
  return isPrimitive(of) ? [] : of;
}
