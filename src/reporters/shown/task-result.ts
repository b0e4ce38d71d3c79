import type { StepFinished, TaskFinished } from "../../events/event.ts";
import { streamText } from "../lines/line-text.ts";
import { stepHeading } from "./heading.ts";
import { duration, mark, type Style } from "./style.ts";

/** The result of the command's own task: its time, its error, its outputs and artifacts. */
export function taskResultLines(event: TaskFinished, style: Style, debug: boolean): string[] {
  const [, ...rest] = event.error?.trimEnd().split("\n") ?? [];
  const results = Object.entries({ ...event.outputs, ...event.artifacts });
  const width = Math.max(0, ...results.map(([key]) => key.length));
  return [
    resultLine(event, event.path.at(-1) ?? "", style),
    ...rest.map((line) => `  ${streamText(line, style.isColorSupported)}`),
    ...stackLines(event, style, debug),
    ...results.flatMap(([key, value]) =>
      value.split("\n").map((line, index) => {
        const label = index === 0 ? style.dim(key.padEnd(width)) : " ".repeat(width);
        return `  ${label}  ${streamText(line, false)}`;
      }),
    ),
  ];
}

/** `✗ unit 1.2s no such file`: the result of a task or step, with the first line of its error. */
export function resultLine(event: TaskFinished | StepFinished, name: string, style: Style): string {
  if (event.type === "step-finished") return stepHeading(event, name, style);
  const title = event.result === "success" ? style.bold(name) : style.bold(style.red(name));
  const error = event.error?.trimEnd().split("\n", 1);
  const why = error === undefined ? "" : ` ${style.red(streamText(error.join(""), false))}`;
  return `${mark(event.result, style)} ${title} ${style.dim(duration(event.durationMs))}${why}`;
}

/** The place of an error: the line of the app, or with `--debug` the whole stack. */
export function stackLines(event: TaskFinished, style: Style, debug: boolean): string[] {
  if (!debug)
    return event.place === undefined ? [] : [style.dim(`  at ${streamText(event.place, false)}`)];
  if (event.stack === undefined) return [];
  return event.stack.split("\n").map((line) => style.dim(`  ${streamText(line, false)}`));
}
