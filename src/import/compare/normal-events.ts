/** `on` in one form for all that GitHub reads alike. */
import { formatNumber } from "../../expression/language/number.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { eventsOf, isNumber } from "../translate/event-plan.ts";
import { normalText, normalValue, scalarText } from "./normal-text.ts";

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#on */
export function normalEvents(on: YamlValue): YamlMapping {
  return Object.fromEntries(
    Object.entries(eventsOf(on)).map(([event, config]) => [event, normalConfig(event, config)]),
  );
}

function normalConfig(event: string, config: YamlValue): YamlValue {
  if (event === "schedule") return listOf(config).map(normalValue);
  const parts = mappingOf(config) ?? {};
  if (event !== "workflow_dispatch" && event !== "workflow_call") {
    // A filter is a list, or one text (`event-branches` and its neighbours in workflow-v1.0.json of actions/runner).
    return Object.fromEntries(
      Object.entries(parts).map(([name, values]) => [name, listOf(values)]),
    );
  }
  const inputs = mappingOf(parts["inputs"]) ?? {};
  const { outputs, secrets } = parts;
  return withoutEmpty({
    ...parts,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [
        name,
        normalInput(mappingOf(input) ?? {}, event),
      ]),
    ),
    outputs: outputs === undefined ? {} : normalValue(outputs),
    secrets: Object.fromEntries(
      Object.entries(mappingOf(secrets) ?? {}).map(([name, secret]) => [
        name,
        normalSecret(mappingOf(secret) ?? {}),
      ]),
    ),
  });
}

/**
 * The type is a text, and the default that of its type, where nothing else is said.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callinputsinput_idtype
 */
function normalInput(input: YamlMapping, event: string): YamlMapping {
  const { type = "string", required = false, default: value = null, options, ...others } = input;
  const isFlag = type === "boolean";
  const absent = isFlag ? "false" : type === "number" && event === "workflow_call" ? "0" : "";
  const written = value === null ? absent : normalText(textOf(value));
  const text = type === "number" && isNumber(written) ? formatNumber(Number(written)) : written;
  return withoutEmpty({
    ...others,
    options: options === undefined ? null : listOf(options).map(scalarText),
    type: type === "string" ? null : type,
    // A box without a tick is a value, too: GitHub never asks for a boolean.
    required: required === true && !(isFlag && event === "workflow_dispatch") ? true : null,
    default: text === absent ? null : text,
  });
}

function normalSecret({ required = false, ...others }: YamlMapping): YamlMapping {
  return withoutEmpty({ ...others, required: required === true ? true : null });
}

/** Without keys that have nothing: null, and mappings without entries. */
export function withoutEmpty(mapping: YamlMapping): YamlMapping {
  return Object.fromEntries(
    Object.entries(mapping).filter(([, value]) => {
      const parts = mappingOf(value);
      return value !== null && !(parts !== undefined && Object.keys(parts).length === 0);
    }),
  );
}

/** Without the keys that are undefined. */
export function defined(mapping: Readonly<Record<string, YamlValue | undefined>>): YamlMapping {
  return Object.fromEntries(
    Object.entries(mapping).filter((entry): entry is [string, YamlValue] => entry[1] !== undefined),
  );
}
