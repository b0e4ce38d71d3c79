/** What conditions and flags come to, as far as their declaration says. */
import { type Foretold, foretell, kindsOf, truthOf } from "../expression/foretell.ts";
import { parse } from "../expression/parser.ts";
import { shownCondition } from "../expression/shown-condition.ts";
import { hasExpression, wholeExpression } from "../expression/template.ts";
import { anyName, callsStatus, contextsOf } from "../expression/usage.ts";
import type { Inputs } from "../inputs/input.ts";
import { combinationsOf } from "./combinations.ts";
import type { JobDefinition } from "./declaration.ts";
import type { MatrixEntry } from "./matrix-definition.ts";
import type { Warning } from "./warning.ts";

/**
 * A condition without a status function is asked only where all jobs before ended in success, because GitHub puts
 * `success() &&` before it; so what asks for another result never holds.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function neverHolds(jobs: readonly JobDefinition[]): readonly Warning[] {
  return jobs.flatMap(({ id, condition, needs }): Warning[] => {
    const tree = condition === undefined ? undefined : parse(condition);
    if (tree === undefined || callsStatus(tree)) return [];
    const afterSuccess = foretell(tree, (path) => resultOf(path, needs));
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

/** A job's flags with the contexts that they have; one that reads the matrix has a value for each combination. */
function flagsOf(job: JobDefinition): readonly (readonly [option: string, text: string])[] {
  const { environment } = job;
  const deployment =
    typeof environment === "object" && environment !== null && "deployment" in environment
      ? environment["deployment"]
      : undefined;
  const flags: readonly (readonly [string, unknown])[] = [
    ["continueOnError", job.continueOnError],
    ["concurrency.cancelInProgress", job.concurrency?.cancelInProgress],
    ["environment.deployment", deployment],
    ["matrix.failFast", job.matrix?.failFast],
  ];
  return flags.flatMap(([option, value]) => (typeof value === "string" ? [[option, value]] : []));
}

/**
 * GitHub takes true and false for a flag and nothing else: neither null nor a text (`AssertBoolean` in actions/runner,
 * src/Sdk/WorkflowParser/Conversion/WorkflowTemplateConverter.cs).
 *
 * @param bringInputs Whether every event that starts the workflow brings the inputs.
 */
export function notBoolean(
  jobs: readonly JobDefinition[],
  inputs: Inputs,
  bringInputs: boolean,
): readonly Warning[] {
  return jobs.flatMap((job) =>
    flagsOf(job).flatMap(([option, value]): Warning[] => {
      const expression = wholeExpression(value);
      if (expression === undefined) return [];
      const tree = parse(expression);
      for (const combination of combinations(job)) {
        const foretold = foretell(
          tree,
          (path) => ofMatrix(path, combination) ?? ofInputs(path, inputs, bringInputs),
        );
        const kinds = kindsOf(foretold);
        const wrong = kinds.filter((kind) => kind !== "boolean");
        // All kinds are what nothing is known of.
        if (wrong.length === 0 || kinds.length === 5) continue;
        const what = "value" in foretold ? JSON.stringify(foretold.value) : wrong.join(" or ");
        const isOfMatrix = contextsOf(tree).includes("matrix");
        const where = isOfMatrix ? ` for ${JSON.stringify(combination)}` : "";
        const may = "value" in foretold ? "is" : "may be";
        const text = `the option ${JSON.stringify(option)} of the job ${JSON.stringify(job.id)} is ${value}, which ${may} ${what}${where}: GitHub takes true or false only, and fails the job. Compare it, as in .eq(true).`;
        return [{ kind: "not-boolean", job: job.id, text }];
      }
      return [];
    }),
  );
}

/** One that is undefined stands for all where only the run will know them. */
function combinations({ matrix }: JobDefinition): readonly (MatrixEntry | undefined)[] {
  return matrix === undefined ? [{}] : (combinationsOf(matrix) ?? [undefined]);
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

function ofInputs(
  [context, name, property]: readonly string[],
  inputs: Inputs,
  bringInputs: boolean,
): Foretold | undefined {
  // A variable and what a job puts out are texts.
  if (context === "vars" && name !== undefined) return { kinds: ["string"] };
  if (context === "needs" && property !== undefined) return { kinds: ["string"] };
  const input = Object.entries(inputs).find(
    ([it]) => it.toLowerCase() === name?.toLowerCase(),
  )?.[1];
  if (context !== "inputs" || input === undefined) return undefined;
  const kind = input.kind === "boolean" ? "boolean" : "string";
  return { kinds: bringInputs ? [kind] : [kind, "null"] };
}
