/** Finds the job and the option for a position in a generated file. */
import { automationKeys } from "../../automation/keys/automation-keys.ts";
import { jobKeys, otherJobKeys } from "../../automation/keys/job-keys.ts";
import { optionOf } from "../../automation/keys/key-table.ts";
import { ownValue } from "../../problems/own-value.ts";
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

export interface OptionPlace {
  readonly job?: string | undefined;
  /** The option's name in the code: `timeoutMinutes`. */
  readonly option?: string | undefined;
}

/** The line and the column count from 1. */
export function optionAt(content: string, line: number, column: number): OptionPlace {
  const lineCounter = new LineCounter();
  const document = parseDocument(content, { lineCounter, uniqueKeys: false });
  const start = lineCounter.lineStarts[line - 1] ?? 0;
  const keys = keysAt(document.contents, start + column - 1);
  const [top, job, option] = keys;
  if (top === "jobs") {
    return { job, option: option === undefined ? undefined : jobOption(option) };
  }
  return top === undefined ? {} : { option: optionOf(automationKeys, top) ?? `extra.${top}` };
}

/** The job with the most steps, and how many these are. */
export function longestJob(content: string): { readonly job: string; readonly count: number } {
  const workflow = parseDocument(content, { uniqueKeys: false });
  const jobs = workflow.get("jobs");
  const counts = (isMap(jobs) ? jobs.items : []).map(({ key, value }) => {
    const steps = isMap(value) ? value.get("steps") : undefined;
    return { job: String(key), count: isSeq(steps) ? steps.items.length : 0 };
  });
  return counts.toSorted((one, other) => other.count - one.count)[0] ?? { job: "", count: 0 };
}

/** The keys that lead to the innermost value at `offset`. On each level it is in the last item that starts before. */
function keysAt(node: unknown, offset: number): string[] {
  if (isMap(node)) {
    const pair = node.items.findLast(({ key }) => startOf(key) <= offset);
    return isScalar(pair?.key) ? [String(pair.key.value), ...keysAt(pair.value, offset)] : [];
  }
  return isSeq(node)
    ? keysAt(
        node.items.findLast((item) => startOf(item) <= offset),
        offset,
      )
    : [];
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? Number.POSITIVE_INFINITY;
}

/** A key without an option comes from `extra`. */
function jobOption(key: string): string {
  return optionOf(jobKeys, key) ?? ownValue(otherJobKeys, key)?.option ?? `extra.${key}`;
}
