import type { ArtifactReference } from "./artifact-reference.ts";
import { axesOf, combinationsOf, type MatrixScalar } from "./matrix/combinations.ts";
import type { DeclaredJob } from "./declaration.ts";
import { DeclarationError } from "./place.ts";

/** The names under which the jobs of one automation upload what they save. */
export interface ArtifactNames {
  /** For the upload step; of a matrix job with an expression for its combination. */
  uploaded(jobId: string, artifact: string): string;
  /** For the download step: one name, or a pattern for all combinations. */
  source(reference: ArtifactReference): { readonly name: string } | { readonly pattern: string };
}

/**
 * A name is unique in a run: the second upload of one fails. Where several jobs save an artifact of one name, each of
 * them is prefixed by its job; combinations of a matrix have their index and, where these can stand in a name, their
 * values after it.
 * https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
 *
 * @throws DeclarationError where two names cannot be told apart all the same.
 */
export function artifactNames(automation: string, jobs: readonly DeclaredJob[]): ArtifactNames {
  const saved = jobs.flatMap((job) =>
    (job.task.artifacts ?? []).map((artifact): Saved => ({ job, name: artifact })),
  );
  const all = new NameIndex();
  for (const each of saved) all.add(each);
  const nameOf = (job: DeclaredJob, artifact: string): string =>
    all.twin({ job, name: artifact }) === undefined ? artifact : `${job.id}-${artifact}`;
  checkDistinct(
    automation,
    saved.map(({ job, name }) => ({ job, name: nameOf(job, name) })),
  );
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const find = (id: string): DeclaredJob | undefined => byId.get(id);
  return {
    uploaded: (jobId, artifact) => {
      const job = find(jobId);
      if (job === undefined) return artifact;
      return `${nameOf(job, artifact)}${combinationSuffix(job)}`;
    },
    source: ({ job: jobId, artifact }) => {
      const job = find(jobId);
      const name = job === undefined ? artifact : nameOf(job, artifact);
      const matrix = job?.keys.strategy?.matrix;
      if (job === undefined || matrix === undefined) return { name };
      const [only, ...others] = combinationsOf(matrix) ?? [];
      if (only === undefined || others.length > 0) return { pattern: pattern(name) };
      // A pattern that one artifact fits brings that artifact without a folder of its own.
      const values = printable(job) ? axesOf(matrix).map(([axis]) => `-${only[axis]}`) : [];
      return { name: `${name}-0${values.join("")}` };
    },
  };
}

interface Saved {
  readonly job: DeclaredJob;
  readonly name: string;
}

/** Names too close to each other: the same but for case, or one fits the pattern for the other's combinations. */
class NameIndex {
  readonly #same = new Map<string, Saved[]>();
  /** Those whose name begins with it and a dash. */
  readonly #longer = new Map<string, Saved[]>();
  /** Those of jobs with a matrix. */
  readonly #gathered = new Map<string, Saved[]>();

  add(saved: Saved): void {
    const name = saved.name.toLowerCase();
    push(this.#same, name, saved);
    if (saved.job.keys.strategy !== undefined) push(this.#gathered, name, saved);
    for (const beginning of beginnings(name)) push(this.#longer, beginning, saved);
  }

  /** Another one that is too close to this one. */
  twin({ job, name: given }: Saved): Saved | undefined {
    const name = given.toLowerCase();
    const found = [
      this.#same.get(name),
      job.keys.strategy === undefined ? undefined : this.#longer.get(name),
      ...beginnings(name).map((beginning) => this.#gathered.get(beginning)),
    ];
    const isOther = (other: Saved): boolean => other.job !== job || other.name !== given;
    for (const others of found) {
      const other = others?.find(isOther);
      if (other !== undefined) return other;
    }
    return undefined;
  }
}

function push(map: Map<string, Saved[]>, name: string, saved: Saved): void {
  const others = map.get(name);
  if (others === undefined) map.set(name, [saved]);
  else others.push(saved);
}

/** All that a name begins with and that a dash follows. */
function beginnings(name: string): readonly string[] {
  return [...name.matchAll(/-/g)].map(({ index }) => name.slice(0, index));
}

function combinationSuffix(job: DeclaredJob): string {
  const { strategy } = job.keys;
  if (strategy === undefined) return "";
  const values = printable(job) ? axesOf(strategy.matrix) : [];
  return `-\${{ strategy.job-index }}${values.map(([axis]) => `-\${{ matrix.${axis} }}`).join("")}`;
}

/** Whether every combination has a value for every axis, all of which a name may contain. */
function printable({ keys: { strategy } }: DeclaredJob): boolean {
  if (strategy === undefined) return false;
  const { matrix } = strategy;
  const isPrintable = (value: MatrixScalar | undefined): boolean =>
    /^[\w.+-]{1,40}$/.test(String(value ?? ""));
  return (
    combinationsOf(matrix)?.every((combination) =>
      axesOf(matrix).every(([axis]) => isPrintable(combination[axis])),
    ) === true
  );
}

/** What a pattern reads as something else stands for any one character. */
function pattern(name: string): string {
  return `${name.replaceAll(/[!#(){}+@,]/g, "?")}-*`;
}

function checkDistinct(automation: string, all: readonly Saved[]): void {
  const before = new NameIndex();
  for (const saved of all) {
    const { job, name } = saved;
    const twin = before.twin(saved);
    before.add(saved);
    if (twin === undefined) continue;
    throw new DeclarationError(
      { automation, job: job.id },
      `its artifact would be uploaded as ${JSON.stringify(name)}, too close to the ${JSON.stringify(twin.name)} of the job ${JSON.stringify(twin.job.id)}. Give one of the jobs another \`id\`, or rename one of the artifacts.`,
    );
  }
}
