/** The `strategy` of a job. */
import { hasExpression, wholeExpression } from "../../expression/language/template.ts";
import type { YamlValue } from "../../model/workflow.ts";
import { callWith, object, type Plan, type PlanStatement } from "../../typescript/plan.ts";
import { withKeysOfAxes, withoutNothing } from "../matrix-keys.ts";
import { listOf, mappingOf, type YamlMapping } from "../read-workflow.ts";
import type { ConstantNames } from "./constant-names.ts";
import { scalarPlan, templatePlan } from "./expressions/expression-plan.ts";
import type { MatrixScope } from "./expressions/matrix-scope.ts";
import type { JobSource } from "./job-source.ts";
import { type At, entryPlan } from "./at.ts";
import { flagPlan, numberPlan } from "./option-plan.ts";

/** The matrix of a job as a constant. */
export interface MatrixConstant extends MatrixScope {
  readonly value: Plan;
}

export function matrixPlan(
  { id, job, workflow, names }: JobSource,
  at: At,
): MatrixConstant | undefined {
  const strategy = job["strategy"];
  const mapping = mappingOf(strategy);
  if (mapping === undefined) return undefined;
  at.losses.unread(mapping, ["matrix", "fail-fast", "max-parallel"], at.path);
  const written = mappingOf(mapping["matrix"]);
  const axes = written && withoutNothing(withKeysOfAxes(written));
  const settings = {
    failFast: entryPlan(at, "fail-fast", flagPlan(mapping["fail-fast"], at)),
    maxParallel: entryPlan(at, "max-parallel", numberPlan(mapping["max-parallel"], at)),
  };
  if (typeof mapping["matrix"] === "string") {
    const constant = matrixName(id, workflow, names);
    const whole = scalarPlan(mapping["matrix"], at.scope);
    return { constant, value: callWith("matrix", [whole], object(settings)), axes: undefined };
  }
  // The others are of the jobs of a matrix: without one they concern nothing.
  if (axes === undefined) return undefined;
  const { include, exclude, ...named } = axes;
  const values = (key: string, value: YamlValue): Plan => {
    const path = [...at.path, "matrix", key];
    const list =
      typeof value === "string" && hasExpression(value)
        ? scalarPlan(value, at.scope)
        : listOf(value).map((item, index) =>
            at.comments.on(
              [...path, index],
              key === "exclude" ? excludedPlan(item, at) : matrixValue(item, at),
            ),
          );
    return at.comments.on(path, list);
  };
  const options = object({
    exclude: exclude === undefined ? undefined : values("exclude", exclude),
    include: include === undefined ? undefined : values("include", include),
    ...settings,
  });
  const axesPlan = object(
    Object.fromEntries(Object.entries(named).map(([key, value]) => [key, values(key, value)])),
  );
  return {
    constant: matrixName(id, workflow, names),
    value: callWith("matrix", [axesPlan], options),
    axes,
  };
}

/** The statement of a job's matrix, if it has one. */
export function matrixStatements(
  matrix: MatrixConstant | undefined,
  { id }: JobSource,
  at: At,
): readonly PlanStatement[] {
  if (matrix === undefined) return [];
  const path = [...at.path, "strategy"];
  const comments = { comment: at.comments.textOf(path), after: at.comments.afterOf(path) };
  return [{ constant: matrix.constant, value: matrix.value, ...comments, job: id }];
}

/** `m` for the only one. */
function matrixName(id: string, workflow: YamlMapping, names: ConstantNames): string {
  const jobs = Object.values(mappingOf(workflow["jobs"]) ?? {});
  const all = jobs.filter(
    (job) => mappingOf(mappingOf(job)?.["strategy"])?.["matrix"] !== undefined,
  );
  return names.free(all.length === 1 ? "m" : `${id}-matrix`, "");
}

/** A value that only the run knows is none of its axis, so it stands as a reference. */
function excludedPlan(entry: YamlValue, at: At): Plan {
  const mapping = mappingOf(entry);
  if (mapping === undefined) return matrixValue(entry, at);
  const values = Object.entries(mapping).map(([axis, value]): [string, Plan] => {
    const text = typeof value === "string" ? wholeExpression(value) : undefined;
    return [
      axis,
      text === undefined ? matrixValue(value, at) : { kind: "expression", text: text.trim() },
    ];
  });
  return object(Object.fromEntries(values));
}

function matrixValue(value: YamlValue, at: At): Plan {
  if (Array.isArray(value))
    return (value as readonly YamlValue[]).map((item) => matrixValue(item, at));
  const mapping = mappingOf(value);
  // A reference in it would be taken for an object.
  if (typeof value === "string") return templatePlan(value, at.scope);
  if (mapping === undefined) return value as Plan;
  return object(
    Object.fromEntries(Object.entries(mapping).map(([key, part]) => [key, matrixValue(part, at)])),
  );
}
