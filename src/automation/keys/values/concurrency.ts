/** `concurrency`, of a workflow or a job. */
import { defined } from "../../../problems/defined.ts";
import { hasExpression } from "../../../expression/language/template.ts";
import type { Concurrency } from "../../../model/workflow.ts";
import { shown } from "../../../problems/wording.ts";
import type { ConcurrencyOptions } from "../job-options.ts";
import type { Text } from "./text-options.ts";
import type { ReadAt } from "../key-table.ts";
import { longestGroup } from "../../../github/limits.ts";

export function readConcurrency(
  concurrency: ConcurrencyOptions | false,
  at: ReadAt,
): Concurrency | undefined {
  if (concurrency === false) return undefined;
  const { option, contexts, reader } = at;
  if (reader.isText(concurrency)) return { group: readGroup(concurrency, at) };
  reader.shape(concurrency, ["group", "cancelInProgress", "queue"], option);
  const { group, cancelInProgress, queue } = concurrency as Exclude<ConcurrencyOptions, Text>;
  if (queue !== undefined && queue !== "single" && queue !== "max") {
    throw reader.error(`${option}.queue`, `it is "single" or "max", not ${shown(queue)}.`);
  }
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#concurrency
  if (queue === "max" && cancelInProgress === true) {
    throw reader.error(
      `${option}.queue`,
      'GitHub refuses "max" together with `cancelInProgress`: either all wait, or the newest goes first.',
    );
  }
  return defined({
    group: readGroup(group, { ...at, option: `${option}.group` }),
    "cancel-in-progress":
      cancelInProgress === undefined
        ? undefined
        : reader.flag(cancelInProgress, `${option}.cancelInProgress`, contexts),
    queue,
  });
}

function readGroup(value: unknown, { option, contexts, reader }: ReadAt): string {
  const group = reader.text(value, option, contexts);
  if (group.trim() === "") throw reader.error(option, "the name of the group is empty.");
  if (!hasExpression(group) && group.length > longestGroup) {
    throw reader.error(
      option,
      `the name of the group has ${group.length} characters; GitHub takes at most ${longestGroup}.`,
    );
  }
  return group;
}
