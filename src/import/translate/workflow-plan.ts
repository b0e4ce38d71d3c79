/** From a workflow file to the plan of an automation. */
import { ExpressionError } from "../../expression/language/expression-error.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { isValidId } from "../../github/name-rules.ts";
import {
  type AutomationPlan,
  object,
  type Plan,
  type PlanStatement,
} from "../../typescript/plan.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../read-workflow.ts";
import { isSameName } from "../same-name.ts";
import type { ActionPins } from "../../workflow/pins/pin.ts";
import { usedNames } from "../../typescript/used-names.ts";
import { releasesOf } from "../releases.ts";
import { type EmptyValue, withoutEmptyValues } from "../empty-values.ts";
import { withSecretsAtSteps } from "../step-secrets.ts";
import {
  noComments,
  placeComments,
  placeMarks,
  type PlacedComments,
} from "../comments/placed-comments.ts";
import type { Comment } from "../comments/read-comments.ts";
import { constantName, ConstantNames } from "./constant-names.ts";
import { eventsOf, inputPlans, triggerPlans } from "./event-plan.ts";
import { textPlan } from "./expressions/expression-plan.ts";
import { inputScopes } from "./expressions/input-scope.ts";
import { type JobScope, noScope, type Scope } from "./expressions/scope.ts";
import { chooseReleases, type ReleaseChoice, usedReleases } from "./release-choice.ts";
import { withRepeatedEnv } from "./steps/repeated-env.ts";
import { withRepeatedSteps } from "./steps/repeated-steps.ts";
import { jobPlan, stubJob } from "./job-plan.ts";
import { jobScope, type JobSource, type RefusedStep } from "./job-source.ts";
import { type Lost, Losses, type Path } from "./lost.ts";
import type { At, Note } from "./at.ts";
import { concurrencyPlan, defaultsPlan, permissionsPlan, sharedEnvPlan } from "./option-plan.ts";

export interface Translation {
  readonly plan: AutomationPlan;
  /** Everything that the plan does not say. */
  readonly lost: readonly Lost[];
  /** What it says in another way. */
  readonly notes: readonly Note[];
  /** The releases of the actions whose functions the plan calls, for `app({ actionPins })`. */
  readonly actionPins: ReleaseChoice;
}

export interface TranslationOptions {
  /** The name of the file, such as `ci.yml`. */
  readonly file: string;
  /** That of the automation. Default: by the file. */
  readonly name?: string | undefined;
  /** The releases of its actions, as the comments behind their commits say. */
  readonly pins?: ActionPins;
  /** The releases that the app chooses. Default: those that most steps of the file use. */
  readonly chosen?: ReleaseChoice | undefined;
  /** Jobs to replace by an empty one. */
  readonly without?: readonly string[];
  /** Steps to replace by one that fails. */
  readonly refusedSteps?: readonly RefusedStep[];
  /** What is said about its parts. Default: no comments, nor any about what is lost. */
  readonly comments?: readonly Comment[];
}

/** Stands where something is missing. */
export function leftOutComment(path: Path, reason: string): Comment {
  const key = path.at(-1);
  const what = typeof key === "string" ? `\`${key}\`` : "A step";
  return { text: `Left out by the import: ${what}: ${reason}`, path, line: 0, isAfter: false };
}

/** Stands where an expression was that comes to nothing. */
function emptyComment({ path, expression, reason }: EmptyValue): Comment {
  const text = `Left out by the import: ${expression}, which is always empty: ${reason}`;
  return { text, path, line: 0, isAfter: false };
}

const workflowKeys = "name run-name on permissions env defaults concurrency jobs".split(" ");

/** @throws ExpressionError for an expression outside of jobs that GitHub cannot read. */
export function translateWorkflow(original: YamlMapping, options: TranslationOptions): Translation {
  const { workflow: checked, replaced } = withoutEmptyValues(original);
  const workflow = withSecretsAtSteps(checked);
  const { comments } = options;
  if (comments === undefined) return translate(workflow, options, noComments);
  const marked = translate(workflow, options, placeMarks);
  const leftOut = marked.lost.map(({ path, reason }) => leftOutComment(path, reason));
  const empty = replaced.map(emptyComment);
  const all = [...comments, ...empty, ...leftOut];
  return translate(workflow, options, placeComments(all, marked.plan));
}

