/** From a position in a generated file to what the user wrote: the job and the option. */
import { isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";

export interface OptionPlace {
  readonly job?: string;
  /** As in the code: `timeoutMinutes`. */
  readonly option?: string;
}

/** What stands at a line and a column, both counted from 1. */
export function optionAt(content: string, line: number, column: number): OptionPlace {
  const lineCounter = new LineCounter();
  const document = parseDocument(content, { lineCounter, uniqueKeys: false });
  const start = lineCounter.lineStarts[line - 1] ?? 0;
  const keys = keysAt(document.contents, start + column - 1);
  const [top, job, option] = keys;
  if (top === "jobs") {
    return {
      ...(job === undefined ? {} : { job }),
      ...(option === undefined ? {} : { option: optionName(option) }),
    };
  }
  return top === undefined ? {} : { option: optionName(top) };
}

/** The keys that lead to the innermost value around `offset`. */
function keysAt(node: unknown, offset: number): string[] {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      if (!isScalar(key) || !key.range) continue;
      const end = endOf(value) ?? key.range[1];
      if (offset >= key.range[0] && offset <= end)
        return [String(key.value), ...keysAt(value, offset)];
    }
  }
  if (isSeq(node)) {
    const item = node.items.find((it) => startOf(it) <= offset && offset <= (endOf(it) ?? -1));
    return keysAt(item, offset);
  }
  return [];
}

function startOf(node: unknown): number {
  return (node as Node | null)?.range?.[0] ?? Number.POSITIVE_INFINITY;
}

function endOf(node: unknown): number | undefined {
  if (isPair(node)) return endOf(node.value);
  return (node as Node | null)?.range?.[1];
}

/** The option that becomes a key of the workflow, where it is not the key in camel case. */
const renamed: Readonly<Record<string, string>> = {
  if: "condition",
  strategy: "matrix",
  steps: "setup",
  outputs: "task",
};

function optionName(key: string): string {
  return renamed[key] ?? key.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
