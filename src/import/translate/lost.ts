/** What a translation could not say. */
import type { YamlValue } from "../../model/workflow.ts";

export type Path = readonly (string | number)[];

export interface Lost {
  /** Where it stands in the workflow: `["jobs", "build", "steps", 2, "run"]`. */
  readonly path: Path;
  /** The same for all of its kind, to count by: `concurrency`, `command in cmd`. */
  readonly kind: string;
  readonly reason: string;
}

/** Collects what is lost, and gives out the parts of a mapping so that none is forgotten. */
export class Losses {
  readonly all: Lost[] = [];

  add(path: Path, kind: string, reason: string): void {
    this.all.push({ path, kind, reason });
  }

  /** Reports every key of a mapping that nobody reads. */
  unread(mapping: Readonly<Record<string, YamlValue>>, known: readonly string[], path: Path): void {
    for (const key of Object.keys(mapping)) {
      if (known.includes(key)) continue;
      const kind = `key ${[...path.filter((part) => typeof part === "string").slice(0, 1), key].join("…")}`;
      this.add([...path, key], kind, `there is no option for the key ${JSON.stringify(key)}`);
    }
  }
}
