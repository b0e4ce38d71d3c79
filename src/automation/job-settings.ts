/** From the options of `job()` to what the workflow says, each checked where GitHub would only fail later. */
import { isReference } from "../expression/reference.ts";
import { checkOptions } from "../problems/options.ts";
import { shown } from "../problems/wording.ts";
import type { SetupStep } from "../setup/setup-step.ts";
import { readContainer, readServices } from "./container.ts";
import type { ConcurrencyValues, JobDefinition } from "./declaration.ts";
import type { ConcurrencyOptions, EnvironmentOption, JobSettings, RunsOn } from "./job-options.ts";
import type { ContextRule } from "./contexts.ts";
import type { OptionReader } from "./option-reader.ts";
import { readPermissions } from "./permissions.ts";
import { at, DeclarationError, type Place } from "./place.ts";
import type { YamlValue } from "./yaml-value.ts";

type Read = Omit<JobDefinition, "id" | "task" | "needs" | "inputs" | "matrix">;

const optionNames: readonly string[] =
  "id name needs inputs runsOn matrix condition setup env permissions environment concurrency timeoutMinutes continueOnError container services extra".split(
    " ",
  );

export function readJobSettings(settings: JobSettings, place: Place, reader: OptionReader): Read {
  at(place, () => checkOptions(settings, optionNames, "a job"));
  const { name, runsOn, condition, setup, env, permissions, environment, concurrency } = settings;
  const { timeoutMinutes, continueOnError, container, services, extra } = settings;
  if (timeoutMinutes !== undefined) checkTimeout(timeoutMinutes, place);
  if (extra !== undefined) checkExtra(extra, ["needs", "if", "steps", "outputs"], place);
  reader.collect(extra, "extra");
  return defined({
    name: name === undefined ? undefined : reader.text(name, "name", "jobSetting"),
    runsOn: runsOn === undefined ? undefined : readRunsOn(runsOn, place, reader),
    condition: condition === undefined ? undefined : reader.condition(condition, "condition"),
    setup: setup === undefined ? undefined : readSetup(setup, place, reader),
    env: env === undefined ? undefined : reader.values(env, "env", "jobEnv"),
    permissions:
      permissions === undefined
        ? undefined
        : readPermissions(permissions, { ...place, option: "permissions" }),
    environment: environment === undefined ? undefined : readEnvironment(environment, reader),
    concurrency:
      concurrency === undefined ? undefined : readConcurrency(concurrency, reader, "jobSetting"),
    timeoutMinutes,
    continueOnError:
      continueOnError === undefined || typeof continueOnError === "boolean"
        ? continueOnError
        : reader.text(continueOnError, "continueOnError", "jobSetting"),
    container: container === undefined ? undefined : readContainer(container, reader),
    services: services === undefined ? undefined : readServices(services, place, reader),
    extra,
  });
}

/** What the program itself has to know cannot be replaced behind its back. */
export function checkExtra(
  extra: Readonly<Record<string, YamlValue>>,
  reserved: readonly string[],
  place: Place,
): void {
  const taken = Object.keys(extra).find((key) => reserved.includes(key));
  if (taken === undefined) return;
  throw new DeclarationError(
    { ...place, option: "extra" },
    `the key ${JSON.stringify(taken)} is written by recompose; \`extra\` is for what has no option.`,
  );
}

export function readConcurrency(
  given: ConcurrencyOptions,
  reader: OptionReader,
  rule: ContextRule,
): ConcurrencyValues {
  if (typeof given === "string" || isReference(given) || !("group" in given)) {
    return { group: reader.text(given, "concurrency", rule) };
  }
  const group = reader.text(given.group, "concurrency.group", rule);
  const { cancelInProgress } = given;
  if (cancelInProgress === undefined) return { group };
  if (typeof cancelInProgress === "boolean") return { group, cancelInProgress };
  return {
    group,
    cancelInProgress: reader.text(cancelInProgress, "concurrency.cancelInProgress", rule),
  };
}

/** The expressions of setup steps are read where the step runs: with every context of a step. */
export function readSetup(
  setup: readonly SetupStep[],
  place: Place,
  reader: OptionReader,
): readonly SetupStep[] {
  for (const step of setup) {
    if (step?.kind !== "action" && step?.kind !== "shell") {
      throw new DeclarationError(
        { ...place, option: "setup" },
        `it lists setup steps, such as checkout() or setupNode("22"), not ${shown(step)}.`,
      );
    }
    if (step.kind === "action") reader.values(step.with ?? {}, "setup", "step");
    reader.values(step.env ?? {}, "setup", "step");
    if (step.if !== undefined) {
      reader.text(`\${{ ${step.if} }}`, "setup", "stepIf");
    }
  }
  return setup;
}

function readRunsOn(runsOn: RunsOn, place: Place, reader: OptionReader): YamlValue {
  const label = (value: unknown): string => {
    const text = reader.text(value, "runsOn", "jobSetting");
    if (text.trim() !== "") return text;
    throw new DeclarationError({ ...place, option: "runsOn" }, "the label of the runner is empty.");
  };
  const labels = (values: readonly unknown[]): readonly string[] => {
    if (values.length > 0) return values.map(label);
    throw new DeclarationError({ ...place, option: "runsOn" }, "there are no labels.");
  };
  if (Array.isArray(runsOn)) return labels(runsOn as readonly unknown[]);
  if (typeof runsOn === "string" || isReference(runsOn) || !("group" in runsOn)) {
    return label(runsOn);
  }
  const { group, labels: given } = runsOn;
  if (given === undefined) return { group: label(group) };
  return {
    group: label(group),
    labels: Array.isArray(given) ? labels(given as readonly unknown[]) : label(given),
  };
}

function readEnvironment(given: EnvironmentOption, reader: OptionReader): YamlValue {
  if (typeof given === "string" || isReference(given) || !("name" in given)) {
    return reader.text(given, "environment", "jobSetting");
  }
  const { name, url, deployment } = given;
  return {
    name: reader.text(name, "environment.name", "jobSetting"),
    ...(url === undefined ? {} : { url: reader.text(url, "environment.url", "environmentUrl") }),
    ...(deployment === undefined ? {} : { deployment }),
  };
}

function checkTimeout(minutes: unknown, place: Place): void {
  if (typeof minutes === "number" && Number.isFinite(minutes) && minutes > 0) return;
  throw new DeclarationError(
    { ...place, option: "timeoutMinutes" },
    `it is a number above 0, not ${shown(minutes)}.`,
  );
}

type Defined<Options> = { [Name in keyof Options]?: Exclude<Options[Name], undefined> };

/** Without the options that have no value. */
function defined<Options extends object>(options: Options): Defined<Options> {
  const entries = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Defined<Options>;
}
