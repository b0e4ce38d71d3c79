/** `extra`: keys of the YAML that have no option. What has one would go past its checks, and may be overwritten. */
import {
  isCondition,
  isReference,
  type Condition,
  type Reference,
} from "../../expression/build/reference.ts";
import { checkMapping } from "../../problems/options.ts";
import { shown } from "../../problems/wording.ts";
import type { OptionReader } from "./option-reader.ts";
import { at, DeclarationError, type Place } from "../place.ts";
import type { YamlValue } from "../yaml-value.ts";

/** A value of YAML, with references in it. */
export type ExtraValue =
  | string
  | number
  | boolean
  | null
  | Reference
  | Condition
  | readonly ExtraValue[]
  | { readonly [key: string]: ExtraValue };

export type ExtraOptions = Readonly<Record<string, ExtraValue>>;

/** Keys that are written here already, with what to use for them. */
type Reserved = Readonly<Record<string, string>>;

export const workflowKeys: Reserved = {
  name: "the option `name`",
  "run-name": "the option `runName`",
  on: "the option `on`",
  permissions: "the option `permissions`",
  env: "the option `env`",
  concurrency: "the option `concurrency`",
  jobs: "job()",
};

export const jobKeys: Reserved = {
  name: "the option `name`",
  needs: "the option `needs`",
  if: "the option `condition`",
  permissions: "the option `permissions`",
  "runs-on": "the option `runsOn`",
  environment: "the option `environment`",
  concurrency: "the option `concurrency`",
  strategy: "the option `matrix`",
  "timeout-minutes": "the option `timeoutMinutes`",
  "continue-on-error": "the option `continueOnError`",
  container: "the option `container`",
  services: "the option `services`",
  env: "the option `env`",
  outputs: "the `outputs` of the task",
  steps: "the option `setup`",
  uses: "a workflow that is written by hand: a job here runs a task",
  with: "the option `inputs`",
  secrets: "the `secrets` of the task",
};

export function readExtra(
  extra: ExtraOptions,
  reserved: Reserved,
  place: Place,
  reader: OptionReader,
): Readonly<Record<string, YamlValue>> {
  const here = { ...place, option: "extra" };
  at(here, () => checkMapping(extra, "it"));
  for (const key of Object.keys(extra)) {
    if (!Object.hasOwn(reserved, key)) continue;
    throw new DeclarationError(
      here,
      `the key ${JSON.stringify(key)} is written by recompose: use ${reserved[key]}.`,
    );
  }
  return Object.fromEntries(
    Object.entries(extra).map(([key, value]) => [
      key,
      readYaml(value, `extra.${key}`, place, reader),
    ]),
  );
}

/** GitHub's limit: https://docs.github.com/en/actions/reference/limits */
const deepest = 50;

function readYaml(
  value: unknown,
  option: string,
  place: Place,
  reader: OptionReader,
  depth = 0,
): YamlValue {
  if (value === null || typeof value === "boolean" || Number.isFinite(value)) {
    return value as YamlValue;
  }
  if (typeof value === "string" || isReference(value) || isCondition(value)) {
    return reader.text(value, option, "anywhere");
  }
  const isPlain =
    typeof value === "object" &&
    [Object.prototype, Array.prototype, null].includes(
      Object.getPrototypeOf(value) as object | null,
    );
  if (!isPlain || depth === deepest) {
    throw new DeclarationError(
      { ...place, option },
      depth === deepest
        ? `it is nested more than ${deepest} levels deep.`
        : `it is a value of YAML: a text, a number, true, false, null, a list or a mapping, not ${shown(value)}.`,
    );
  }
  const read = (part: unknown, key: string | number): YamlValue =>
    readYaml(part, `${option}.${key}`, place, reader, depth + 1);
  if (Array.isArray(value)) return value.map(read);
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      reader.text(key, option, "anywhere"),
      read(part, key),
    ]),
  );
}
