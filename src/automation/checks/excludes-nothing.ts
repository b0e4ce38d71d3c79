/** Warns of entries of `exclude` that leave out nothing. */
import { hasExpression } from "../../expression/language/template.ts";
import { includesMatch } from "../../matrix/matrix-combinations.ts";
import { axesOf, entriesOf, valueIn } from "../../matrix/workflow-matrix.ts";
import { shown } from "../../problems/wording.ts";
import type { DeclaredJob } from "../declaration.ts";
import type { Warning } from "../warning.ts";

/** A value that its axis does not have matches no combination, and GitHub says nothing. */
export function excludesNothing(jobs: readonly DeclaredJob[]): readonly Warning[] {
  return jobs.flatMap(({ id, keys: { strategy } }): readonly Warning[] => {
    if (strategy === undefined || typeof strategy.matrix === "string") return [];
    const axes = Object.fromEntries(axesOf(strategy.matrix));
    return entriesOf(strategy.matrix, "exclude").flatMap((entry) =>
      Object.entries(entry).flatMap(([axis, value]): Warning[] => {
        const values = valueIn(axes, axis);
        if (!Array.isArray(values) || hasExpression(JSON.stringify([value, values]))) return [];
        if (includesMatch(values, value)) return [];
        const text = `the matrix of the job ${JSON.stringify(id)} excludes ${axis}: ${shown(value)}, which the axis does not have: its values are ${values.map(shown).join(", ")}. The entry leaves out nothing.`;
        return [{ kind: "excludes-nothing", job: id, text }];
      }),
    );
  });
}
