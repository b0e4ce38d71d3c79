/** The steps of a job: those that others refer to are constants before it. */
import { keysOf, readsIn } from "../../../expression/analysis/usage.ts";
import { hasExpression } from "../../../expression/language/template.ts";
import type { YamlValue } from "../../../model/workflow.ts";
import {
  isNode,
  name,
  type Plan,
  type PlanStatement,
  uncommented,
} from "../../../typescript/plan.ts";
import { usedNames } from "../../../typescript/used-names.ts";
import { listOf, mappingOf, textOf, type YamlMapping } from "../../read-workflow.ts";
import { isSameName } from "../../same-name.ts";
import { constantName } from "../constant-names.ts";
import type { StepScope } from "../expressions/scope.ts";
import type { JobSource } from "../job-source.ts";
import type { At } from "../at.ts";
import { knownOutputs } from "./known-outputs.ts";
import { stepPlan } from "./step-plan.ts";

export interface TranslatedStep {
  readonly plan: Plan;
  /** For references to it. */
  readonly constant?: string | undefined;
}

export interface TranslatedSteps {
  readonly steps: readonly TranslatedStep[];
  /** For what is computed behind all of them. */
  readonly scope: ReadonlyMap<string, StepScope>;
}

export function translateSteps(source: JobSource, at: At): TranslatedSteps {
  const { job, workflow } = source;
  const read = stepsReadIn(job);
  const before = new Map<string, StepScope>();
  const steps = listOf(job["steps"]).map((step, index): TranslatedStep => {
    const scope = { ...at.scope, steps: new Map(before) };
    const path = [...at.path, index];
    const refused = source.refusedSteps.find((one) => one.job === source.id && one.index === index);
    const here = { ...at, scope, path };
    const plan = at.comments.on(path, stepPlan(step, { job, workflow, refused }, here));
    const id = mappingOf(step)?.["id"];
    if (typeof id !== "string" || !read.some((one) => isSameName(one, id))) return { plan };
    const constant = stepConstant(id, source);
    before.set(id, { constant, outputs: knownOutputs(plan) });
    return { plan, constant };
  });
  return { steps, scope: before };
}

/** `meta`, or `publishMeta` where other jobs have such a step, too. */
function stepConstant(id: string, { id: job, workflow, names }: JobSource): string {
  const isShared = Object.entries(mappingOf(workflow["jobs"]) ?? {}).some(
    ([other, value]) =>
      other !== job && stepsReadIn(mappingOf(value) ?? {}).some((read) => sameName(read, id)),
  );
  return names.free(isShared ? `${job}-${id}` : id, "Step");
}

function sameName(one: string, other: string): boolean {
  return constantName(one) === constantName(other);
}

/** The ids of the steps that a job reads. */
function stepsReadIn(job: YamlMapping): readonly string[] {
  const conditions = listOf(job["steps"]).map((step) => asText(mappingOf(step)?.["if"]));
  return keysOf(readsIn([job, conditions]), "steps");
}

/** A condition with `${{ }}` around it. */
function asText(condition: YamlValue | undefined): string {
  const text = condition === undefined ? "" : textOf(condition);
  return hasExpression(text) ? text : `\${{ ${text} }}`;
}

/**
 * The constants and the list of steps of a job.
 *
 * @param options What else may refer to them.
 */
export function listSteps(
  steps: readonly TranslatedStep[],
  options: Plan,
  job: string,
): { readonly constants: readonly PlanStatement[]; readonly list: readonly Plan[] } {
  const used = usedNames([options, ...steps.map(({ plan }) => plan)].map((value) => ({ value })));
  const isUsed = ({ constant }: TranslatedStep): boolean =>
    constant !== undefined && used.has(constant);
  return {
    constants: steps.filter(isUsed).map(({ plan, constant }) => ({
      constant,
      value: uncommented(plan),
      comment: commentOf(plan),
      job,
    })),
    list: steps.map((step) => (isUsed(step) ? name(step.constant ?? "") : step.plan)),
  };
}

/** What stands on a step of a list stands before its constant. */
function commentOf(plan: Plan): string | undefined {
  if (!isNode(plan) || plan.kind !== "commented") return undefined;
  const texts = [plan.comment, plan.after].filter((text) => text !== undefined);
  return texts.join("\n");
}
