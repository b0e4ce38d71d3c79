import type { ArtifactReference } from "../steps/artifacts/artifact-reference.ts";
import { axesOf, combinationsOf, type MatrixValue } from "../matrix/workflow-matrix.ts";
import { artifactsOf, type DeclaredJob } from "./declaration.ts";
import { type ArtifactSource, ownName, ownSource, plainPattern } from "./own-artifact-name.ts";
import { DeclarationError } from "./place.ts";

/** The names under which the jobs of an automation upload their artifacts. */
export interface ArtifactNames {
  /** The name for the upload step. A matrix job's has expressions for its combination. */
  uploaded(jobId: string, artifact: string): string;
  /** For the download step. Undefined for an artifact that no other job can find. */
  source(reference: ArtifactReference): ArtifactSource | undefined;
}

/**
 * The name of an artifact is unique in a run: a second upload under it fails. Where several jobs save an artifact of
 * the same name, the id of the job comes before it. In a matrix job the index of the combination comes after it, and
 * then the combination's values if a name may contain them.
 * https://github.com/actions/upload-artifact#not-uploading-to-the-same-artifact
 *
 * @throws DeclarationError where two names are still too close to each other.
 */
export function artifactNames(automation: string, jobs: readonly DeclaredJob[]): ArtifactNames {
  const artifacts = jobs.flatMap((job) =>
    artifactsOf(job)
      .filter((name) => ownName(job, name) === undefined)
      .map((name): SavedArtifact => ({ job, name })),
  );
  const index = new NameIndex();
  for (const artifact of artifacts) index.add(artifact);
  const nameOf = (job: DeclaredJob, artifact: string): string =>
    index.twin({ job, name: artifact }) === undefined ? artifact : `${job.id}-${artifact}`;
  checkDistinct(
    automation,
    artifacts.map(({ job, name }) => ({ job, name: nameOf(job, name) })),
  );
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return {
    uploaded: (jobId, artifact) => {
      const job = byId.get(jobId);
      if (job === undefined) return artifact;
      const own = ownName(job, artifact);
      if (own !== undefined) return own;
      return `${nameOf(job, artifact)}${combinationSuffix(job)}`;
    },
    source: ({ job: jobId, artifact }) => {
      const job = byId.get(jobId);
      const own = job === undefined ? undefined : ownName(job, artifact);
      if (job !== undefined && own !== undefined) return ownSource(job, own);
      const name = job === undefined ? artifact : nameOf(job, artifact);
      const matrix = job?.keys.strategy?.matrix;
      if (job === undefined || matrix === undefined) return { name };
      const [only, ...others] = combinationsOf(matrix) ?? [];
      if (only === undefined || others.length > 0) return { pattern: pattern(name) };
      // Where one artifact matches a pattern, the download makes no folder for it.
      const values = printable(job) ? axesOf(matrix).map(([axis]) => `-${textOf(only[axis])}`) : [];
      return { name: `${name}-0${values.join("")}` };
    },
  };
}

interface SavedArtifact {
  readonly job: DeclaredJob;
  readonly name: string;
}

/** Finds names that are too close: they differ only in case, or one matches the pattern for the other's combinations. */
class NameIndex {
  readonly #same = new Map<string, SavedArtifact[]>();
  /** By a text: the artifacts whose names begin with it and a dash. */
  readonly #longer = new Map<string, SavedArtifact[]>();
  /** By their name: the artifacts of jobs with a matrix. */
  readonly #ofMatrixJobs = new Map<string, SavedArtifact[]>();

  add(artifact: SavedArtifact): void {
    const name = artifact.name.toLowerCase();
    push(this.#same, name, artifact);
    if (artifact.job.keys.strategy !== undefined) push(this.#ofMatrixJobs, name, artifact);
    for (const beginning of beginnings(name)) push(this.#longer, beginning, artifact);
  }

  /** Another artifact whose name is too close to this one's. */
  twin({ job, name }: SavedArtifact): SavedArtifact | undefined {
    const key = name.toLowerCase();
    const groups = [
      this.#same.get(key),
      job.keys.strategy === undefined ? undefined : this.#longer.get(key),
      ...beginnings(key).map((beginning) => this.#ofMatrixJobs.get(beginning)),
    ];
    const isOther = (other: SavedArtifact): boolean => other.job !== job || other.name !== name;
    for (const group of groups) {
      const other = group?.find(isOther);
      if (other !== undefined) return other;
    }
    return undefined;
  }
}

function push(map: Map<string, SavedArtifact[]>, key: string, artifact: SavedArtifact): void {
  const others = map.get(key);
  if (others === undefined) map.set(key, [artifact]);
  else others.push(artifact);
}

/** `a` and `a-b` for `a-b-c`. */
function beginnings(name: string): readonly string[] {
  return [...name.matchAll(/-/g)].map(({ index }) => name.slice(0, index));
}

function combinationSuffix(job: DeclaredJob): string {
  const { strategy } = job.keys;
  if (strategy === undefined) return "";
  const values = printable(job) ? axesOf(strategy.matrix) : [];
  return `-\${{ strategy.job-index }}${values.map(([axis]) => `-\${{ matrix.${axis} }}`).join("")}`;
}

/** Whether every combination has a value for every axis, and a name may contain all of these values. */
function printable({ keys: { strategy } }: DeclaredJob): boolean {
  if (strategy === undefined) return false;
  const { matrix } = strategy;
  return (
    combinationsOf(matrix)?.every((combination) =>
      axesOf(matrix).every(([axis]) => /^[\w.+-]{1,40}$/.test(textOf(combination[axis]))),
    ) === true
  );
}

/** Empty for objects and lists, whose texts GitHub does not take for a name. */
function textOf(value: MatrixValue | undefined): string {
  return typeof value === "object" ? "" : String(value ?? "");
}

function pattern(name: string): string {
  return `${plainPattern(name)}-*`;
}

function checkDistinct(automation: string, artifacts: readonly SavedArtifact[]): void {
  const before = new NameIndex();
  for (const artifact of artifacts) {
    const { job, name } = artifact;
    const twin = before.twin(artifact);
    before.add(artifact);
    if (twin === undefined) continue;
    throw new DeclarationError(
      { automation, job: job.id },
      `its artifact would be uploaded as ${JSON.stringify(name)}, too close to the ${JSON.stringify(twin.name)} of the job ${JSON.stringify(twin.job.id)}. Give one of the jobs another \`id\`, or rename one of the artifacts.`,
    );
  }
}
