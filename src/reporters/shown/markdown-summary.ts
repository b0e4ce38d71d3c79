/** The job summary on GitHub: tasks or jobs, their results, outputs and artifacts. Pure. */
import type { Annotation, RunFinished } from "../../events/event.ts";
import { criticalPath } from "./critical-path.ts";
import { cell, codeBlock, pairTable, resultCell, table } from "./markdown-text.ts";
import type { RunView, ViewNode } from "./run-view.ts";
import { duration, plainMark } from "./style.ts";
import { stepTables } from "./step-tables.ts";
import { reasonBeside, resultCounts } from "./summary.ts";

/**
 * Bytes that GitHub accepts from one step; it does not show a larger summary at all:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
const largest = 1024 * 1024;

/** For one task: its nested tasks and steps, outputs and artifacts. Empty if nothing ran. */
export function taskSummary(view: RunView): string {
  const { root } = view;
  if (root === undefined) return "";
  const nestedNodes = descendants(root, []);
  return withinLimit([
    `### ${plainMark(root.state)} ${cell(root.name)} ${duration(root.durationMs ?? 0)}`,
    ...(root.reason === undefined ? [] : ["", ...codeBlock(root.reason)]),
    ...table(
      ["Task", "Result", "Time"],
      nestedNodes.map(({ node, path }) => [
        cell(path.join(" › ")),
        resultCell(node.state),
        duration(node.durationMs ?? 0),
      ]),
    ),
    ...pairTable(["Output", "Value"], root.outputs),
    ...pairTable(["Artifact", "Path"], root.artifacts),
  ]);
}

/** For an automation: its jobs, their steps, the critical path and the annotations. */
export function runSummary(run: RunFinished, annotations: readonly Annotation[]): string {
  const path = criticalPath(run);
  return withinLimit([
    `### ${plainMark(run.result)} ${cell(run.automation)} ${duration(run.durationMs)}`,
    "",
    resultCounts(run.jobs),
    ...table(
      ["Job", "Result", "Time", "Why"],
      run.jobs.map(({ name, result, durationMs, reason = "", notes = [] }) => {
        const details = [reasonBeside(result, reason), ...notes].filter(Boolean).join("; ");
        return [cell(name), resultCell(result), duration(durationMs), cell(details)];
      }),
    ),
    ...stepTables(run.jobs),
    ...(path.names.length < 2
      ? []
      : ["", `Critical path: ${cell(path.names.join(" → "))}, ${duration(path.durationMs)}`]),
    ...table(
      ["Level", "Job", "Place", "Message"],
      annotations.map(({ level, path: [, ...names], file, line, title, message }) => [
        level,
        cell(names.join(" › ")),
        cell([file, line].filter((part) => part !== undefined).join(":")),
        cell([title, message].filter((part) => part !== undefined).join(": ")),
      ]),
    ),
  ]);
}

function descendants(
  node: ViewNode,
  above: readonly string[],
): readonly { readonly node: ViewNode; readonly path: readonly string[] }[] {
  return node.children.flatMap((child) => {
    const path = [...above, child.name];
    return [{ node: child, path }, ...descendants(child, path)];
  });
}

const leftOut = "\n… more was left out: GitHub shows no summary above 1 MiB.\n";

function withinLimit(lines: readonly string[]): string {
  let text = "";
  let bytes = Buffer.byteLength(leftOut);
  for (const line of lines) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > largest) return text + leftOut;
    text += `${line}\n`;
  }
  return text;
}
