import type { ArtifactReference } from "./artifact-reference.ts";
import { combinationsOf } from "./combinations.ts";
import type { JobDefinition } from "./declaration.ts";
import type { MatrixValue } from "./matrix-definition.ts";
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
export function artifactNames(automation: string, jobs: readonly JobDefinition[]): ArtifactNames {
  const saved = jobs.flatMap((job) =>
    (job.task.artifacts ?? []).map((artifact) => ({ job, artifact })),
  );
  const nameOf = (job: JobDefinition, artifact: string): string => {
    const clashes = saved.some(
      (other) => !(other.job === job && other.artifact === artifact) && clash(job, artifact, other),
    );
    return clashes ? `${job.id}-${artifact}` : artifact;
  };
  checkDistinct(
    automation,
    saved.map(({ job, artifact }) => [job, nameOf(job, artifact)] as const),
  );
  const find = (id: string): JobDefinition | undefined => jobs.find((job) => job.id === id);
  return {
    uploaded: (jobId, artifact) => {
      const job = find(jobId);
      if (job === undefined) return artifact;
      return `${nameOf(job, artifact)}${combinationSuffix(job)}`;
    },
    source: ({ job: jobId, artifact }) => {
      const job = find(jobId);
      const name = job === undefined ? artifact : nameOf(job, artifact);
      if (job?.matrix === undefined) return { name };
      const [only, ...others] = combinationsOf(job.matrix) ?? [];
      if (only === undefined || others.length > 0) return { pattern: pattern(name) };
      // A pattern that one artifact fits brings that artifact without a folder of its own.
      const values = printable(job)
        ? Object.keys(job.matrix.axes).map((axis) => `-${only[axis]}`)
        : [];
      return { name: `${name}-0${values.join("")}` };
    },
  };
}

interface Saved {
  readonly job: JobDefinition;
  readonly artifact: string;
}

/** Whether one of two names is the other's, or fits the pattern for the other's combinations. */
function clash(job: JobDefinition, artifact: string, other: Saved): boolean {
  const [first, second] = [artifact.toLowerCase(), other.artifact.toLowerCase()];
  return (
    first === second ||
    (job.matrix !== undefined && second.startsWith(`${first}-`)) ||
    (other.job.matrix !== undefined && first.startsWith(`${second}-`))
  );
}

function combinationSuffix(job: JobDefinition): string {
  if (job.matrix === undefined) return "";
  const values = printable(job) ? Object.keys(job.matrix.axes) : [];
  return `-\${{ strategy.job-index }}${values.map((axis) => `-\${{ matrix.${axis} }}`).join("")}`;
}

/** Whether every combination has a value for every axis, all of which a name may contain. */
function printable({ matrix }: JobDefinition): boolean {
  if (matrix === undefined) return false;
  const isPrintable = (value: MatrixValue | undefined): boolean =>
    /^[\w.+-]{1,40}$/.test(String(value ?? ""));
  return (
    combinationsOf(matrix)?.every((combination) =>
      Object.keys(matrix.axes).every((axis) => isPrintable(combination[axis])),
    ) === true
  );
}

/** What a pattern reads as something else stands for any one character. */
function pattern(name: string): string {
  return `${name.replaceAll(/[!#(){}+@,]/g, "?")}-*`;
}

function checkDistinct(
  automation: string,
  names: readonly (readonly [JobDefinition, string])[],
): void {
  for (const [index, [job, name]] of names.entries()) {
    const twin = names
      .slice(0, index)
      .find(
        ([other, taken]) =>
          taken.toLowerCase() === name.toLowerCase() ||
          (other.matrix !== undefined && name.startsWith(`${taken}-`)) ||
          (job.matrix !== undefined && taken.startsWith(`${name}-`)),
      );
    if (twin === undefined) continue;
    throw new DeclarationError(
      { automation, job: job.id },
      `its artifact would be uploaded as ${JSON.stringify(name)}, too close to the ${JSON.stringify(twin[1])} of the job ${JSON.stringify(twin[0].id)}. Give one of the jobs another \`id\`, or rename one of the artifacts.`,
    );
  }
}
