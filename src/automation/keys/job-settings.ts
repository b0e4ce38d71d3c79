/** From the options of `job()` to what the workflow says, each checked where GitHub would only fail later. */
import { readContainer, readServices } from "./container.ts";
import { readConcurrency } from "./concurrency.ts";
import type { JobDefinition } from "../declaration.ts";
import { jobKeys, readExtra } from "./extra.ts";
import type { EnvironmentOption, JobSettings, RunsOn, Text } from "./job-options.ts";
import { amounts, type OptionReader } from "./option-reader.ts";
import { readPermissions } from "./permissions.ts";
import { DeclarationError, type Place } from "../place.ts";
import { readSetup } from "./setup.ts";
import { readWarningOption } from "../warning.ts";
import type { YamlValue } from "../yaml-value.ts";

type Read = Omit<JobDefinition, "id" | "task" | "needs" | "inputs" | "matrix">;

export const jobOptionNames: readonly string[] =
  "id name needs inputs runsOn matrix condition setup env permissions environment concurrency timeoutMinutes continueOnError container services warnings extra".split(
    " ",
  );

export function readJobSettings(settings: JobSettings, place: Place, reader: OptionReader): Read {
  const { name, runsOn, condition, setup, env, permissions, environment, concurrency } = settings;
  const { timeoutMinutes, continueOnError, container, services, warnings, extra } = settings;
  return defined({
    name: name === undefined ? undefined : reader.text(name, "name", "jobSetting"),
    runsOn: runsOn === undefined ? undefined : readRunsOn(runsOn, place, reader),
    condition: condition === undefined ? undefined : reader.condition(condition, "condition"),
    setup: setup === undefined ? undefined : readSetup(setup, place, reader),
    env: env === undefined ? undefined : reader.variables(env, "env", "jobEnv"),
    permissions:
      permissions === undefined
        ? undefined
        : readPermissions(permissions, { ...place, option: "permissions" }),
    environment:
      environment === undefined ? undefined : readEnvironment(environment, place, reader),
    concurrency:
      concurrency === undefined
        ? undefined
        : readConcurrency(concurrency, place, reader, "jobSetting"),
    timeoutMinutes:
      timeoutMinutes === undefined
        ? undefined
        : reader.number(timeoutMinutes, "timeoutMinutes", "jobSetting", amounts),
    continueOnError:
      continueOnError === undefined
        ? undefined
        : reader.flag(continueOnError, "continueOnError", "jobSetting"),
    container: container === undefined ? undefined : readContainer(container, place, reader),
    services: services === undefined ? undefined : readServices(services, place, reader),
    silenced: warnings === undefined ? undefined : readWarningOption(warnings, place),
    extra: extra === undefined ? undefined : readExtra(extra, jobKeys, place, reader),
  });
}

function readRunsOn(runsOn: RunsOn, place: Place, reader: OptionReader): YamlValue {
  const label = (value: unknown): string => nonEmpty(value, "runsOn", place, reader);
  const labels = (values: readonly unknown[]): readonly string[] => {
    if (values.length > 0) return values.map(label);
    throw new DeclarationError({ ...place, option: "runsOn" }, "there are no labels.");
  };
  if (Array.isArray(runsOn)) return labels(runsOn as readonly unknown[]);
  if (reader.isText(runsOn)) return label(runsOn);
  reader.shape(runsOn, ["group", "labels"], "runsOn");
  const { group, labels: given } = runsOn as Exclude<RunsOn, Text | readonly Text[]>;
  if (given === undefined) return { group: label(group) };
  return {
    group: label(group),
    labels: Array.isArray(given) ? labels(given as readonly unknown[]) : label(given),
  };
}

function readEnvironment(given: EnvironmentOption, place: Place, reader: OptionReader): YamlValue {
  if (reader.isText(given)) return nonEmpty(given, "environment", place, reader);
  reader.shape(given, ["name", "url", "deployment"], "environment");
  const { name, url, deployment } = given as Exclude<EnvironmentOption, Text>;
  return {
    name: nonEmpty(name, "environment.name", place, reader),
    ...(url === undefined ? {} : { url: reader.text(url, "environment.url", "environmentUrl") }),
    ...(deployment === undefined
      ? {}
      : { deployment: reader.flag(deployment, "environment.deployment", "jobSetting") }),
  };
}

function nonEmpty(value: unknown, option: string, place: Place, reader: OptionReader): string {
  const text = reader.text(value, option, "jobSetting");
  if (text.trim() !== "") return text;
  throw new DeclarationError({ ...place, option }, "it is empty.");
}

type Defined<Options> = { [Name in keyof Options]?: Exclude<Options[Name], undefined> };

/** Without the options that have no value. */
function defined<Options extends object>(options: Options): Defined<Options> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Options>;
}
