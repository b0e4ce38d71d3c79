/** Variables with secrets that many steps have: those of a workflow or a job stand at each of its steps. */
import {
  isList,
  isNode,
  name,
  type Plan,
  type PlanCall,
  type PlanObject,
  type PlanStatement,
} from "../../../typescript/plan.ts";
import { usedNames } from "../../../typescript/used-names.ts";
import type { ConstantNames } from "../constant-names.ts";

/** With fewer steps they may as well stand in each. */
const leastSteps = 3;

export function withRepeatedEnv(
  statements: readonly PlanStatement[],
  names: ConstantNames,
): readonly PlanStatement[] {
  const counts = new Map<string, { readonly env: PlanObject; count: number; job?: string }>();
  for (const { value, job } of statements) {
    mapEnv(value, (env) => {
      const key = JSON.stringify(env);
      const own = counts.get(key) ?? { env, count: 0, ...(job !== undefined && { job }) };
      counts.set(key, own);
      own.count += 1;
      return env;
    });
  }
  // What refers to a job, a step or a matrix cannot stand before it.
  const declared = new Set(statements.flatMap(({ constant }) => constant ?? []));
  const refers = (env: PlanObject): boolean =>
    [...usedNames([{ value: env }])].some((used) => declared.has(used));
  const repeated = [...counts].filter(
    ([, { env, count }]) => count >= leastSteps && hasSecret(env) && !refers(env),
  );
  const constants = new Map(
    repeated.map(([key, { env }]) => [key, names.free(envName(Object.keys(env.entries)), "")]),
  );
  return [
    ...repeated.map(([key, { env, job }]) => ({ constant: constants.get(key), value: env, job })),
    ...statements.map((statement) => ({
      ...statement,
      value: mapEnv(statement.value, (env) => {
        const constant = constants.get(JSON.stringify(env));
        return constant === undefined ? env : name(constant);
      }),
    })),
  ];
}

/** `turbo-env` for TURBO_TOKEN and TURBO_TEAM. */
function envName(variables: readonly string[]): string {
  const [first = [], ...others] = variables.map((variable) => variable.split("_"));
  const shared = first.filter((word, index) => others.every((words) => words[index] === word));
  return `${shared.length === 0 ? "secrets" : shared.join("-").toLowerCase()}-env`;
}

function hasSecret({ entries }: PlanObject): boolean {
  return Object.values(entries).some(
    (value) => isNode(value) && value.kind === "call" && value.call === "secret",
  );
}

type MapEnv = (env: PlanObject) => Plan;

/** A statement's value with another `env` of the steps in it. */
function mapEnv(value: Plan, map: MapEnv): Plan {
  if (isList(value)) return value.map((step) => mapEnv(step, map));
  if (!isNode(value)) return value;
  if (value.kind === "commented") return { ...value, value: mapEnv(value.value, map) };
  if (value.kind !== "call") return value;
  const options = value.args.at(-1);
  if (options === undefined || !isNode(options) || options.kind !== "object") return value;
  if (value.call !== "job") return withEntry(value, options, "env", (env) => envOf(env, map));
  return withEntry(value, options, "steps", (steps) => mapEnv(steps, map));
}

function envOf(env: Plan, map: MapEnv): Plan {
  return isNode(env) && env.kind === "object" ? map(env) : env;
}

function withEntry(
  called: PlanCall,
  options: PlanObject,
  key: string,
  map: (value: Plan) => Plan,
): PlanCall {
  const value = options.entries[key];
  if (value === undefined) return called;
  const changed = { ...options, entries: { ...options.entries, [key]: map(value) } };
  return { ...called, args: [...called.args.slice(0, -1), changed] };
}
