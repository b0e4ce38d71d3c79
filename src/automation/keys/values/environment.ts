import { defined } from "../../../problems/defined.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import type { EnvironmentOption, Text } from "../job-options.ts";
import type { ReadAt } from "../key-table.ts";

export function readEnvironment(
  environment: EnvironmentOption,
  { option, contexts, reader }: ReadAt,
): YamlValue {
  if (reader.isText(environment)) return reader.filledText(environment, option, contexts);
  reader.shape(environment, ["name", "url", "deployment"], option);
  const { name, url, deployment } = environment as Exclude<EnvironmentOption, Text>;
  return defined({
    name: reader.filledText(name, `${option}.name`, contexts),
    // GitHub evaluates the URL after the steps, so it may read other contexts.
    url:
      url === undefined
        ? undefined
        : reader.text(url, `${option}.url`, "jobs.<job_id>.environment.url"),
    deployment:
      deployment === undefined
        ? undefined
        : reader.flag(deployment, `${option}.deployment`, contexts),
  });
}
