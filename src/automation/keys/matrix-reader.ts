/** Makes the `strategy` of a job of what `matrix()` took, and checks the expressions in its values. */
import { defined } from "../../problems/defined.ts";
import { isReference, type Reference } from "../../expression/build/reference.ts";
import type { Strategy, YamlValue } from "../../model/workflow.ts";
import { checkAxisNames, checkMatrix } from "../matrix/matrix-check.ts";
import type { MatrixDefinition } from "../matrix/matrix-references.ts";
import { readYaml } from "./extra.ts";
import { counts } from "./values/number-kinds.ts";
import { type OptionReader } from "./option-reader.ts";

const strategyKey = "jobs.<job_id>.strategy";

export function readStrategy(matrix: MatrixDefinition, reader: OptionReader): Strategy {
  const value = (item: unknown, key: string): YamlValue =>
    typeof item === "object" && item !== null && !reader.isText(item)
      ? readYaml(item, `matrix.${key}`, reader, strategyKey)
      : reader.scalar(item, `matrix.${key}`, strategyKey);
  const list = (
    items: readonly unknown[] | Reference,
    key: string,
    readItem: (item: unknown) => YamlValue,
  ): readonly YamlValue[] | string =>
    isReference(items) ? reader.text(items, `matrix.${key}`, strategyKey) : items.map(readItem);
  const entry = (item: unknown): YamlValue =>
    Object.fromEntries(
      Object.entries(item as object).map(([key, part]) => [key, value(part, key)]),
    );
  const { whole, axes, include, exclude, failFast, maxParallel } = matrix;
  const options = {
    "fail-fast":
      failFast === undefined ? undefined : reader.flag(failFast, "matrix.failFast", strategyKey),
    // 0 is the value that a workflow without it has (Strategy.cs in actions/runner, src/Sdk/WorkflowParser).
    "max-parallel":
      maxParallel === undefined || maxParallel === 0
        ? undefined
        : reader.number(maxParallel, "matrix.maxParallel", strategyKey, counts),
  };
  if (whole !== undefined) {
    return defined({ ...options, matrix: reader.text(whole, "matrix", strategyKey) });
  }
  checkAxisNames(Object.keys(axes), reader.place("matrix"));
  const values: Record<string, readonly YamlValue[] | string> = Object.fromEntries(
    Object.entries(axes).map(([axis, items]) => [
      axis,
      list(items, axis, (item) => value(item, axis)),
    ]),
  );
  for (const [name, entries] of Object.entries({ exclude, include })) {
    const result = list(entries, name, entry);
    if (result.length > 0) values[name] = result;
  }
  checkMatrix(values, reader.place("matrix"));
  return defined({ ...options, matrix: values });
}
