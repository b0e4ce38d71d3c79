import type { TaskFinished } from "../../events/event.ts";
import { streamText } from "../lines/line-text.ts";
import { duration, mark, type Style } from "./style.ts";

/** How the command's own task ended: result and time, why it failed, and what it made. */
export function taskResultLines(event: TaskFinished, style: Style, debug: boolean): string[] {
  const name = event.path.at(-1) ?? "";
  const title = event.result === "success" ? style.bold(name) : style.bold(style.red(name));
  const head = `${mark(event.result, style)} ${title} ${style.dim(duration(event.durationMs))}`;
  const [first, ...rest] = event.error?.trimEnd().split("\n") ?? [];
  const why = first === undefined ? "" : ` ${style.red(streamText(first, false))}`;
  const made = Object.entries({ ...event.outputs, ...event.artifacts });
  const width = Math.max(0, ...made.map(([key]) => key.length));
  return [
    head + why,
    ...rest.map((line) => `  ${streamText(line, style.isColorSupported)}`),
    ...stackLines(event, style, debug),
    ...made.flatMap(([key, value]) =>
      value.split("\n").map((line, index) => {
        const label = index === 0 ? style.dim(key.padEnd(width)) : " ".repeat(width);
        return `  ${label}  ${streamText(line, false)}`;
      }),
    ),
  ];
}

/** Where it was thrown: the line of the app, or with `--debug` the whole stack. */
export function stackLines(event: TaskFinished, style: Style, debug: boolean): string[] {
  if (!debug)
    return event.place === undefined ? [] : [style.dim(`  at ${streamText(event.place, false)}`)];
  if (event.stack === undefined) return [];
  return event.stack.split("\n").map((line) => style.dim(`  ${streamText(line, false)}`));
}
