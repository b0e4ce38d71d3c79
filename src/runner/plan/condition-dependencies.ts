/** The jobs and outputs that decide whether a job runs. */
import { callsStatusFunction, conditionTree } from "../../expression/analysis/implied-success.ts";
import { anyName, readsOf } from "../../expression/analysis/usage.ts";

/**
 * In words: `the output version of build`, `the result of test`.
 *
 * @param needs ids of the jobs in the `needs` context.
 * @param ancestors ids of the jobs that status functions look at.
 */
export function conditionDependencies(
  condition: string,
  needs: readonly string[],
  ancestors: readonly string[],
): readonly string[] {
  const dependencies = readsOf(conditionTree(condition)).paths.flatMap(
    ([context, id, what, name]) => {
      if (context !== "needs") return [];
      const ids = id === undefined || id === anyName ? needs : [id];
      if (what?.toLowerCase() !== "outputs") return ids.map((each) => `the result of ${each}`);
      const output = name === undefined || name === anyName ? "the outputs" : `the output ${name}`;
      return ids.map((each) => `${output} of ${each}`);
    },
  );
  if (dependencies.length > 0 || !callsStatusFunction(condition)) return [...new Set(dependencies)];
  return ancestors.map((id) => `the result of ${id}`);
}
