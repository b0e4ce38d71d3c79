/** Properties and items: `of[key]` and `of.*` (Operators/Index.cs in actions/runner). */
import { isPrimitive, numberOf, stringOf } from "./coercion.ts";
import { attempt, Unknown, unknownFrom } from "./unknown.ts";
import { Dictionary, FilteredArray, type Item, type Value } from "./value.ts";

/** Null where there is no such property or index. The key is not asked for where there is nothing to look into. */
export function indexed(of: Item, key: () => Item): Item {
  if (of instanceof Unknown) return unknownFrom(of, attempt(key, of));
  if (isPrimitive(of)) return null;
  const asked = key();
  if (asked instanceof Unknown) return unknownFrom(asked);
  if (!(of instanceof FilteredArray)) return itemAt(of, asked) ?? null;
  const found: Item[] = [];
  for (const item of of) {
    // Nobody knows whether it has the property, so not how many items there are.
    if (item instanceof Unknown) return unknownFrom(item);
    const inner = itemAt(item, asked);
    if (inner !== undefined) found.push(inner);
  }
  return FilteredArray.from(found);
}

/** The values of an object or array; of a filtered array those of each of its items. */
export function filtered(of: Item): Item {
  if (of instanceof Unknown) return unknownFrom(of);
  if (!(of instanceof FilteredArray)) return FilteredArray.from(itemsOf(of));
  const found: Item[] = [];
  for (const item of of) {
    if (item instanceof Unknown) return unknownFrom(item);
    found.push(...itemsOf(item));
  }
  return FilteredArray.from(found);
}

function itemAt(of: Value, key: Value): Item | undefined {
  if (of instanceof Dictionary) return isPrimitive(key) ? of.get(stringOf(key)) : undefined;
  return isPrimitive(of) ? undefined : of[Math.floor(numberOf(key))];
}

function itemsOf(of: Value): readonly Item[] {
  if (of instanceof Dictionary) return of.values();
  return isPrimitive(of) ? [] : of;
}
