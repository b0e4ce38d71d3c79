/** Follows the events of a task that runs, for what an agent gets in the end. */
import type { TaskFinished } from "../../events/event.ts";
import type { JsonEvent } from "../../events/json-event.ts";
import { defined } from "../../problems/defined.ts";
import { LastText } from "./last-text.ts";
import { shortOutputs } from "./run-summary.ts";

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
    return defined({
      task,
      result,
      error,
      place,
      durationMs,
      outputs: shortOutputs(outputs),
      artifacts: Object.keys(artifacts).length === 0 ? undefined : artifacts,
      outputLines: this.#lines.count,
      lastLines: last.text,
    });
  }
}
