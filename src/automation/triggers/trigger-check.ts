/** Refuses triggers that cannot work. GitHub would refuse them later, or never start the workflow. */
import { hasExpression } from "../../expression/language/template.ts";
import { didYouMean, quotedList, shown } from "../../problems/wording.ts";
import { cronProblem, isTimezone } from "../../github/cron.ts";
import { hasPositive, patternProblem } from "../../github/filter-pattern.ts";
import { knownEvent } from "../../github/known-events.ts";
import { isSecretName } from "../../github/name-rules.ts";
import { knownEvents } from "../../github/schema/event-schema.ts";
import { DeclarationError, type Place } from "../place.ts";
import type { Trigger } from "./trigger.ts";
import type { YamlValue } from "../../model/workflow.ts";

export function checkTrigger({ event, config }: Trigger, place: Place): void {
  const info = knownEvent(event);
  if (info === undefined) {
    const names = Object.keys(knownEvents);
    throw new DeclarationError(
      place,
      `GitHub has no event ${JSON.stringify(event)}.${didYouMean(event, names)}`,
      [
        "https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows",
      ],
    );
  }
  checkLiteral(event, config, place);
  if (event === "schedule") return checkSchedules(config, place);
  const filters = isRecord(config) ? config : {};
  const names = [...(info.types === undefined ? [] : ["types"]), ...info.filters];
  for (const name of Object.keys(filters)) {
    if (names.includes(name)) continue;
    throw new DeclarationError(
      place,
      `the event ${event} has no filter ${JSON.stringify(name)}. Its filters are ${quotedList(names)}.${didYouMean(name, names)}`,
    );
  }
  if (event === "workflow_call") {
    checkOutputs(filters["outputs"], place);
    return checkSecrets(filters["secrets"], place);
  }
  for (const [name, values] of Object.entries(filters)) checkNames(event, name, values, place);
  checkTypes(event, info.types, filters["types"], place);
  for (const name of ["branches", "tags", "paths"]) checkPatterns(event, name, filters, place);
}

/**
 * GitHub reads `on` before a run starts, when no expression has a value. Only the outputs of a called workflow may have
 * expressions: GitHub evaluates them after its jobs.
 */
function checkLiteral(event: string, config: YamlValue, place: Place, path = ""): void {
  const isOutput = event === "workflow_call" && /^\.outputs\.[^.]*\.value$/.test(path);
  if (typeof config === "string" && hasExpression(config) && !isOutput) {
    throw new DeclarationError(
      place,
      `the event ${event} has ${JSON.stringify(config)}: GitHub reads what starts a workflow before there are values, and takes no expression there.`,
    );
  }
  if (typeof config !== "object" || config === null) return;
  for (const [name, part] of Object.entries(config)) {
    checkLiteral(event, name, place);
    checkLiteral(event, part as YamlValue, place, `${path}.${name}`);
  }
}

/** Every filter is a list of texts. An empty filter would match nothing. */
function checkNames(event: string, name: string, values: YamlValue, place: Place): void {
  const fail = (message: string): never => {
    throw new DeclarationError(place, `the event ${event} ${message}.`);
  };
  if (!Array.isArray(values)) {
    return fail(`takes a list for ${name}, not ${shown(values)}`);
  }
  if (values.length === 0) fail(`has nothing in ${name}`);
  for (const value of values as readonly unknown[]) {
    if (typeof value !== "string" || value === "") {
      fail(`has ${shown(value)} in ${name}, where names belong`);
    }
  }
}

/** checkCallOutputs() checks the expressions once all jobs are declared. */
function checkOutputs(outputs: YamlValue | undefined, place: Place): void {
  if (outputs === undefined) return;
  for (const [name, output] of Object.entries(isRecord(outputs) ? outputs : { outputs })) {
    const value = isRecord(output) ? output["value"] : undefined;
    if (typeof value === "string" && isRecord(outputs)) continue;
    throw new DeclarationError(
      place,
      `the output ${JSON.stringify(name)} of a called workflow has a \`value\`, and is not ${shown(output)}.`,
      ['outputs: { url: { value: "${{ jobs.build.outputs.url }}" } }'],
    );
  }
}

