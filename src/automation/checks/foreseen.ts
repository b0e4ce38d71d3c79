/** What conditions and flags come to, as far as their declaration says. */
import { type Foretold, foretell, kindsOf, truthOf } from "../../expression/analysis/foretell.ts";
import { parse } from "../../expression/language/parser.ts";
import { shownCondition } from "../../expression/analysis/shown-condition.ts";
import { hasExpression, wholeExpression } from "../../expression/language/template.ts";
import { anyName, callsStatus, readsOf } from "../../expression/analysis/usage.ts";
import type { Inputs } from "../../inputs/input.ts";
import { combinationsOf, type MatrixEntry } from "../matrix/combinations.ts";
import { contextKinds } from "./context-kinds.ts";
import { conditionOf, type DeclaredJob, type RecordedFlag } from "../declaration.ts";
import type { Trigger } from "../triggers/trigger.ts";
import type { Warning } from "../warning.ts";

/**
 * A condition without a status function is asked only where all jobs before ended in success, because GitHub puts
 * `success() &&` before it; so what asks for another result never holds.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function neverHolds(jobs: readonly DeclaredJob[]): readonly Warning[] {
  return jobs.flatMap((job): Warning[] => {
    const { id } = job;
    const condition = conditionOf(job);
    const tree = condition === undefined ? undefined : parse(condition);
    if (tree === undefined || callsStatus(tree)) return [];
    const afterSuccess = foretell(tree, (path) => resultOf(path, job.keys.needs));
    // What is false whatever happened is a job that was switched off.
    if (truthOf(afterSuccess) !== false || truthOf(foretell(tree, () => undefined)) === false) {
      return [];
    }
    const text = `the condition ${shownCondition(condition ?? "")} of the job ${JSON.stringify(id)} never holds: without a status function GitHub asks it only where all jobs before ended in success. Say when to ask: and(failure(), …), and(not(cancelled()), …) or and(always(), …).`;
    return [{ kind: "never-holds", job: id, text }];
  });
}

function resultOf(
  [context, job, property, ...rest]: readonly string[],
  needs: readonly string[],
): Foretold | undefined {
  if (context !== "needs" || property?.toLowerCase() !== "result" || rest.length > 0) {
    return undefined;
  }
  if (job === anyName) return { value: needs.map(() => "success") };
  const isNeeded = needs.some((id) => id.toLowerCase() === job?.toLowerCase());
  return isNeeded ? { value: "success" } : undefined;
}

/** Whatever a flag of a job reads, it has a value for each combination of its matrix. */
export interface Flags {
  readonly flags: readonly RecordedFlag[];
  readonly jobs: ReadonlyMap<string, DeclaredJob>;
  readonly inputs: Inputs;
  readonly triggers: readonly Trigger[];
}

/**
 * GitHub takes true and false for a flag and nothing else: neither null nor a text (`AssertBoolean` in actions/runner,
 * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs).
 */
export function notBoolean({ flags, jobs, inputs, triggers }: Flags): readonly Warning[] {
  const ofContext = (path: readonly string[]): Foretold | undefined =>
    contextKinds(path, inputs, triggers);
  return flags.flatMap(({ place: { job: id, option }, text: value }): Warning[] => {
    const job = id === undefined ? undefined : jobs.get(id);
    const wrong = wrongFlag(value, job === undefined ? [{}] : combinations(job), ofContext);
    if (wrong === undefined) return [];
    const owner = id === undefined ? "the automation" : `the job ${JSON.stringify(id)}`;
    const effect = id === undefined ? "does not run the workflow" : "fails the job";
    const text = `the option ${JSON.stringify(option)} of ${owner} is ${value}, ${wrong}, and ${effect}. ${advice}`;
    return [{ kind: "not-boolean", text, ...(id === undefined ? {} : { job: id }) }];
  });
}

const advice = "Compare it, as in .eq(true).";

/** What a flag is or may be beside true and false; undefined for nothing. */
function wrongFlag(
  value: string,
  all: readonly (MatrixEntry | undefined)[],
  ofContext: (path: readonly string[]) => Foretold | undefined,
): string | undefined {
  const expression = wholeExpression(value);
  if (expression === undefined) return undefined;
  const tree = parse(expression);
  for (const combination of all) {
    const foretold = foretell(tree, (path) => ofMatrix(path, combination) ?? ofContext(path));
    const kinds = kindsOf(foretold);
    const wrong = kinds.filter((kind) => kind !== "boolean");
    // All kinds are what nothing is known of.
    if (wrong.length === 0 || kinds.length === 5) continue;
    const what = "value" in foretold ? JSON.stringify(foretold.value) : wrong.join(" or ");
    const isOfMatrix = readsOf(tree).contexts.includes("matrix");
    const where = isOfMatrix ? ` for ${JSON.stringify(combination)}` : "";
    const may = "value" in foretold ? "is" : "may be";
    return `which ${may} ${what}${where}: GitHub takes true or false only`;
  }
  return undefined;
}

/** One that is undefined stands for all where only the run will know them. */
function combinations({ keys: { strategy } }: DeclaredJob): readonly (MatrixEntry | undefined)[] {
  return strategy === undefined ? [{}] : (combinationsOf(strategy.matrix) ?? [undefined]);
}

function ofMatrix(
  [context, key, ...rest]: readonly string[],
  combination: MatrixEntry | undefined,
): Foretold | undefined {
  if (context !== "matrix" || key === undefined || key === anyName) return undefined;
  if (combination === undefined || rest.length > 0) return undefined;
  const entry = Object.entries(combination).find(
    ([name]) => name.toLowerCase() === key.toLowerCase(),
  );
  const value = entry?.[1] ?? null;
  return typeof value === "string" && hasExpression(value) ? undefined : { value };
}
