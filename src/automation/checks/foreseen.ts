/** Warns of conditions and flags whose declaration already tells that they cannot work. */
import {
  type Forecast,
  foretell,
  kindsOf,
  forecastTruth,
} from "../../expression/analysis/foretell.ts";
import { parse } from "../../expression/language/parser.ts";
import { shownCondition } from "../../expression/analysis/shown-condition.ts";
import { hasExpression, wholeExpression } from "../../expression/language/template.ts";
import { anyName, callsStatus, readsOf } from "../../expression/analysis/usage.ts";
import type { Inputs } from "../../inputs/input.ts";
import { combinationsOf, type MatrixEntry, valueIn } from "../../matrix/workflow-matrix.ts";
import { contextKinds } from "./context-kinds.ts";
import { conditionOf, type DeclaredJob, type RecordedFlag } from "../declaration.ts";
import type { YamlValue } from "../../model/workflow.ts";
import type { Trigger } from "../triggers/trigger.ts";
import type { Warning } from "../warning.ts";

/**
 * GitHub puts `success() &&` before a condition without a status function. Such a condition never holds if it compares
 * the result of a needed job with anything but success.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function neverHolds(jobs: readonly DeclaredJob[]): readonly Warning[] {
  return jobs.flatMap((job): Warning[] => {
    const { id } = job;
    const condition = conditionOf(job);
    const tree = condition === undefined ? undefined : parse(condition);
    if (tree === undefined || callsStatus(tree)) return [];
    const afterSuccess = foretell(tree, (path) => resultOf(path, job.keys.needs));
    // A condition that is always false switches the job off on purpose.
    if (
      forecastTruth(afterSuccess) !== false ||
      forecastTruth(foretell(tree, () => undefined)) === false
    ) {
      return [];
    }
    const text = `the condition ${shownCondition(condition ?? "")} of the job ${JSON.stringify(id)} never holds: without a status function GitHub asks it only where all jobs before ended in success. Say when to ask: and(failure(), …), and(not(cancelled()), …) or and(always(), …).`;
    return [{ kind: "never-holds", job: id, text }];
  });
}

function resultOf(
  [context, job, property, ...rest]: readonly string[],
  needs: readonly string[],
): Forecast | undefined {
  if (context !== "needs" || property?.toLowerCase() !== "result" || rest.length > 0) {
    return undefined;
  }
  if (job === anyName) return { value: needs.map(() => "success") };
  const isNeeded = needs.some((id) => id.toLowerCase() === job?.toLowerCase());
  return isNeeded ? { value: "success" } : undefined;
}

export interface Flags {
  readonly flags: readonly RecordedFlag[];
  readonly jobs: ReadonlyMap<string, DeclaredJob>;
  readonly inputs: Inputs;
  readonly triggers: readonly Trigger[];
}

/**
 * GitHub takes only true and false for a flag, neither null nor a text (`AssertBoolean` in actions/runner,
 * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs).
 */
export function notBoolean({ flags, jobs, inputs, triggers }: Flags): readonly Warning[] {
  const ofContext = (path: readonly string[]): Forecast | undefined =>
    contextKinds(path, inputs, triggers);
  // What concerns all jobs comes first.
  const ordered = [
    ...flags.filter(({ place }) => place.job === undefined),
    ...flags.filter(({ place }) => place.job !== undefined),
  ];
  return ordered.flatMap(({ place: { job: id, option }, text: value }): Warning[] => {
    const job = id === undefined ? undefined : jobs.get(id);
    const wrong = wrongFlag(value, job === undefined ? [{}] : combinations(job), ofContext);
    if (wrong === undefined) return [];
    const owner = id === undefined ? "the automation" : `the job ${JSON.stringify(id)}`;
    const effect = id === undefined ? "does not run the workflow" : "fails the job";
    const text = `the option ${JSON.stringify(option)} of ${owner} is ${value}, ${wrong}, and ${effect}. ${advice}`;
    return [{ kind: "not-boolean", job: id, text }];
  });
}

const advice = "Compare it, as in .eq(true).";

/** Which other value than true and false a flag may have, in words. */
function wrongFlag(
  value: string,
  all: readonly (MatrixEntry | undefined)[],
  ofContext: (path: readonly string[]) => Forecast | undefined,
): string | undefined {
  const expression = wholeExpression(value);
  if (expression === undefined) return undefined;
  const tree = parse(expression);
  for (const combination of all) {
    const result = foretell(tree, (path) => ofMatrix(path, combination) ?? ofContext(path));
    const kinds = kindsOf(result);
    const wrong = kinds.filter((kind) => kind !== "boolean");
    // Of a value that may be of all five kinds nothing is known.
    if (wrong.length === 0 || kinds.length === 5) continue;
    const what = "value" in result ? JSON.stringify(result.value) : wrong.join(" or ");
    const isOfMatrix = readsOf(tree).contexts.includes("matrix");
    const where = isOfMatrix ? ` for ${JSON.stringify(combination)}` : "";
    const may = "value" in result ? "is" : "may be";
    return `which ${may} ${what}${where}: GitHub takes true or false only`;
  }
  return undefined;
}

/** One undefined item where only the run knows the combinations. */
export function combinations({
  keys: { strategy },
}: DeclaredJob): readonly (MatrixEntry | undefined)[] {
  return strategy === undefined ? [{}] : (combinationsOf(strategy.matrix) ?? [undefined]);
}

export function ofMatrix(
  [context, ...names]: readonly string[],
  combination: MatrixEntry | undefined,
): Forecast | undefined {
  if (context !== "matrix" || combination === undefined) return undefined;
  if (names.length === 0 || names.includes(anyName)) return undefined;
  let value: YamlValue | undefined = combination;
  for (const name of names) {
    if (typeof value === "string" && hasExpression(value)) return undefined;
    value = valueIn(value, name);
  }
  if (typeof value === "object" && value !== null) return { kinds: ["object"], isTrue: true };
  return typeof value === "string" && hasExpression(value) ? undefined : { value: value ?? null };
}
