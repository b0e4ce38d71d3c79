/** A workflow in one form for all that GitHub reads alike. Each rule names its source. */
import type { YamlValue } from "../../model/workflow.ts";
import { withKeysOfAxes, withoutNothing } from "../matrix-keys.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { defined, normalEvents, withoutEmpty } from "./normal-events.ts";
import { normalStep, type Releases } from "./normal-step.ts";
import {
  mapValues,
  normalCondition,
  normalValue,
  normalValues,
  scalarText,
} from "./normal-text.ts";

/** @param releases of commits, by `owner/name@commit`. */
export function normalWorkflow(workflow: YamlMapping, releases: Releases): YamlMapping {
  const { on = null, jobs, permissions, env, concurrency, ...others } = workflow;
  return defined({
    ...mapValues(others, normalValue),
    on: normalEvents(on),
    env: normalValues(env),
    concurrency: normalConcurrency(concurrency),
    jobs: mapValues(mappingOf(jobs) ?? {}, (job, id) =>
      normalJob(mappingOf(job) ?? {}, id, permissions, releases),
    ),
  });
}

function normalJob(
  job: YamlMapping,
  id: string,
  permissions: YamlValue | undefined,
  releases: Releases,
): YamlMapping {
  const {
    needs,
    name,
    env,
    outputs,
    steps,
    strategy,
    environment,
    container,
    services,
    ...others
  } = job;
  const { "runs-on": runsOn, "continue-on-error": tolerant, concurrency, ...rest } = others;
  const { if: condition, with: inputs, permissions: own, ...plain } = rest;
  const title = name === undefined ? id : scalarText(name);
  return defined({
    ...mapValues(plain, normalValue),
    // The default of `name` is the id (`ConvertToJobName` in WorkflowTemplateConverter.cs of actions/runner).
    name: title === id ? undefined : title,
    needs:
      needs === undefined
        ? undefined
        : listOf(needs)
            .map((need) => textOf(need).toLowerCase())
            .toSorted(),
    if: normalCondition(condition),
    // A workflow's permissions are those of the jobs without their own.
    // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
    permissions: normalPermissions(own ?? permissions),
    "runs-on": runsOn === undefined ? undefined : normalRunner(runsOn),
    strategy: normalStrategy(strategy),
    "continue-on-error": flag(tolerant, false),
    environment: named(environment, "name"),
    container: named(container, "image"),
    services:
      services === undefined
        ? undefined
        : mapValues(mappingOf(services) ?? {}, (it) => named(it, "image") ?? null),
    concurrency: normalConcurrency(concurrency),
    env: normalValues(env),
    with: normalValues(inputs),
    outputs: normalValues(outputs),
    steps:
      steps === undefined
        ? undefined
        : listOf(steps).map((step) => normalStep(mappingOf(step) ?? {}, releases)),
  });
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency */
function normalConcurrency(value: YamlValue | undefined): YamlValue | undefined {
  const mapping = named(value, "group");
  const parts = mappingOf(mapping);
  if (parts === undefined) return mapping;
  return defined({ ...parts, "cancel-in-progress": flag(parts["cancel-in-progress"], false) });
}

/** A scope that is not named has no access, once one is named; `none` says the same. */
function normalPermissions(value: YamlValue | undefined): YamlValue | undefined {
  const scopes = mappingOf(value);
  if (scopes === undefined) return value;
  return Object.fromEntries(Object.entries(scopes).filter(([, level]) => level !== "none"));
}

/** A list of one label is the label. */
function normalRunner(value: YamlValue): YamlValue {
  const group = mappingOf(value);
  if (group !== undefined)
    return mapValues(group, (part, key) =>
      key === "labels" ? normalRunner(part) : normalValue(part),
    );
  const labels = listOf(value).map(scalarText);
  const [only] = labels;
  return labels.length === 1 && only !== undefined ? only : labels;
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategyfail-fast */
function normalStrategy(value: YamlValue | undefined): YamlValue | undefined {
  const strategy = mappingOf(value);
  if (strategy === undefined) return value;
  // Without a matrix there is one job, which the other keys do not concern: they are of the jobs of a matrix
  // (`ConvertToStrategy` in src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs of actions/runner).
  if (strategy["matrix"] === undefined) return undefined;
  const { "fail-fast": failFast, "max-parallel": most, ...others } = strategy;
  const matrix = mappingOf(others["matrix"]);
  const result = defined({
    ...mapValues(others, normalValue),
    matrix: normalValue(
      matrix === undefined ? (others["matrix"] ?? null) : withoutNothing(withKeysOfAxes(matrix)),
    ),
    "fail-fast": flag(failFast, true),
    // 0 is the value that a workflow without it has (Strategy.cs in actions/runner, src/Sdk/WorkflowParser).
    "max-parallel": most === 0 || most === undefined ? undefined : normalValue(most),
  });
  return Object.keys(result).length === 0 ? undefined : result;
}

/** True or false; undefined where that is the default. */
function flag(value: YamlValue | undefined, usual: boolean): YamlValue | undefined {
  return value === usual || value === undefined ? undefined : normalValue(value);
}

/** A single text stands for a mapping with nothing but this key. */
function named(value: YamlValue | undefined, key: string): YamlValue | undefined {
  if (value === undefined || value === null) return undefined;
  const parts = mappingOf(value);
  if (parts === undefined) return { [key]: scalarText(value) };
  return withoutEmpty(
    mapValues(parts, (part, name) =>
      name === "env" ? (normalValues(part) ?? null) : normalPart(part),
    ),
  );
}

function normalPart(value: YamlValue): YamlValue {
  if (Array.isArray(value)) return (value as readonly YamlValue[]).map(scalarText);
  return typeof value === "number" ? scalarText(value) : normalValue(value);
}
