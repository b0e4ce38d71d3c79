/** With `--verbose`: all jobs of a run in a table, and what the run waited for. */
import stringWidth from "string-width";
import type { JobRecord, RunFinished } from "../../events/event.ts";
import { nameText, streamText } from "../lines/line-text.ts";
import { criticalPath } from "./critical-path.ts";
import { duration, mark, type Style } from "./style.ts";
import { reasonBeside } from "./summary.ts";

/** A line for each job, the critical path, and the run's folder. */
export function jobTable(run: RunFinished, style: Style): string[] {
  const path = criticalPath(run);
  const pathLine = `critical path ${path.names.join(" → ")} ${duration(path.durationMs)}`;
  return [
    ...table(run.jobs, new Set(path.names), style),
    "",
    ...(path.names.length < 2 ? [] : [style.dim(pathLine)]),
    style.dim(run.folder),
  ];
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
      if (reason !== undefined) {
        details += `  ${color(streamText(firstLine(reasonBeside(result, reason)), false))}`;
      }
      if (notes !== undefined) {
        details += `  ${style.yellow(streamText(firstLine(notes.join("; ")), false))}`;
      }
      const sign = critical.has(name) && critical.size > 1 ? style.cyan(" ●") : "  ";
      return `${text}${sign}${details}`.trimEnd();
    }),
  ];
}

function firstLine(text: string): string {
  return text.split("\n", 1).join("");
}