/** https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callsecrets */
function checkSecrets(secrets: YamlValue | undefined, place: Place): void {
  if (secrets === undefined) return;
  const entries = Object.entries(isRecord(secrets) ? secrets : { secrets });
  for (const [index, [name, secret]] of entries.entries()) {
    // https://github.com/sigstore/rekor-tiles/issues/585 has GitHub's message.
    if (isRecord(secrets) && name.toUpperCase() === "GITHUB_TOKEN") {
      throw new DeclarationError(
        place,
        `a called workflow cannot have a secret ${JSON.stringify(name)}: the name is that of the token of the run, which its jobs have without being passed it. Leave it out.`,
      );
    }
    const before = entries.slice(0, index).map(([other]) => other);
    const twin = before.find((other) => other.toUpperCase() === name.toUpperCase());
    if (twin !== undefined) {
      throw new DeclarationError(
        place,
        `the secrets ${quotedList([twin, name])} of a called workflow are the same to GitHub, which ignores case. Declare one of them.`,
      );
    }
    const { required, description, ...others } = isRecord(secret) ? secret : {};
    const isSecret =
      isRecord(secrets) &&
      isRecord(secret) &&
      isSecretName(name) &&
      ["undefined", "boolean"].includes(typeof required) &&
      ["undefined", "string"].includes(typeof description) &&
      Object.keys(others).length === 0;
    if (isSecret) continue;
    throw new DeclarationError(
      place,
      `the secret ${JSON.stringify(name)} of a called workflow has \`required\` and \`description\`, and is not ${shown(secret)}.`,
      ["secrets: { NPM_TOKEN: { required: true } }"],
    );
  }
}

function checkTypes(
  event: string,
  activityTypes: readonly string[] | undefined,
  value: YamlValue | undefined,
  place: Place,
): void {
  for (const type of strings(value)) {
    if (activityTypes === undefined || activityTypes.includes(type)) continue;
    throw new DeclarationError(
      place,
      `the event ${event} has no activity type ${JSON.stringify(type)}. Its types are ${quotedList(activityTypes)}.${didYouMean(type, activityTypes)}`,
    );
  }
}

function checkPatterns(
  event: string,
  name: string,
  filters: Readonly<Record<string, YamlValue>>,
  place: Place,
): void {
  const ignoreKey = `${name}-ignore`;
  if (filters[name] !== undefined && filters[ignoreKey] !== undefined) {
    throw new DeclarationError(
      place,
      `the event ${event} has both ${name} and ${ignoreKey}, of which GitHub allows one.`,
      [`${name}: ["releases/**", "!releases/**-alpha"]`],
    );
  }
  for (const key of [name, ignoreKey]) {
    for (const pattern of strings(filters[key])) {
      const problem = patternProblem(pattern, name === "paths" ? "path" : "ref");
      if (problem === undefined) continue;
      throw new DeclarationError(
        place,
        `the event ${event} has a pattern in ${key} that ${problem}: ${JSON.stringify(pattern)}.`,
      );
    }
  }
  if (startsNothing(name, filters) && !startsByOthers(name, filters)) {
    throw new DeclarationError(
      place,
      `the event ${event} has only patterns with "!" in ${name}, so nothing would ever start it. Name what to include first, or use ${ignoreKey}.`,
    );
  }
}

/** A pattern with `!` only excludes matches of the patterns before it. */
function startsNothing(name: string, filters: Readonly<Record<string, YamlValue>>): boolean {
  const patterns = strings(filters[name]);
  return patterns.length > 0 && !hasPositive(patterns);
}

/**
 * Branches start a push without a tag, and tags one without a branch: `tags: ["!**"]` beside `branches` only says that.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
 */
function startsByOthers(name: string, filters: Readonly<Record<string, YamlValue>>): boolean {
  const other = { branches: "tags", tags: "branches" }[name];
  if (other === undefined) return false;
  const isFiltered = filters[other] !== undefined || filters[`${other}-ignore`] !== undefined;
  return isFiltered && !startsNothing(other, filters);
}

function checkSchedules(config: YamlValue, place: Place): void {
  for (const schedule of Array.isArray(config) ? (config as readonly YamlValue[]) : []) {
    const { cron, timezone } = isRecord(schedule) ? schedule : {};
    const problem = typeof cron === "string" ? cronProblem(cron) : "is not given";
    if (problem !== undefined) {
      throw new DeclarationError(place, `the schedule ${JSON.stringify(cron)} ${problem}.`, [
        'onSchedule({ cron: "30 5 * * 1-5" })',
      ]);
    }
    if (timezone !== undefined && !(typeof timezone === "string" && isTimezone(timezone))) {
      throw new DeclarationError(
        place,
        `the timezone ${JSON.stringify(timezone)} is not a name of the IANA database.`,
        ['onSchedule({ cron: "30 5 * * 1-5", timezone: "Europe/Berlin" })'],
      );
    }
  }
}

function strings(value: YamlValue | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function isRecord(value: YamlValue | undefined): value is { readonly [key: string]: YamlValue } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
