/** A job of steps. */
import { standInCommand } from "../../model/stand-in-command.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { call, name, object, type Plan, type PlanStatement } from "../../typescript/plan.ts";
import { mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { yamlKey } from "../../github/name-rules.ts";
import { textPlan } from "./expressions/expression-plan.ts";
import type { Scope } from "./expressions/scope.ts";
import { type At, entryPlan } from "./at.ts";
import {
  concurrencyPlan,
  conditionPlan,
  containerPlan,
  defaultsPlan,
  environmentPlan,
  flagPlan,
  numberPlan,
  permissionsPlan,
  runsOnPlan,
  sharedEnvPlan,
  valuesPlan,
} from "./option-plan.ts";
import { callPlan } from "./call-plan.ts";
import { type JobSource, needsPlan } from "./job-source.ts";
import { matrixPlan, matrixStatements } from "./matrix-plan.ts";
import { listSteps, translateSteps } from "./steps/job-steps.ts";

const jobKeys =
  "name needs if permissions runs-on environment concurrency strategy timeout-minutes continue-on-error container services env defaults outputs steps".split(
    " ",
  );

export function jobPlan(source: JobSource, at: At): readonly PlanStatement[] {
  const { id, job, constant } = source;
  const of = (key: string, scope: Scope = at.scope): At => ({
    ...at,
    scope,
    path: [...at.path, key],
  });
  if (job["uses"] !== undefined) return callPlan(source, at);
  at.losses.unread(job, jobKeys, at.path);
  const matrix = matrixPlan(source, of("strategy"));
  const scope: Scope = { ...at.scope, matrix };
  const translated = translateSteps(source, of("steps", scope));
  const behind: Scope = { ...scope, steps: translated.scope };
  const options = {
    name: entryPlan(
      at,
      "name",
      job["name"] === undefined ? undefined : textPlan(job["name"], scope),
    ),
    needs: entryPlan(at, "needs", needsPlan(job["needs"], at.scope)),
    ...jobOptions(job, (key) => of(key, key === "environment" ? behind : scope)),
    matrix: matrix && name(matrix.constant),
    outputs: entryPlan(at, "outputs", outputsPlan(job["outputs"], of("outputs", behind))),
  };
  const { constants, list } = listSteps(translated.steps, object(options), id);
  const { outputs, ...others } = options;
  const comment = at.comments.textOf(at.path);
  const value = call("job", id, object({ ...others, steps: list, outputs }));
  return [
    ...matrixStatements(matrix, source, at),
    ...constants,
    { constant, value, comment, after: at.comments.afterOf(at.path), job: id },
  ];
}

function jobOptions(
  job: YamlMapping,
  of: (key: string) => At,
): Readonly<Record<string, Plan | undefined>> {
  const { permissions, services } = job;
  const options = {
    condition: conditionPlan(job["if"], of("if")),
    permissions: permissionsPlan(permissions, of("permissions")),
    runsOn: job["runs-on"] === undefined ? undefined : runsOnPlan(job["runs-on"], of("runs-on")),
    environment: environmentPlan(job["environment"], of("environment")),
    concurrency: concurrencyPlan(job["concurrency"], of("concurrency")),
    timeoutMinutes: numberPlan(job["timeout-minutes"], of("timeout-minutes")),
    continueOnError: flagPlan(job["continue-on-error"], of("continue-on-error")),
    container: containerPlan(job["container"], of("container")),
    services: services === undefined ? undefined : servicesPlan(services, of("services")),
    env: sharedEnvPlan(job["env"], of("env")),
    defaults: defaultsPlan(job["defaults"], of("defaults")),
  };
  return Object.fromEntries(
    Object.entries(options).map(([option, plan]) => {
      const { path, comments } = of(option === "condition" ? "if" : yamlKey(option));
      return [option, plan === undefined ? undefined : comments.on(path, plan)];
    }),
  );
}

/** A job puts out texts. */
function outputsPlan(value: YamlValue | undefined, at: At): Plan | undefined {
  const mapping = mappingOf(value);
  if (mapping === undefined) return valuesPlan(value, at);
  const texts = Object.entries(mapping).map(
    ([output, part]) => [output, typeof part === "object" ? "" : textOf(part)] as const,
  );
  return valuesPlan(Object.fromEntries(texts), at);
}

function servicesPlan(services: YamlValue, at: At): Plan {
  const entries = Object.entries(mappingOf(services) ?? {});
  return object(
    Object.fromEntries(
      entries.map(([key, service]) => [
        key,
        containerPlan(service, { ...at, path: [...at.path, key] }, valuesPlan),
      ]),
    ),
  );
}

/** A job in the place of one that cannot be said, so that others can refer to it. */
export function stubJob(id: string, job: YamlMapping): Plan {
  const outputs = Object.keys(mappingOf(job["outputs"]) ?? {});
  return call(
    "job",
    id,
    object({
      steps: [call("shell", standInCommand)],
      outputs:
        outputs.length === 0
          ? undefined
          : object(Object.fromEntries(outputs.map((output) => [output, ""]))),
    }),
  );
}
