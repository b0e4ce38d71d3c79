import type { YamlValue } from "../../../model/workflow.ts";
import type { RunsOn, Text } from "../job-options.ts";
import type { ReadAt } from "../key-table.ts";

export function readRunsOn(runsOn: RunsOn, at: ReadAt): YamlValue {
  const { option, contexts, reader } = at;
  const label = (value: unknown): string => reader.filledText(value, option, contexts);
  const labels = (values: readonly unknown[]): readonly string[] => {
    if (values.length > 0) return values.map(label);
    throw reader.error(option, "there are no labels.");
  };
  if (Array.isArray(runsOn)) return labels(runsOn as readonly unknown[]);
  if (reader.isText(runsOn)) return label(runsOn);
  reader.shape(runsOn, ["group", "labels"], option);
  const { group, labels: names } = runsOn as Exclude<RunsOn, Text | readonly Text[]>;
  if (names === undefined) return { group: label(group) };
  return {
    group: label(group),
    labels: Array.isArray(names) ? labels(names as readonly unknown[]) : label(names),
  };
}
