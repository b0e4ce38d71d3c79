/** Which names of GitHub's contexts a workflow does not have, as far as the file tells. */
import { hasExpression } from "../expression/language/template.ts";
import type { YamlValue } from "../model/workflow.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "./read-workflow.ts";

/** What there is where an expression stands. */
export interface Present {
  readonly workflow: YamlMapping;
  /** Undefined outside of jobs. */
  readonly job?: YamlMapping;
  /** Those that ran before. */
  readonly steps?: readonly YamlValue[];
}

/**
 * Why a path such as `["matrix", "rust"]` comes to nothing in each run; undefined where it may have a value.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/contexts
 */
export function missingReason(path: readonly string[], present: Present): string | undefined {
  const [context, name, ...parts] = path;
  if (name === undefined) return undefined;
  const { workflow, job, steps = [] } = present;
  if (context === "inputs") return missingInput(name, workflow);
  if (job === undefined) return undefined;
  switch (context) {
    case "matrix":
      return missingInMatrix(name, parts, job);
    case "needs":
      return missingOfNeed(name, parts, job, workflow);
    case "steps":
      return steps.flatMap(withInner).some((step) => sameName(mappingOf(step)?.["id"], name))
        ? undefined
        : `no step before it has the id ${JSON.stringify(name)}`;
    default:
      return undefined;
  }
}

/** Steps may be in a step: `parallel-step` in workflow-v1.0.json of GitHub's parser. */
function withInner(step: YamlValue): readonly YamlValue[] {
  return [step, ...listOf(mappingOf(step)?.["parallel"])];
}

function missingInput(name: string, workflow: YamlMapping): string | undefined {
  const declared = ["workflow_dispatch", "workflow_call"].flatMap((event) =>
    Object.keys(mappingOf(mappingOf(mappingOf(workflow["on"])?.[event])?.["inputs"]) ?? {}),
  );
  return declared.some((input) => sameName(input, name))
    ? undefined
    : `the workflow has no input ${JSON.stringify(name)}`;
}

function missingOfNeed(
  id: string,
  [property, output]: readonly string[],
  job: YamlMapping,
  workflow: YamlMapping,
): string | undefined {
  if (!listOf(job["needs"]).some((need) => sameName(need, id))) {
    return `the job does not need ${JSON.stringify(id)}`;
  }
  const jobs = Object.entries(mappingOf(workflow["jobs"]) ?? {});
  const needed = mappingOf(jobs.find(([other]) => sameName(other, id))?.[1]);
  // A called workflow has outputs that its own file tells.
  if (needed?.["steps"] === undefined || property !== "outputs" || output === undefined) {
    return undefined;
  }
  const outputs = needed["outputs"] ?? {};
  if (mappingOf(outputs) === undefined || own(outputs, output) !== undefined) return undefined;
  return `the job ${JSON.stringify(id)} has no output ${JSON.stringify(output)}`;
}

function missingInMatrix(
  key: string,
  parts: readonly string[],
  job: YamlMapping,
): string | undefined {
  const matrix = mappingOf(job["strategy"])?.["matrix"];
  if (matrix === undefined) {
    return hasExpression(JSON.stringify(job["strategy"] ?? ""))
      ? undefined
      : "the job has no matrix";
  }
  const { include = [], exclude: _, ...axes } = mappingOf(matrix) ?? {};
  const entries = listOf(include);
  if (mappingOf(matrix) === undefined || entries.some((entry) => mappingOf(entry) === undefined)) {
    return undefined;
  }
  const axis = own(axes, key);
  const values = [...listOf(axis), ...partsOf(entries, key)];
  if (axis === undefined && values.length === 0) {
    return `its matrix has no ${JSON.stringify(key)}`;
  }
  return mayHave(values, parts)
    ? undefined
    : `no ${JSON.stringify(key)} of its matrix has ${JSON.stringify(parts.join("."))}`;
}

/** Whether one of the values has the part, or is known only to the run. */
function mayHave(values: readonly YamlValue[], [part, ...deeper]: readonly string[]): boolean {
  if (part === undefined) return true;
  if (values.some((value) => typeof value === "string" && hasExpression(value))) return true;
  const found = partsOf(values, part);
  return found.length > 0 && mayHave(found, deeper);
}

function partsOf(values: readonly YamlValue[], part: string): readonly YamlValue[] {
  return values
    .map((value) => own(value, part))
    .filter((value): value is YamlValue => value !== undefined);
}

/** GitHub ignores the case of the names in its contexts (DictionaryContextData.cs in actions/runner). */
function own(value: YamlValue, name: string): YamlValue | undefined {
  if (Array.isArray(value)) return listOf(value)[Number(name)];
  return Object.entries(mappingOf(value) ?? {}).find(([key]) => sameName(key, name))?.[1];
}

function sameName(one: YamlValue | undefined, other: string): boolean {
  return one !== undefined && textOf(one).toLowerCase() === other.toLowerCase();
}
