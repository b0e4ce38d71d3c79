/** Steps that stand in several jobs, named once: `const setup = [checkout(), setupNode("22")]`, and `...setup` in each. */
import {
  isList,
  isNode,
  name,
  type Plan,
  type PlanCall,
  type PlanObject,
  type PlanStatement,
  spread,
} from "../../../typescript/plan.ts";
import type { ConstantNames } from "../constant-names.ts";
import { repeatedRuns, type Run } from "./repeated-runs.ts";
import { isShareable } from "./shareable-step.ts";
import { runNames, stepName } from "./repeated-names.ts";

export function withRepeatedSteps(
  statements: readonly PlanStatement[],
  names: ConstantNames,
): readonly PlanStatement[] {
  const lists = statements.map(stepsOf);
  const constants: PlanStatement[] = [];
  const replace = (run: Run, constant: string, value: Plan, reference: Plan): void => {
    const [first] = run.lists;
    constants.push({ constant, value, job: statements[first ?? 0]?.job });
    for (const index of run.lists) lists[index] = replaced(lists[index] ?? [], run, reference);
  };
  for (let run = bestRun(lists); run !== undefined; run = bestRun(lists)) {
    const constant = names.firstFree(runNames(run.steps), "Steps");
    replace(run, constant, run.steps, spread(name(constant)));
  }
  for (const run of repeatedRuns(lists, 1, (step) => isShareable(step) && hasLines(step))) {
    const [step] = run.steps;
    if (step === undefined) continue;
    const constant = names.free(stepName(step), "Step");
    replace(run, constant, step, name(constant));
  }
  return [
    ...constants,
    ...statements.map((statement, index) => withSteps(statement, lists[index] ?? [])),
  ];
}

function bestRun(lists: readonly (readonly Plan[])[]): Run | undefined {
  const [best] = repeatedRuns(lists, 2, isShareable);
  return best;
}

function replaced(steps: readonly Plan[], run: Run, reference: Plan): readonly Plan[] {
  const result: Plan[] = [];
  for (let at = 0; at < steps.length;) {
    const isHere = run.isAt(steps, at);
    result.push(isHere ? reference : (steps[at] ?? ""));
    at += isHere ? run.steps.length : 1;
  }
  return result;
}

/** Whether one of its texts has several lines. */
function hasLines(step: Plan): boolean {
  if (typeof step === "string") return step.trim().includes("\n");
  if (isList(step)) return step.some(hasLines);
  return (
    isNode(step) && Object.values(step as object).some((part) => isPart(part) && hasLines(part))
  );
}

function isPart(value: unknown): value is Plan {
  return typeof value === "string" || (typeof value === "object" && value !== null);
}

function stepsOf({ value }: PlanStatement): readonly Plan[] {
  const steps = jobOptions(value)?.entries["steps"];
  return steps !== undefined && isList(steps) ? steps : [];
}

function withSteps(statement: PlanStatement, steps: readonly Plan[]): PlanStatement {
  const options = jobOptions(statement.value);
  if (options === undefined || steps.length === 0) return statement;
  const [id = ""] = (statement.value as PlanCall).args;
  const value = {
    ...(statement.value as PlanCall),
    args: [id, { ...options, entries: { ...options.entries, steps } }],
  };
  return { ...statement, value };
}

function jobOptions(value: Plan): PlanObject | undefined {
  if (!isNode(value) || value.kind !== "call" || value.call !== "job") return undefined;
  const [, options] = value.args;
  return options !== undefined && isNode(options) && options.kind === "object"
    ? options
    : undefined;
}
