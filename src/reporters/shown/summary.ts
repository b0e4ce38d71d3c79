/** The results of a run, in a table at its end. */
import stringWidth from "string-width";
import type { Annotation, JobRecord, LocalResult, RunRecord } from "../../events/event.ts";
import { counted } from "../../problems/wording.ts";
import { annotationText } from "../../events/workflow-command.ts";
import { criticalPath } from "./critical-path.ts";
import { nameText, pathText, streamText } from "../lines/line-text.ts";
import { duration, mark, type Style } from "./style.ts";

/** A line for each job, annotations, the critical path, the counts, and the run's folder. */
export function summaryLines(
  run: RunRecord & { readonly folder: string },
  annotations: readonly Annotation[],
  style: Style,
): string[] {
  const path = criticalPath(run);
  const color = run.result === "success" ? style.green : style.red;
  return [
    ...table(run.jobs, new Set(path.names), style),
    "",
    ...annotationLines(annotations, style),
    ...(path.names.length < 2
      ? []
      : [style.dim(`critical path ${path.names.join(" → ")} ${duration(path.durationMs)}`)]),
    `${color(style.bold(resultCounts(run.jobs)))} ${style.dim(`in ${duration(run.durationMs)}`)}`,
    style.dim(run.folder),
  ];
}

/** `4 jobs succeeded, 1 job failed`. */
export function resultCounts(jobs: readonly JobRecord[]): string {
  const parts = resultWords.flatMap(([result, words]) => {
    const count = jobs.filter((job) => job.result === result).length;
    return count === 0 ? [] : [`${counted(count, "job")} ${words}`];
  });
  return parts.length === 0 ? "no jobs" : parts.join(", ");
}

function table(jobs: readonly JobRecord[], critical: ReadonlySet<string>, style: Style): string[] {
  const rows = jobs.map((job) => ({
    job,
    name: nameText(job.name),
    result: job.result,
    time: job.startedAt === undefined && job.durationMs === 0 ? "" : duration(job.durationMs),
  }));
  const nameWidth = Math.max(3, ...rows.map(({ name }) => stringWidth(name)));
  const resultWidth = Math.max(6, ...rows.map(({ result }) => result.length));
  const timeWidth = Math.max(4, ...rows.map(({ time }) => time.length));
  const head = `  ${"job".padEnd(nameWidth)}  ${"result".padEnd(resultWidth)}  ${"time".padStart(timeWidth)}`;
  return [
    style.dim(head),
    ...rows.map(({ job, name, result, time }) => {
      const padding = " ".repeat(nameWidth - stringWidth(name));
      const text = `${mark(result, style)} ${style.bold(name)}${padding}  ${result.padEnd(resultWidth)}  ${time.padStart(timeWidth)}`;
      const color = result === "failure" ? style.red : style.dim;
      const { reason, notes } = job;
      let details = "";
      if (reason !== undefined) details += `  ${color(firstLine(reasonBeside(result, reason)))}`;
      if (notes !== undefined) {
        details += `  ${style.yellow(streamText(firstLine(notes.join("; ")), false))}`;
      }
      const sign = critical.has(name) && critical.size > 1 ? style.cyan(" ●") : "  ";
      return `${text}${sign}${details}`.trimEnd();
    }),
  ];
}

const annotationLimit = 10;

function annotationLines(annotations: readonly Annotation[], style: Style): string[] {
  const important = annotations.filter(({ level }) => level !== "notice");
  const width = Math.max(0, ...important.map(({ level }) => level.length));
  const lines = important.slice(0, annotationLimit).map((annotation) => {
    const { level, path } = annotation;
    const color = level === "error" ? style.red : style.yellow;
    const text = streamText(firstLine(annotationText(annotation)), false);
    return `${color(level.padEnd(width))}  ${style.bold(pathText(path.slice(1)))}  ${text}`;
  });
  const hiddenCount = important.length - lines.length;
  if (hiddenCount > 0) lines.push(style.dim(`… ${counted(hiddenCount, "annotation")} more`));
  return lines.length === 0 ? [] : [...lines, ""];
}

/** The reason without the result, which is shown beside it: the reason of a job elsewhere begins with that word. */
export function reasonBeside(result: LocalResult, reason: string): string {
  return reason.startsWith(`${result}: `) ? reason.slice(result.length + 2) : reason;
}

function firstLine(text: string): string {
  return text.split("\n", 1).join("");
}

const resultWords: readonly (readonly [LocalResult, string])[] = [
  ["success", "succeeded"],
  ["failure", "failed"],
  ["cancelled", "cancelled"],
  ["skipped", "skipped"],
  ["elsewhere", "left to other machines"],
];
