/**
 * Secrets in the `env` of a workflow or a job, as the `env` of each step, where that means the same: recompose has them
 * nowhere else.
 */
import { readsIn } from "../expression/analysis/usage.ts";
import type { YamlValue } from "../model/workflow.ts";
import { listOf, mappingOf, type YamlMapping } from "./read-workflow.ts";
import { isOnlySecret, withOwnSecrets } from "./secret-readers.ts";

/** Returns the same workflow if there are none. */
export function withSecretsAtSteps(original: YamlMapping): YamlMapping {
  const workflow = withReaders(original);
  const shared = movableVariables(workflow);
  const jobs = jobsOf(workflow, (job) => withOwn(job, shared));
  return { ...without(workflow, shared), ...jobs };
}

/** With variables of steps that read a secret themselves, where they read a variable with one. */
function withReaders(workflow: YamlMapping): YamlMapping {
  const shared = wholeSecrets(workflow);
  return {
    ...workflow,
    ...jobsOf(workflow, (job) => {
      const others = Object.entries(shared).filter(
        ([name]) => !Object.hasOwn(mappingOf(job["env"]) ?? {}, name),
      );
      const variables = { ...Object.fromEntries(others), ...wholeSecrets(job) };
      return Object.keys(variables).length === 0
        ? job
        : { ...job, steps: withOwnSecrets(job["steps"] ?? null, variables) };
    }),
  };
}

/** The variables that are a secret and nothing else, and that no step sets. */
function wholeSecrets({ env, ...rest }: YamlMapping): YamlMapping {
  const entries = Object.entries(mappingOf(env) ?? {});
  const scripts = textsIn([rest, ...entries.map(([, value]) => value)]).join("\n");
  const own = entries.filter(
    ([name, value]) => /^\w+$/.test(name) && isOnlySecret(value) && !mayBeSet(name, scripts),
  );
  return Object.fromEntries(own);
}

function jobsOf(workflow: YamlMapping, change: (job: YamlMapping) => YamlMapping): YamlMapping {
  const jobs = Object.entries(mappingOf(workflow["jobs"]) ?? {}).map(([id, value]) => {
    const job = mappingOf(value);
    return [id, job?.["steps"] === undefined ? value : change(job)] as const;
  });
  return { jobs: Object.fromEntries(jobs) };
}

function withOwn(job: YamlMapping, shared: YamlMapping): YamlMapping {
  const own = movableVariables(job);
  const others = Object.keys(mappingOf(job["env"]) ?? {});
  const inherited = Object.entries(shared).filter(([name]) => !others.includes(name));
  const moved = { ...Object.fromEntries(inherited), ...own };
  if (Object.keys(moved).length === 0) return job;
  const steps = listOf(job["steps"]).map((value) => {
    const step = mappingOf(value);
    return step === undefined ? value : { ...step, env: { ...moved, ...mappingOf(step["env"]) } };
  });
  return { ...without(job, own), steps };
}

/**
 * The variables of a workflow or a job that read a secret, and that nothing but its steps sees. The condition, the inputs and
 * the command of a step see the step's own variables, too; these do not see each other. A variable of a step goes before what an
 * earlier one wrote to `GITHUB_ENV` (StepsRunner.cs and ActionRunner.cs in src/Runner.Worker of actions/runner).
 */
function movableVariables(owner: YamlMapping): YamlMapping {
  const { env, ...rest } = owner;
  const entries = Object.entries(mappingOf(env) ?? {});
  const values = entries.map(([, value]) => value);
  const text = JSON.stringify([outsideSteps(rest), ...values]);
  const scripts = textsIn([rest, ...values]).join("\n");
  return Object.fromEntries(
    entries.filter(
      ([name, value]) =>
        readsSecret(value) && !isReadElsewhere(name, text) && !mayBeSet(name, scripts),
    ),
  );
}

/** Without what sees the variables of a step, in a workflow or a job. */
function outsideSteps({ jobs, steps, ...others }: YamlMapping): YamlMapping {
  const inner = Object.entries(mappingOf(jobs) ?? {});
  return {
    ...others,
    jobs: Object.fromEntries(inner.map(([id, job]) => [id, outsideSteps(mappingOf(job) ?? {})])),
    steps: listOf(steps).map((step) => mappingOf(step)?.["env"] ?? null),
  };
}

function readsSecret(value: YamlValue): boolean {
  return readsIn(value).contexts.includes("secrets");
}

/** Every text in a value, without the names of mappings. */
function textsIn(value: YamlValue): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return (value as readonly YamlValue[]).flatMap(textsIn);
  return Object.values(mappingOf(value) ?? {}).flatMap(textsIn);
}

/** Whether an expression may read the variable. Names in a text that look like that count, too. */
function isReadElsewhere(name: string, text: string): boolean {
  if (!/^\w+$/.test(name)) return true;
  const read = new RegExp(`\\benv\\s*(?:\\.\\s*${name}\\b|\\.\\s*\\*|\\[|\\))`, "i");
  return read.test(text);
}

/**
 * Whether a step may set the variable for later ones: `NAME=value` or `NAME<<EOF` in the file GITHUB_ENV, or
 * `core.exportVariable("NAME", …)` of actions/toolkit.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable
 */
function mayBeSet(name: string, scripts: string): boolean {
  return (
    /GITHUB_ENV|exportVariable/.test(scripts) &&
    new RegExp(`\\b${name}(?:=|<<|["'\`])`).test(scripts)
  );
}

function without(owner: YamlMapping, moved: YamlMapping): YamlMapping {
  const { env, ...others } = owner;
  if (env === undefined || Object.keys(moved).length === 0) return owner;
  const kept = Object.entries(mappingOf(env) ?? {}).filter(([name]) => !Object.hasOwn(moved, name));
  return kept.length === 0 ? others : { ...others, env: Object.fromEntries(kept) };
}
