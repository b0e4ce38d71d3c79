/** Checks that a job gets the artifacts that it asks another job for, and no others. */
import { combinationsOf } from "../../matrix/workflow-matrix.ts";
import type { ArtifactNames } from "../artifact-names.ts";
import type { ArtifactReference } from "../../steps/artifacts/artifact-reference.ts";
import type { Declaration, DeclaredJob } from "../declaration.ts";
import { beginningOf, isSharedText, ownName, plainPattern } from "../own-artifact-name.ts";
import { DeclarationError } from "../place.ts";
import type { NamedUpload } from "./named-uploads.ts";

/**
 * @param uploads Those of all jobs.
 * @throws DeclarationError for an artifact that no download finds, or only together with others.
 */
export function checkRequestedArtifacts(
  { automation, jobs, requested }: Declaration,
  names: ArtifactNames,
  uploads: readonly NamedUpload[],
): void {
  for (const reference of requested) {
    const job = jobs.get(reference.job);
    if (job === undefined) continue;
    const { artifact } = reference;
    const own = ownName(job, artifact);
    if (own !== undefined) {
      const option = `artifacts.${artifact}.name`;
      const problem = nameProblem(job, own, names, reference);
      if (problem !== undefined) {
        throw new DeclarationError({ automation, job: job.id, option }, problem, [
          `artifacts: { ${JSON.stringify(artifact)}: { name: ${exampleName(artifact, job)} } }`,
        ]);
      }
    }
    checkPattern({ automation, job, reference, own }, names, uploads);
  }
}

function nameProblem(
  job: DeclaredJob,
  own: string,
  names: ArtifactNames,
  reference: ArtifactReference,
): string | undefined {
  const source = names.source(reference);
  if (source === undefined) {
    return `no other job can read what ${JSON.stringify(own)} comes to, so none can download the artifact. Leave out \`name\`, or make it of texts, \`github\`, \`inputs\` and \`vars\`, without what is the job's own there, such as github.job.`;
  }
  if ("name" in source) return undefined;
  if (isSharedText(own)) {
    return `all combinations upload the artifact as ${JSON.stringify(own)}, so there is nothing to gather. Leave out \`name\`, or put the values of the matrix into it.`;
  }
  if (beginningOf(own) !== "") return undefined;
  return `${JSON.stringify(own)} begins with an expression, so a pattern for the names of all combinations would match other artifacts. Leave out \`name\`, or begin it with a text.`;
}

interface Request {
  readonly automation: string;
  readonly job: DeclaredJob;
  readonly reference: ArtifactReference;
  readonly own: string | undefined;
}

/** A name whose beginning only the run knows is not looked at. */
function checkPattern(
  { automation, job, reference, own }: Request,
  names: ArtifactNames,
  uploads: readonly NamedUpload[],
): void {
  const source = names.source(reference);
  if (source === undefined || "name" in source) return;
  const name = own ?? names.uploaded(job.id, reference.artifact);
  const beginning = beginningOf(name);
  const other = uploads.find(
    (upload) =>
      (upload.job !== job || upload.artifact !== reference.artifact) &&
      // The names that recompose chooses are apart from each other.
      !(own === undefined && upload.isChosen) &&
      mayBeginWith(upload.name ?? "", beginning),
  );
  if (other === undefined) return;
  const option = own === undefined ? undefined : `artifacts.${reference.artifact}.name`;
  const whose =
    other.job === job ? "of the same job" : `of the job ${JSON.stringify(other.job.id)}`;
  const next =
    own === undefined
      ? "Give that one a name that begins with another text."
      : "Leave out `name`, or begin it with a text with which no other artifact begins.";
  throw new DeclarationError(
    { automation, job: job.id, option },
    `its artifacts are gathered by the pattern ${JSON.stringify(source.pattern)}, which also takes the artifact ${JSON.stringify(other.name)} ${whose}. ${next}`,
  );
}

function mayBeginWith(name: string, beginning: string): boolean {
  const known = beginningOf(name).toLowerCase();
  if (known === "") return false;
  const pattern = plainPattern(beginning.toLowerCase());
  const shared =
    known === name.toLowerCase() ? pattern.length : Math.min(known.length, pattern.length);
  return pattern
    .split("")
    .slice(0, shared)
    .every((char, at) => char === "?" || char === known[at]);
}

function exampleName(artifact: string, { keys: { strategy } }: DeclaredJob): string {
  const hasSeveral = strategy !== undefined && combinationsOf(strategy.matrix)?.length !== 1;
  return hasSeveral ? `\`${artifact}-\${m.…}\`` : `\`${artifact}-\${github.sha}\``;
}
