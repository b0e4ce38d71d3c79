import type { YamlValue } from "../../../model/workflow.ts";
import type { RunsOn } from "../job-options.ts";
import type { ReadAt } from "../key-table.ts";
import { readParts } from "../parts.ts";

export function readRunsOn(runsOn: RunsOn, at: ReadAt): YamlValue {
  const { option, contexts, reader } = at;
  const label = (value: unknown): string => reader.filledText(value, option, contexts);
  const labels = (value: unknown): YamlValue => {
    if (!Array.isArray(value)) return label(value);
    if (value.length > 0) return value.map(label);
    throw reader.error(option, "there are no labels.");
  };
  if (Array.isArray(runsOn) || reader.isText(runsOn)) return labels(runsOn);
  return readParts(runsOn, at, { group: label, labels }, ["group"]);
}