function translate(
  workflow: YamlMapping,
  { file, pins = {}, without = [], refusedSteps = [], ...given }: TranslationOptions,
  comments: PlacedComments,
): Translation {
  const { chosen = chooseReleases([{ workflow, pins }]) } = given;
  const losses = new Losses();
  const notes: Note[] = [];
  const at = (key: string): At => ({ path: [key], scope: noScope, losses, comments, notes });
  losses.unread(workflow, workflowKeys, []);
  const on = workflow["on"] ?? null;
  const name = given.name ?? automationName(file);
  const { permissions, name: title } = workflow;
  const entry = (key: string, plan: Plan | undefined): Plan | undefined =>
    plan === undefined ? undefined : comments.on([key], plan);
  const runName = workflow["run-name"];
  const inputs = inputPlans(on, at("on"));
  const scope = {
    ...noScope,
    inputs: inputScopes(inputs, eventsWithoutInputs(on)),
    releases: releasesOf(pins),
    chosen,
  };
  const options = object({
    name,
    title: entry("name", title === undefined || title === name ? undefined : textOf(title)),
    file: file === `${name}.yml` ? undefined : file,
    runName: entry("run-name", runName === undefined ? undefined : textPlan(runName, noScope)),
    on: entry("on", triggerPlans(on, at("on"))),
    inputs,
    permissions: entry(
      "permissions",
      permissionsPlan(permissions, at("permissions")) ?? "repository",
    ),
    env: entry("env", sharedEnvPlan(workflow["env"], at("env"))),
    defaults: entry("defaults", defaultsPlan(workflow["defaults"], at("defaults"))),
    concurrency: entry(
      "concurrency",
      concurrencyPlan(workflow["concurrency"], at("concurrency")) ?? false,
    ),
  });
  const statements = jobStatements(
    workflow,
    { without, refusedSteps },
    { scope, name, losses, comments, notes },
  );
  return {
    plan: {
      ...jobsPlan(statements),
      options,
      comment: comments.textOf([]),
      after: comments.afterOf([]),
    },
    lost: losses.all,
    notes,
    actionPins: usedReleases(chosen, statements),
  };
}

/** With the constants that are used. */
function jobsPlan(
  all: readonly PlanStatement[],
): Pick<AutomationPlan, "parameters" | "statements"> {
  const used = usedNames(all);
  const statements = all.map(({ constant, ...others }) =>
    constant === undefined || !used.has(constant) ? others : { constant, ...others },
  );
  return { statements, parameters: used.has("inputs") ? "inputs" : "" };
}

function jobStatements(
  workflow: YamlMapping,
  { without, refusedSteps }: Required<Pick<TranslationOptions, "without" | "refusedSteps">>,
  { scope: outer, name, ...collected }: Omit<At, "path"> & { readonly name: string },
): readonly PlanStatement[] {
  const jobs = Object.entries(mappingOf(workflow["jobs"]) ?? {});
  const declared = new Map<string, JobScope>();
  const names = new ConstantNames([constantName(name)]);
  const constants = constantsFor(jobs, names);
  const all = jobs.flatMap(([id, value]) => {
    const job = mappingOf(value) ?? {};
    const scope: Scope = { ...outer, jobs: new Map(declared) };
    const constant = constants.get(id);
    const statements = (without.includes(id)
      ? undefined
      : readableJobPlan(
          { id, job, workflow, constant, names, refusedSteps },
          { path: ["jobs", id], scope, ...collected },
        )) ?? [
      {
        constant,
        value: stubJob(id, job),
        comment: collected.comments.textOf(["jobs", id]),
        after: collected.comments.afterOf(["jobs", id]),
        job: id,
      },
    ];
    if (constant !== undefined) declared.set(id, jobScope(constant, job));
    return statements;
  });
  return withRepeatedEnv(withRepeatedSteps(all, names), names);
}

/** Whether it also starts where there are no inputs. */
function eventsWithoutInputs(on: YamlValue): boolean {
  return Object.keys(eventsOf(on)).some(
    (event) => event !== "workflow_dispatch" && event !== "workflow_call",
  );
}

/** Undefined for a job with an expression that GitHub cannot read. */
function readableJobPlan(source: JobSource, at: At): readonly PlanStatement[] | undefined {
  try {
    return jobPlan(source, at);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    at.losses.add(at.path, "expression that GitHub cannot read", error.message);
    return undefined;
  }
}

/** A constant for each job that another one needs. */
function constantsFor(
  jobs: readonly (readonly [string, YamlValue])[],
  names: ConstantNames,
): ReadonlyMap<string, string> {
  const needed = jobs.flatMap(([, job]) => listOf(mappingOf(job)?.["needs"]).map(textOf));
  return new Map(
    jobs
      .filter(([id]) => needed.some((need) => isSameName(need, id)))
      .map(([id]) => [id, names.free(id, "Job")] as const),
  );
}

/** The name of the file as the name of a command. */
export function automationName(file: string): string {
  const base = file.replaceAll(/^\.|\.ya?ml$/g, "").replaceAll(/[^A-Za-z0-9_-]+/g, "-");
  return [base].filter(isValidId)[0] ?? `workflow-${base}`;
}
