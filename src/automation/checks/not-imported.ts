/** Warns of steps that an import could not bring along. */
import { shortName } from "../../problems/wording.ts";
import { standInCommand } from "../../model/stand-in-command.ts";
import type { DeclaredJob } from "../declaration.ts";
import type { Warning } from "../warning.ts";

export function notImported(jobs: readonly DeclaredJob[]): readonly Warning[] {
  return jobs.flatMap(({ id, steps }) =>
    steps.flatMap((step, index): Warning[] => {
      if (step.kind !== "shell" || step.command !== standInCommand) return [];
      const name = step.name === undefined ? `${index + 1}` : JSON.stringify(shortName(step.name));
      const text = `the step ${name} of the job ${JSON.stringify(id)} fails: it stands in for one that import left out. The comment on it says why.`;
      return [{ kind: "not-imported", job: id, text }];
    }),
  );
}
