/** What `::error::` and its like say in a run, with the places in files: the run alone knows them. */
import type { JsonEvent } from "../../events/json-event.ts";
import { fitting } from "../../problems/wording.ts";

/** How many are told of: a linter may have thousands. */
const most = 50;

/** In UTF-16 units. */
const longestMessage = 2000;

export class RunAnnotations {
  readonly #kept: Record<"error" | "warning" | "notice", object[]> = {
    error: [],
    warning: [],
    notice: [],
  };
  #count = 0;

  observe(event: JsonEvent): void {
    if (event.type !== "annotation") return;
    this.#count += 1;
    const kept = this.#kept[event.level];
    if (kept.length >= most) return;
    const { level, title, file, line, endLine, column, endColumn, path } = event;
    const message = fitting(event.message, longestMessage);
    kept.push({ job: path[1], level, message, title, file, line, endLine, column, endColumn });
  }

  /** Errors first. Empty where there are none. */
  result(): object {
    const { error, warning, notice } = this.#kept;
    const annotations = [...error, ...warning, ...notice].slice(0, most);
    const moreAnnotations = this.#count - annotations.length;
    return {
      ...(annotations.length > 0 && { annotations }),
      ...(moreAnnotations > 0 && { moreAnnotations }),
    };
  }
}
