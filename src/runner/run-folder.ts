/** `.recompose/runs/<id>/`: what one run leaves behind for people and programs. Its shape is part of the public contract. */
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunRecord } from "../events/event.ts";

export class RunFolder {
  readonly path: string;

  /** `root` is the folder of `recompose.ts`. */
  constructor(root: string, runId: string) {
    const recompose = join(root, ".recompose");
    const runs = join(recompose, "runs");
    this.path = join(runs, runId);
    mkdirSync(join(this.path, "jobs"), { recursive: true });
    // The folder ignores itself: nobody has to add it to their .gitignore.
    writeFileSync(join(recompose, ".gitignore"), "*\n");
    const link = join(runs, `.latest-${runId}`);
    symlinkSync(runId, link);
    renameSync(link, join(runs, "latest"));
  }

  /** Relative to the folder, as `run.json` names it. */
  logName(jobId: string): string {
    return `jobs/${jobId}.log`;
  }

  artifactName(jobId: string, artifact: string): string {
    return `artifacts/${jobId}/${artifact}`;
  }

  absolute(name: string): string {
    return join(this.path, name);
  }

  /** Whole or not at all: a program may read `run.json` at any moment. */
  writeRecord(record: RunRecord): void {
    const file = join(this.path, "run.json");
    writeFileSync(`${file}.new`, `${JSON.stringify(record, undefined, 2)}\n`);
    renameSync(`${file}.new`, file);
  }
}
