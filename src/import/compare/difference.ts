/** Where two values of YAML differ. */
import type { YamlValue } from "../../model/workflow.ts";
import { isMapping } from "../../problems/options.ts";
import type { YamlMapping } from "../read-workflow.ts";

export interface Difference {
  /** In the workflow: `["jobs", "build", "timeout-minutes"]`. */
  readonly path: readonly (string | number)[];
  /** Undefined where only the other one has it. */
  readonly before?: YamlValue | undefined;
  readonly after?: YamlValue | undefined;
}

/** The smallest parts that differ. The order of keys does not matter, that of lists does. */
export function differences(
  before: YamlValue | undefined,
  after: YamlValue | undefined,
  path: Difference["path"] = [],
): readonly Difference[] {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) {
    const [first, second] = [before, after] as readonly (readonly YamlValue[])[] as readonly [
      readonly YamlValue[],
      readonly YamlValue[],
    ];
    return Array.from({ length: Math.max(first.length, second.length) }, (_, index) =>
      differences(first[index], second[index], [...path, index]),
    ).flat();
  }
  if (isMapping(before) && isMapping(after)) {
    const [first, second] = [before, after] as readonly [YamlMapping, YamlMapping];
    const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
    return [...keys].flatMap((key) => differences(first[key], second[key], [...path, key]));
  }
  return [{ path, before, after }];
}
