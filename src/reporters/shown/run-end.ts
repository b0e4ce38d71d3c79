/** What stands at the end of a run. */
import type { Annotation, RunFinished } from "../../events/event.ts";
import { annotationText } from "../../events/workflow-command.ts";
import { counted } from "../../problems/wording.ts";
import { nameText, pathText, streamText } from "../lines/line-text.ts";
import type { ReporterHost } from "../reporter.ts";
import { failedLog, isCause, shownOutput } from "./failure.ts";
import { heading, isTolerated } from "./heading.ts";
import type { RunView, ViewNode } from "./run-view.ts";
import { jobTable } from "./job-table.ts";
import { mark, type Style } from "./style.ts";
import { sharedNoteLines, sharedNotes } from "./shared-notes.ts";
import { countsLine } from "./summary.ts";

interface EndOptions {
  readonly style: Style;
  readonly host: ReporterHost;
  readonly verbose: boolean | undefined;
}

/** The last lines of jobs that failed, with `--verbose` a table of all, and the counts. */
export function endLines(
  run: RunFinished,
  failed: readonly ViewNode[],
  { style, host, verbose }: EndOptions,
): string[] {
  const logs = failed.flatMap((node) => failedLog(node, style, host));
  return [
    ...(logs.length === 0 ? [] : ["", ...logs]),
    ...(verbose === true ? ["", ...jobTable(run, style)] : []),
    "",
    ...sharedNoteLines(run, style),
    countsLine(run, style),
  ];
}

/** The jobs because of which a run did not succeed. */
export function causesOf({ root }: RunView): readonly ViewNode[] {
  return (root?.children ?? []).filter(isCause);
}

/**
 * What is left to say where only failures were printed so far: the jobs of which there is more to say than that they
 * passed, and the annotations that nobody has seen yet.
 */
export function remainingLines(
  view: RunView,
  style: Style,
  stdout: ReporterHost["stdout"],
): string[] {
  const seen = causesOf(view).flatMap((node) =>
    shownOutput(node, stdout).map(({ text }) => `${node.name}\n${text}`),
  );
  const shared = view.end === undefined ? new Map<string, unknown>() : sharedNotes(view.end);
  const jobs = (view.root?.children ?? []).map((job) => ({
    ...job,
    notes: job.notes.filter((note) => !shared.has(note)),
  }));
  return [...jobLines(jobs, style), ...annotationLines(view.annotations, new Set(seen), style)];
}

/** Jobs that did not run stand in one line where they have the same reason. */
function jobLines(jobs: readonly ViewNode[], style: Style): string[] {
  const groups = new Map<string, ViewNode[]>();
  for (const job of jobs) {
    if (isCause(job) || !hasMoreToSay(job)) continue;
    const key = isUnrun(job) ? JSON.stringify([job.state, job.reason, job.notes]) : job.name;
    groups.set(key, [...(groups.get(key) ?? []), job]);
  }
  return [...groups.values()].flatMap((group) => groupLines(group, style));
}

function groupLines(group: readonly ViewNode[], style: Style): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const options = { style, now: 0 };
  if (group.length === 1) {
    return [
      heading(first, options),
      ...toleratedSteps(first).map((step) => `  ${heading(step, options)}`),
    ];
  }
  const names = group.map(({ name }) => style.bold(nameText(name))).join(", ");
  const { state, reason } = first;
  const why =
    reason === undefined || reason.startsWith(`${state}: `) ? reason : `${state}: ${reason}`;
  return [`${mark(state, style)} ${names} ${style.dim(nameText(why ?? state))}`];
}

function hasMoreToSay(job: ViewNode): boolean {
  return job.state !== "success" || job.notes.length > 0 || toleratedSteps(job).length > 0;
}

function isUnrun({ state }: ViewNode): boolean {
  return state !== "success" && state !== "failure";
}

function toleratedSteps(node: ViewNode): readonly ViewNode[] {
  return node.children.flatMap((child) => [
    ...(isTolerated(child) ? [child] : []),
    ...toleratedSteps(child),
  ]);
}

const annotationLimit = 10;

/**
 * Errors and warnings. Those of a job that failed are among its last lines, unless it printed much after them.
 *
 * @param seen What is shown of such jobs: the name, and the line.
 */
function annotationLines(
  annotations: readonly Annotation[],
  seen: ReadonlySet<string>,
  style: Style,
): string[] {
  const isSeen = (annotation: Annotation): boolean =>
    seen.has(`${annotation.path[1]}\n${annotation.level}: ${annotationText(annotation)}`);
  const rest = annotations.filter((each) => each.level !== "notice" && !isSeen(each));
  const width = Math.max(0, ...rest.map(({ level }) => level.length));
  const lines = rest.slice(0, annotationLimit).map((annotation) => {
    const { level, path } = annotation;
    const color = level === "error" ? style.red : style.yellow;
    const text = streamText(annotationText(annotation).split("\n", 1).join(""), false);
    return `${color(level.padEnd(width))}  ${style.bold(pathText(path.slice(1)))}  ${text}`;
  });
  const hiddenCount = rest.length - lines.length;
  if (hiddenCount > 0) lines.push(style.dim(`… ${counted(hiddenCount, "annotation")} more`));
  return lines;
}
