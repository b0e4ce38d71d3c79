/** The names of a matrix's axes, whose case GitHub ignores: its contexts are such dictionaries (DictionaryContextData.cs in actions/runner). */
import type { YamlValue } from "../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "./read-workflow.ts";

/** The matrix with an empty text for nothing, which every expression but `toJSON()` takes for the same. */
export function withoutNothing(value: YamlMapping): YamlMapping {
  const changed = Object.entries(value).map(([key, part]) => [key, textForNothing(part)] as const);
  return Object.fromEntries(changed);
}

function textForNothing(value: YamlValue): YamlValue {
  if (value === null) return "";
  if (Array.isArray(value)) return listOf(value).map(textForNothing);
  const mapping = mappingOf(value);
  return mapping === undefined ? value : withoutNothing(mapping);
}

/** The matrix with `OS` in `include` and `exclude` for `os`, where that is the name of the axis. */
export function withKeysOfAxes(matrix: YamlMapping): YamlMapping {
  const { include, exclude, ...axes } = matrix;
  const renamed = Object.entries({ include, exclude }).flatMap(([key, entries]) =>
    entries === undefined ? [] : [[key, renamedEntries(entries, Object.keys(axes))] as const],
  );
  return { ...matrix, ...Object.fromEntries(renamed) };
}

function renamedEntries(entries: YamlValue, axes: readonly string[]): YamlValue {
  if (!Array.isArray(entries)) return entries;
  return listOf(entries).map((entry) => {
    const mapping = mappingOf(entry);
    if (mapping === undefined) return entry;
    const parts = Object.entries(mapping).map(([key, value]) => {
      const axis = axes.find((name) => name.toLowerCase() === key.toLowerCase());
      return [axis ?? key, value] as const;
    });
    return Object.fromEntries(parts);
  });
}
