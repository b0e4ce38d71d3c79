/** Knows which job printed last, line after line, so that its last lines need not be printed again. */
import type { TimedEvent } from "../../events/event.ts";
import { isCause } from "./failure.ts";
import { mostLines, type RunView, type ViewNode } from "./run-view.ts";

export class LastWords {
  /** The job whose lines come now, and how many it had printed before. */
  #speaker: string | undefined;
  #countBefore = 0;

  /** @param view As it is without the event. */
  apply(event: TimedEvent, view: RunView): void {
    const [, name] = event.path;
    if (name === undefined || name === this.#speaker) return;
    // One line says that a job has ended or did not run: what came before is still in sight.
    if (event.type === "job-finished" && !isCause({ state: event.result, reason: event.reason }))
      return;
    this.#speaker = name;
    this.#countBefore = view.find(event.path.slice(0, 2))?.lineCount ?? 0;
  }

  /** Whether the last lines of a job, as many as a view has, were printed last. */
  areOf({ name, lineCount }: ViewNode): boolean {
    const count = lineCount - this.#countBefore;
    return name === this.#speaker && count >= Math.min(lineCount, mostLines);
  }
}
