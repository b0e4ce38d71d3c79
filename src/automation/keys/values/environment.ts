import type { YamlValue } from "../../../model/workflow.ts";
import type { EnvironmentOption } from "../job-options.ts";
import type { ReadAt } from "../key-table.ts";
import { readParts } from "../parts.ts";

export function readEnvironment(environment: EnvironmentOption, at: ReadAt): YamlValue {
  const { option, contexts, reader } = at;
  const name = (value: unknown, part: string): string => reader.filledText(value, part, contexts);
  if (reader.isText(environment)) return name(environment, option);
  return readParts(
    environment,
    at,
    {
      name,
      // GitHub evaluates the URL after the steps, so it may read other contexts.
      url: (value, part) => reader.text(value, part, "jobs.<job_id>.environment.url"),
      deployment: (value, part) => reader.flag(value, part, contexts),
    },
    ["name"],
  );
}
