/** Follows the events of a task that runs, for what an agent gets in the end. */
import type { TaskFinished } from "../../events/event.ts";
import type { JsonEvent } from "../../events/json-event.ts";
import { defined } from "../../problems/defined.ts";
import { fitting } from "../../problems/wording.ts";
import { LastText } from "./last-text.ts";

/** In UTF-16 units: of an output, which may be a whole file. */
const longestOutput = 2000;

export class TaskOutcome {
  readonly #lines: LastText;
  #end: TaskFinished | undefined;

  /** @param lines How many of the last lines. */
  constructor(lines: number) {
    this.#lines = new LastText(lines);
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  observe(event: JsonEvent): void {
    if (event.type === "line" && event.stream !== "debug") this.#lines.add(event.text);
    if (event.type === "task-finished" && event.path.length === 1) this.#end = event;
  }

  /** @param task Its name. */
  result(task: string): object {
    const { result, error, place, durationMs, outputs = {}, artifacts = {} } = this.#end ?? {};
    const last = this.#lines.get();
    const texts = Object.entries(outputs).map(([key, text]) => [key, fitting(text, longestOutput)]);
    return defined({
      task,
      result,
      error,
      place,
      durationMs,
      outputs: texts.length === 0 ? undefined : (Object.fromEntries(texts) as object),
      artifacts: Object.keys(artifacts).length === 0 ? undefined : artifacts,
      outputLines: this.#lines.count,
      lastLines: last.text,
    });
  }
}
