/** What every job has: an id of its own, needs, perhaps a matrix; and how it becomes part of the automation. */
import { type Condition, isCondition } from "../../expression/build/reference.ts";
import { quotedList, shown } from "../../problems/wording.ts";
import { idRule, isValidId } from "../../github/name-rules.ts";
import type { Declaration, DeclaredJob } from "../declaration.ts";
import type { OptionReader, ReaderSettings } from "../keys/option-reader.ts";
import type { OrderedStep } from "../keys/step-order.ts";
import { requireMatrix } from "../matrix/matrix.ts";
import type { MatrixDefinition } from "../matrix/matrix-references.ts";
import { shapeOf } from "../matrix/matrix-shape.ts";
import { DeclarationError, type Place } from "../place.ts";
import { JobHandle } from "./job-handle.ts";

export function addJob(job: DeclaredJob, declaration: Declaration): JobHandle {
  declaration.jobs.set(job.id, job);
  declaration.ids.set(job.id.toLowerCase(), job.id);
  return new JobHandle(job, declaration);
}

/** @param other How to declare the job with another id. */
export function checkId(id: unknown, { automation, ids }: Declaration, other: string): void {
  if (!isValidId(id)) {
    throw new DeclarationError(
      { automation },
      `a job has the id ${shown(id)}, which is not valid. ${idRule}`,
    );
  }
  const twin = ids.get(id.toLowerCase());
  if (twin === undefined) return;
  const same = twin === id ? "" : ` (${quotedList([twin, id])} are the same to GitHub)`;
  throw new DeclarationError(
    { automation, job: id },
    `two jobs have this id${same}. Give one of them an id of its own with \`id\`.`,
    [other],
  );
}

/**
 * Step ids are unique in a job.
 *
 * @param setupCount How many of the steps are the setup.
 * @param option The one that has the others.
 */
export function checkStepIds(
  steps: readonly OrderedStep[],
  setupCount: number,
  place: Place,
  option: string,
): void {
  const ids = new Set<string>();
  for (const [index, { id }] of steps.entries()) {
    if (id === undefined) continue;
    if (ids.has(id.toLowerCase())) {
      throw new DeclarationError(
        { ...place, option: index < setupCount ? "setup" : option },
        `two steps have the id ${JSON.stringify(id)}; GitHub ignores case.`,
        [`give one of them an id of its own: { id: "${id}_2" }`],
      );
    }
    ids.add(id.toLowerCase());
  }
}

/** The ids of the option `needs`. Takes any text: checkGraph() knows all jobs. */
export function readNeeds(
  value: unknown,
  reader: OptionReader,
  declaration: Declaration,
): readonly string[] {
  return reader.list(value ?? [], "needs").map((need) => {
    if (typeof need === "string") return need;
    if (need instanceof JobHandle && need.declaration === declaration) return need.id;
    throw reader.error(
      "needs",
      need instanceof JobHandle
        ? `the job ${JSON.stringify(need.id)} is another automation's. A workflow sees its own jobs only.`
        : `it lists what job() returned, not ${shown(need)}.`,
    );
  });
}

interface JobMatrix {
  readonly definition: MatrixDefinition;
  /** What expressions of the job may read of it. */
  readonly scope: NonNullable<ReaderSettings["matrix"]>;
}

/** Undefined for a job without a matrix. */
export function matrixOf(value: unknown, place: Place): JobMatrix | undefined {
  if (value === undefined) return undefined;
  const definition = requireMatrix(value, place);
  return { definition, scope: { token: value, shape: shapeOf(definition) } };
}

/** The options with the automation's condition before the job's. */
export function withShared<Settings extends { readonly condition?: Condition }>(
  settings: Settings,
  { condition: shared }: Declaration,
): Settings {
  const own: unknown = settings.condition;
  const condition = shared === undefined || !isCondition(own) ? (own ?? shared) : shared.and(own);
  return condition === undefined ? settings : { ...settings, condition: condition as Condition };
}
